import type { AssetExposureView } from "@/lib/exposure/views";
import type { Answer, RecipientQuestion } from "./model";
import type { RecipientSummary, RecipientView, StatementView } from "./views";

/** The part of an asset's answer from which recipients follow. */
export type ReadAsset = Pick<AssetExposureView, "asset" | "name" | "coverageGaps" | "principals">;

export type Stated = Partial<Record<RecipientQuestion, StatementView>>;

/** One key for a principal or for an actor that nobody has resolved. */
export function recipientKey({ principal, actor }: { principal?: string | null; actor?: string | null }): string {
  return principal ? `p:${principal}` : `a:${actor ?? ""}`;
}

/**
 * Who without clearance got at the data, or may have, once over all assets, those with the most accesses first. An agent
 * that acted for people is no recipient of its own: they are.
 */
export function recipientsOf(
  assets: readonly ReadAsset[],
  statedOf: (key: string) => Stated,
): (RecipientView & { key: string })[] {
  const found = new Map<string, RecipientView & { key: string }>();
  for (const asset of assets) {
    for (const row of asset.principals) {
      if (row.unauthorisedItself === 0) continue;
      const key = recipientKey({ principal: row.principal, actor: row.name });
      const one = found.get(key) ?? blank(key, row, statedOf(key));
      one.assets.push({ id: asset.asset, name: asset.name });
      if (!one.clearance.includes(row.why)) one.clearance.push(row.why);
      one.accesses.certain += row.unauthorised.certain;
      one.accesses.possible += row.unauthorised.possible;
      for (const own of [row.classes.uncleared, row.classes.unresolved]) {
        if (!own) continue;
        one.tookAway ||= (own.byVerb.export ?? 0) + (own.byVerb.share ?? 0) > 0;
        if (one.first === null || own.first < one.first) one.first = own.first;
        if (one.last === null || own.last > one.last) one.last = own.last;
      }
      found.set(key, one);
    }
  }
  const weight = ({ accesses }: RecipientView) => accesses.certain * 1e6 + accesses.possible;
  return [...found.values()].sort((a, b) => weight(b) - weight(a) || (a.key < b.key ? -1 : 1));
}

function blank(key: string, row: ReadAsset["principals"][number], stated: Stated): RecipientView & { key: string } {
  return {
    key,
    principal: row.principal,
    name: row.name,
    actor: row.principal ? null : row.name,
    kind: row.kind,
    resolved: row.resolved,
    assets: [],
    clearance: [],
    accesses: { certain: 0, possible: 0 },
    tookAway: false,
    first: null,
    last: null,
    stated: {
      bound_to_secrecy: stated.bound_to_secrecy ?? null,
      deletion_attested: stated.deletion_attested ?? null,
    },
  };
}

/** Whether these are all of them, and why that can't be said where it can't. */
export function summaryOf(assets: readonly ReadAsset[], recipients: readonly RecipientView[]): RecipientSummary {
  const unresolved = recipients.filter((one) => !one.resolved).length;
  const possible = recipients.filter((one) => one.accesses.certain === 0).length;
  const silent = [...new Set(assets.flatMap((one) => one.coverageGaps.flatMap((gap) => gap.systems)))].sort();
  const gaps = assets.some((one) => one.coverageGaps.length > 0);
  const why = [
    gaps && `The logs are silent for part of the exposed time${silent.length > 0 ? ` (${silent.join(", ")})` : ""}.`,
    unresolved > 0 && `${counted(unresolved, "recipient is", "recipients are")} known by what a log wrote only.`,
    possible > 0 && `${counted(possible, "recipient", "recipients")} only may have got at it.`,
  ].filter((reason) => reason !== false);
  return {
    total: recipients.length,
    identified: recipients.filter((one) => one.resolved && one.accesses.certain > 0).length,
    unresolved,
    complete: why.length === 0,
    why,
    boundToSecrecy: answersTo(recipients, "bound_to_secrecy"),
    deletionAttested: answersTo(recipients, "deletion_attested"),
  };
}

function answersTo(recipients: readonly RecipientView[], question: RecipientQuestion): Record<Answer, number> {
  const counts = { yes: 0, no: 0, unknown: 0 };
  for (const { stated } of recipients) counts[stated[question]?.answer ?? "unknown"] += 1;
  return counts;
}

function counted(n: number, one: string, many: string): string {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
}
