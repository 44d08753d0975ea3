import type { Answer, Question, SubjectKind } from "@/lib/data/model";
import type { CountedItem, CountRange } from "@/lib/data/totals";

/** An entry of the record about an item of affected data. */
export interface DataEntry {
  kind: string;
  data: Record<string, unknown>;
}

export interface ItemAt extends Omit<CountedItem, "exposed"> {
  asset: string | null;
  /** What people had answered by then. */
  answers: Partial<Record<Question, Answer>>;
}

type Changes = Record<string, { to: unknown }>;
type Answers = Partial<Record<Question, { answer: Answer }>>;

const UNKNOWN: CountRange = { certainty: "unknown", low: null, high: null };

/** The affected-data inventory as it stood after these entries, oldest first: the record keeps what was overwritten. */
export function inventoryAt(entries: readonly DataEntry[]): ItemAt[] {
  const items = new Map<string, ItemAt>();
  for (const { kind, data } of entries) {
    const id = String(data.id);
    if (kind === "data_added") {
      items.set(id, {
        asset: (data.assetId as string | undefined) ?? null,
        subjectKind: (data.subjectKind as SubjectKind | undefined) ?? "unknown",
        people: (data.people as CountRange | undefined) ?? UNKNOWN,
        records: (data.records as CountRange | undefined) ?? UNKNOWN,
        answers: answersOf(data.answers),
      });
    } else if (kind === "data_removed") {
      items.delete(id);
    } else {
      const before = items.get(id);
      if (before) items.set(id, changed(before, (data.changes as Changes | undefined) ?? {}));
    }
  }
  return [...items.values()];
}

function changed(before: ItemAt, changes: Changes): ItemAt {
  const to = <T>(name: string, otherwise: T): T => (changes[name] ? (changes[name].to as T) : otherwise);
  return {
    asset: to("assetId", before.asset),
    subjectKind: to("subjectKind", before.subjectKind),
    people: countOf("people", before.people, to),
    records: countOf("records", before.records, to),
    answers: changes.answers ? answersOf(changes.answers.to) : before.answers,
  };
}

function countOf(of: string, before: CountRange, to: <T>(name: string, otherwise: T) => T): CountRange {
  return {
    certainty: to(`${of}Certainty`, before.certainty),
    low: to(`${of}Low`, before.low),
    high: to(`${of}High`, before.high),
  };
}

function answersOf(given: unknown): ItemAt["answers"] {
  const answers = (given ?? {}) as Answers;
  return Object.fromEntries(
    Object.entries(answers).flatMap(([question, one]) => (one ? [[question, one.answer]] : [])),
  ) as ItemAt["answers"];
}

/** Misuse over all items: yes if any says so, no only if every item that was exposed says no. */
export function misusedOf(items: readonly { exposed: Answer; misused: Answer }[]): Answer {
  if (items.some((item) => item.misused === "yes")) return "yes";
  const concerned = items.filter((item) => item.exposed !== "no");
  return concerned.length > 0 && concerned.every((item) => item.misused === "no") ? "no" : "unknown";
}
