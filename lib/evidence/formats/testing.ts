import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect } from "vitest";
import type { ContainerSpec } from "@/lib/evidence/containers/cut";
import { readAll } from "@/lib/evidence/containers/testing";
import type { Format, NormaliseOptions, RecogniseHints } from "@/lib/evidence/formats/format";
import { recognise } from "@/lib/evidence/formats/registry";
import type { NormalisedEvent } from "@/lib/evidence/model";

export const NO_ANSWERS: NormaliseOptions = { zone: null, dateOrder: null, mapping: null };
export const NDJSON: RecogniseHints = { filename: "log.json", container: "ndjson" };

/** The records of a fixture that has one JSON value a line. */
export function readLines(fixture: URL): unknown[] {
  return readFileSync(fixture, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/** The records of a file as the pipeline would cut them, and what recognition may look at. */
export async function readFixture(file: URL): Promise<{ records: unknown[]; hints: RecogniseHints }> {
  const isRecord = (value: unknown) => {
    const best = recognise([value], { filename: "", container: "json" })[0];
    return best !== undefined && !best.format.id.startsWith("generic");
  };
  const all = await readAll(readFileSync(file), { isRecord });
  const records = all.cuts.filter((cut) => cut.reason === null).map((cut) => cut.value);
  return { records, hints: hintsOf(all.spec, file.pathname.split("/").at(-1) ?? "") };
}

function hintsOf(spec: ContainerSpec | null, filename: string): RecogniseHints {
  const container = spec?.container ?? "lines";
  return spec?.container === "csv" && spec.header
    ? { filename, container, header: spec.header }
    : { filename, container };
}

/** The one event that a record becomes; anything else fails the test and shows what it was. */
export function eventOf(format: Format, record: unknown, options: NormaliseOptions = NO_ANSWERS): NormalisedEvent {
  const found = format.normalise(record, options);
  const [only] = found;
  if (found.length !== 1 || only?.kind !== "event") throw new Error(JSON.stringify(found));
  return only.event;
}

export function eventsOf(format: Format, record: unknown, options = NO_ANSWERS): NormalisedEvent[] {
  return format.normalise(record, options).flatMap((one) => (one.kind === "event" ? [one.event] : []));
}

/** For any JSON, and for records that look right until they don't: an answer, never an exception. */
export function expectAnswers(format: Format, fields: Readonly<Record<string, unknown>>): void {
  const odd = fc.record(
    Object.fromEntries(
      Object.entries(fields).map(([key, value]) => [key, fc.oneof(fc.constant(value), fc.jsonValue())]),
    ),
  );
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), odd), (record) => {
      format.recognise(record, NDJSON);
      expect(format.normalise(record, NO_ANSWERS).length).toBeGreaterThan(0);
    }),
  );
}
