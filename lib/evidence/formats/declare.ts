import { type EventFields, makeEvent, readTime } from "@/lib/evidence/formats/event";
import { at, isObject, type JsonObject } from "@/lib/evidence/formats/fields";
import type { Format, Normalised, NormaliseOptions, RecogniseHints } from "@/lib/evidence/formats/format";
import type { Verb } from "@/lib/evidence/model";
import type { LogTimeRules } from "@/lib/time/parse-log-time";

/** A format in which one record is one event. */
interface Declaration extends Omit<Format, "normalise" | "recognise"> {
  recognise(record: JsonObject, hints: RecogniseHints): number;
  /** Puts spelling right or opens JSON in strings, before anything else looks at the record. */
  open?(record: JsonObject): JsonObject;
  /** Why this record is a known non-event; null where it is none. */
  skip?(record: JsonObject): string | null;
  /** The vendor's word for what was done; a record without one is a reject. */
  action(record: JsonObject): string | null;
  /** What the reject says of a record without an action. */
  withoutAction: string;
  /** Dotted paths of the time, best first. */
  times: readonly string[];
  timeRules?: Partial<LogTimeRules>;
  fields(record: JsonObject, action: string): Omit<EventFields, "action">;
}

export function declareFormat(declared: Declaration): Format {
  const { id, title, system, basis, blindSpots, needs, shapes } = declared;
  const open = declared.open ?? ((record: JsonObject) => record);
  return {
    id,
    title,
    system,
    basis,
    blindSpots,
    ...(shapes ? { shapes } : {}),
    ...(needs ? { needs } : {}),
    recognise: (record, hints) => (isObject(record) ? declared.recognise(open(record), hints) : 0),
    normalise: (record, options) => [
      isObject(record)
        ? normaliseRecord(declared, open(record), options)
        : { kind: "reject", reason: "not a JSON object" },
    ],
  };
}

function normaliseRecord(declared: Declaration, r: JsonObject, options: NormaliseOptions): Normalised {
  const why = declared.skip?.(r) ?? null;
  if (why !== null) return { kind: "skip", reason: why };
  const action = declared.action(r);
  if (action === null) return { kind: "reject", reason: declared.withoutAction };
  const read = readTime(
    declared.times.map((path) => [path, at(r, path)] as const),
    options,
    declared.timeRules,
  );
  return read.ok ? makeEvent(read.time, { action, ...declared.fields(r, action) }) : read.reject;
}

/** Patterns of action names and the verb they stand for; the first that matches says it. */
export type VerbRules = readonly (readonly [pattern: RegExp, verb: Verb])[];

export function verbBy(rules: VerbRules, action: string, otherwise: Verb): Verb {
  return rules.find(([pattern]) => pattern.test(action))?.[1] ?? otherwise;
}

/** What a table holds under a word of the log; never something that every object has (`constructor`). */
export function lookUp<T>(table: Readonly<Record<string, T>>, word: string | null): T | undefined {
  return word !== null && Object.hasOwn(table, word) ? table[word] : undefined;
}
