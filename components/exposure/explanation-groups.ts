import type { ExplanationView } from "@/lib/exposure/views";

/** One explanation as a person gave it: the same words about the same one, for each asset that the accesses touched. */
export interface ExplanationGroup {
  key: string;
  ids: string[];
  assets: string[];
  who: string;
  first: ExplanationView;
}

/** Proposed ones first, as they come. */
export function explanationGroups(rows: readonly ExplanationView[]): ExplanationGroup[] {
  const groups = new Map<string, ExplanationGroup>();
  for (const row of rows) {
    const { state, principal, actor, from, until, reason, agreedBy, recordedBy } = row;
    const key = JSON.stringify([state, principal?.id, actor, from, until, reason, agreedBy, recordedBy]);
    const group = groups.get(key);
    if (group && !group.assets.includes(row.asset)) {
      group.ids.push(row.id);
      group.assets.push(row.asset);
    } else {
      const own = { ids: [row.id], assets: [row.asset], who: principal?.name ?? actor ?? "", first: row };
      groups.set(group ? `${key} ${row.id}` : key, { key: group ? `${key} ${row.id}` : key, ...own });
    }
  }
  return [...groups.values()];
}

/** For how many principals or actors an explanation waits for a second person. */
export function waiting(rows: readonly ExplanationView[]): Set<string> {
  return new Set(
    rows
      .filter(({ state }) => state === "proposed")
      .map(({ principal, actor }) => (principal ? `p:${principal.id}` : `a:${actor ?? ""}`)),
  );
}
