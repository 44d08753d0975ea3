import { type Citation, citationHref, citationKey, citationsOf, isEvidence } from "./cite";
import type { PostmortemFacts } from "./facts";

export interface NumberedSource {
  key: string;
  number: number;
  /** As people cite it: `20-933 · trail.json`, `T-3`, `record 12`. */
  label: string;
  /** Null where the reader has no right to open it: the citation stays, the content does not show. */
  href: string | null;
}

/** Every source of the document by its key, numbered in the order of reading. */
export function numberSources(
  bodies: readonly string[],
  facts: PostmortemFacts,
  mayOpenEvidence: boolean,
): Map<string, NumberedSource> {
  const labels = new Map(
    [...facts.timeline, ...facts.agentEntries].flatMap((entry) => entry.evidence.map(({ id, label }) => [id, label])),
  );
  return new Map(
    citationsOf(bodies).map((citation, i) => {
      const key = citationKey(citation);
      const hidden = isEvidence(citation) && !mayOpenEvidence;
      const href = hidden ? null : citationHref(facts.incident.ref, citation);
      return [key, { key, number: i + 1, label: labelOf(citation, facts, labels), href }];
    }),
  );
}

function labelOf({ kind, id }: Citation, facts: PostmortemFacts, labels: ReadonlyMap<string, string>): string {
  switch (kind) {
    case "entry":
      return `record ${id}`;
    case "event":
      return labels.get(id) ?? `evidence ${id}`;
    case "source":
      return facts.sources.find((source) => String(source.no) === id)?.filename ?? `source ${id}`;
    case "exposure":
      return "exposure answer";
    case "window": {
      const window = facts.windows.find((one) => one.id === id);
      return window ? `window of ${window.asset}` : "exposure window";
    }
    case "data": {
      const item = facts.data.data.find((one) => one.id === id);
      return item ? `data: ${item.description}` : "affected data";
    }
    case "severity":
      return `severity, record ${id}`;
    case "task":
      return id;
    case "containment":
      return `Containment ${id}`;
    case "obligation": {
      const duty = facts.obligations?.find(({ rule }) => rule === id);
      return duty ? `${duty.regime}, ${duty.phase}` : `obligation ${id}`;
    }
    case "claim":
      return `claim ${id}`;
    case "update":
      return `update ${id}`;
  }
}
