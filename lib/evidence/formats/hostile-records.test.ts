import { existsSync, readdirSync } from "node:fs";
import { expect, it } from "vitest";
import type { Format, RecogniseHints } from "@/lib/evidence/formats/format";
import { FORMATS } from "@/lib/evidence/formats/registry";
import { NO_ANSWERS, readFixture } from "@/lib/evidence/formats/testing";
import { ACTOR_KINDS, OUTCOMES, VERBS } from "@/lib/evidence/model";
import { parseInstant } from "@/lib/time/instant";

const here = new URL("./", import.meta.url);
const fixtures = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/fixtures/`, here)))
  .flatMap(({ name }) =>
    readdirSync(new URL(`${name}/fixtures/`, here))
      .filter((file) => file !== "SOURCES.md")
      .map((file) => ({ name: `${name}/${file}`, file: new URL(`${name}/fixtures/${file}`, here) })),
  );

/** What is put in the place of every value: nothing, other types, and what looks like a type without being of it. */
const JUNK: readonly unknown[] = [
  undefined,
  null,
  0,
  -1.5,
  1e300,
  "",
  "junk",
  "99999999999999999999",
  true,
  [],
  [null],
  [["x"], { a: 1 }, "y"],
  {},
  { toString: "x", constructor: 1, length: -1, value: { value: 1 } },
];
const RECORDS = 60;
const DEPTH = 7;

it.each(fixtures)(
  "reads or rejects every record of $name that was damaged in one place, and never throws",
  async ({ file }) => {
    const { records, hints } = await readFixture(file);
    const formats = FORMATS.filter((format) => records.some((record) => format.recognise(record, hints) > 0));
    expect(formats.length).toBeGreaterThan(0);
    const seen = new Set<string>();
    for (const record of records.slice(0, RECORDS)) {
      for (const [place, damaged] of typeof record === "string" ? cutLines(record) : damage(record, seen)) {
        for (const format of formats) check(format, damaged, hints, place);
      }
    }
  },
);

it.each(FORMATS.map((format) => ({ id: format.id, format })))(
  "$id answers for what is no record at all",
  ({ format }) => {
    const hints: RecogniseHints = { filename: "a.json", container: "ndjson" };
    for (const value of [...JUNK, "CEF:", "{", "<1>1 ", Number.NaN]) {
      check(format, value, hints, JSON.stringify(value) ?? "nothing");
      check(format, value, { ...hints, container: "lines" }, JSON.stringify(value) ?? "nothing");
    }
  },
);

function check(format: Format, record: unknown, hints: RecogniseHints, place: string): void {
  const where = `${format.id} at ${place}`;
  try {
    const score = format.recognise(record, hints);
    if (!(score >= 0 && score <= 1)) throw new Error(`recognised with ${score}`);
    format.needs?.([record], hints, NO_ANSWERS);
    const answers = format.normalise(record, NO_ANSWERS);
    if (answers.length === 0) throw new Error("no answer");
    for (const one of answers) {
      if (one.kind !== "event" && one.reason === "") throw new Error("no reason");
      if (one.kind === "event") checkEvent(one.event);
    }
  } catch (error) {
    throw new Error(`${where}: ${JSON.stringify(record)?.slice(0, 2000)}`, { cause: error });
  }
}

const TEXTS = [
  "actor",
  "actorLabel",
  "onBehalfOf",
  "sourceIp",
  "sourceIpRaw",
  "session",
  "trace",
  "eventId",
  "identity",
] as const;

/** What the rows of the database can hold; anything else was let through from the record. */
function checkEvent(event: Extract<ReturnType<Format["normalise"]>[number], { kind: "event" }>["event"]): void {
  const wrong: string[] = [];
  if (parseInstant(event.occurredAt) !== event.occurredAt) wrong.push(`occurredAt ${event.occurredAt}`);
  if (typeof event.action !== "string" || event.action === "") wrong.push("action");
  if (!VERBS.includes(event.verb) || !OUTCOMES.includes(event.outcome) || !ACTOR_KINDS.includes(event.actorKind))
    wrong.push("word");
  for (const key of TEXTS) {
    const value = event[key];
    if (value !== null && (typeof value !== "string" || value === "")) wrong.push(`${key} ${JSON.stringify(value)}`);
  }
  for (const { id, type, name } of event.resources)
    if (
      typeof id !== "string" ||
      id === "" ||
      [type, name].some((v) => v !== null && (typeof v !== "string" || v === ""))
    )
      wrong.push(`resource ${JSON.stringify({ id, type, name })}`);
  for (const n of [event.records, event.bytes])
    if (n !== null && !(Number.isSafeInteger(n) && n >= 0)) wrong.push(`count ${n}`);
  if (wrong.length > 0) throw new Error(wrong.join(", "));
}

/** Copies of a record, each with one value replaced; places that another record of the file had are left out. */
function* damage(record: unknown, seen: Set<string>): Generator<[string, unknown]> {
  for (const path of placesIn(record, [])) {
    const place = path.map((key) => (typeof key === "number" ? "[]" : key)).join(".");
    if (seen.has(place)) continue;
    seen.add(place);
    for (const junk of JUNK) yield [`${place} = ${JSON.stringify(junk)}`, replaced(record, path, junk)];
  }
}

function* placesIn(value: unknown, path: (string | number)[]): Generator<(string | number)[]> {
  if (typeof value !== "object" || value === null || path.length > DEPTH) return;
  const keys = Array.isArray(value) ? [...value.keys()].slice(0, 3) : Object.keys(value);
  for (const key of keys) {
    yield [...path, key];
    yield* placesIn((value as Record<string | number, unknown>)[key], [...path, key]);
  }
}

function replaced(value: unknown, [key, ...rest]: readonly (string | number)[], junk: unknown): unknown {
  if (key === undefined) return junk;
  if (Array.isArray(value) && rest.length === 0 && junk === undefined) return value.filter((_, at) => at !== key);
  const copy: Record<string | number, unknown> = Array.isArray(value)
    ? ([...value] as never)
    : { ...(value as object) };
  if (rest.length === 0 && junk === undefined) delete copy[key];
  else copy[key] = replaced(copy[key], rest, junk);
  return copy;
}

/** A line cut short, one that lacks a word, and one whose separators are other ones. */
function* cutLines(line: string): Generator<[string, string]> {
  const text = line.slice(0, 600);
  for (let at = 0; at < text.length; at += 3) yield [`cut at ${at}`, text.slice(0, at)];
  const words = text.split(" ");
  for (const [i] of words.entries()) yield [`without word ${i}`, words.filter((_, at) => at !== i).join(" ")];
  for (const junk of ["|", '"', "=", "\\", "[", "\t", "{}", "  "]) {
    yield [`${junk} for blanks`, text.replaceAll(" ", junk)];
    yield [`${junk} at the end`, text + junk];
  }
}
