import type { ContainerSpec } from "../containers/cut";
import type { Format, NormaliseOptions, RecogniseHints } from "../formats/format";
import { FORMATS, formatById, recognise, settleOptions } from "../formats/registry";
import { normalise } from "./batch";
import { ImportRefusal, type Reading, type Sample } from "./import-state";
import { sampleOf } from "./sample-of";

export interface SourceAnswers {
  format?: string;
  zone?: string;
  dateOrder?: "dmy" | "mdy";
  year?: number;
  mapping?: NormaliseOptions["mapping"];
}

export interface ToRecognise {
  records: unknown[];
  /** More of the first records, of which somebody is shown something where a question is asked. */
  looked?: readonly unknown[];
  /** Why the first record that could not be cut could not be; null if there was none. */
  firstReject: string | null;
  spec: ContainerSpec | null;
  filename: string;
  answers: SourceAnswers;
  statedSystem: string | null;
}

/** Decides once how a source is read, or refuses with what is missing. What somebody stated overrules. */
export function recogniseSource(given: ToRecognise): { format: Format; reading: Reading } {
  const { records, spec, answers } = given;
  const hints = hintsOf(spec, given.filename);
  const stated = answers.format;
  if (stated !== undefined && !formatById(stated)) throw unknownStated(stated);
  if (records.length === 0 && stated === undefined) throw noRecords(given);
  const best = recognise(records, hints)[0] ?? null;
  const format = stated === undefined ? (best?.format ?? null) : formatById(stated);
  if (!format) throw unrecognised(records.length, hints, sampleOf(given.looked ?? records, spec));
  const options = {
    zone: answers.zone ?? null,
    dateOrder: answers.dateOrder ?? null,
    year: answers.year ?? null,
    mapping: answers.mapping ?? null,
  };
  const settled = settleOptions(format, records, hints, options);
  const reasons = stated === undefined ? [...(best?.reasons ?? [])] : ["Stated by whoever brought the file."];
  if (settled.needs.length === 0) reasons.push(...unreadable(records, format, settled.options));
  const reading = { format: format.id, options: settled.options, system: given.statedSystem ?? format.system, reasons };
  if (settled.needs.length > 0)
    throw new ImportRefusal(
      "needs_answer",
      question(settled.needs),
      settled.needs,
      sampleOf(given.looked ?? records, spec),
      reading,
    );
  return { format, reading };
}

/** A shape is not enough: says how many of the records that show it cannot be read nevertheless, and mostly why. */
function unreadable(records: readonly unknown[], format: Format, options: NormaliseOptions): string[] {
  const why = new Map<string, number>();
  let all = 0;
  for (const record of records) {
    const outcomes = normalise(record, { format, options, statedSystem: null });
    const [first] = outcomes;
    if (first?.kind !== "reject" || outcomes.some(({ kind }) => kind !== "reject")) continue;
    all++;
    why.set(first.reason, (why.get(first.reason) ?? 0) + 1);
  }
  const [most] = [...why].sort(([, a], [, b]) => b - a);
  if (most === undefined) return [];
  const of = `${all} of these ${records.length} cannot be read`;
  return [`${of}${why.size > 1 ? ", mostly" : ""}: ${most[0].slice(0, 200).toWellFormed().replaceAll("\0", "�")}.`];
}

/** Whether an object with a `Records`-like key is a record itself: some format knows it as one. */
export function isKnownRecord(value: unknown): boolean {
  const best = recognise([value], { filename: "", container: "json" })[0];
  return best !== undefined && !best.format.id.startsWith("generic");
}

export function hintsOf(spec: ContainerSpec | null, filename: string): RecogniseHints {
  const container = spec?.container ?? "lines";
  return spec?.container === "csv" && spec.header
    ? { filename, container, header: spec.header }
    : { filename, container };
}

function question(needs: readonly string[]): string {
  const asked = [
    needs.includes("mapping") ? "which columns hold the time, the actor and the action" : "",
    needs.includes("zone") ? "which time zone its times are in" : "",
    needs.includes("year") ? "which year its times are of" : "",
    needs.includes("dateOrder") ? "whether its dates put the day or the month first" : "",
  ].filter(Boolean);
  return `The file does not say ${asked.join(", and ")}. Answer that, and it is read.`;
}

function unknownStated(stated: string): ImportRefusal {
  const known = FORMATS.map((format) => format.id).join(", ");
  return new ImportRefusal("unknown_format", `There is no format "${stated.slice(0, 60)}". Known ones: ${known}.`);
}

/**
 * A log that says that nothing happened is the best proof there is; but only of a system that somebody stated, since
 * nothing in the file says which. It is read as a log of that system, of which there is no record.
 */
export function quietReading(system: string): Reading {
  const format = FORMATS.find((one) => one.system === system)?.id ?? "generic-json";
  const options = { zone: null, dateOrder: null, year: null, mapping: null };
  return { format, options, system, reasons: ["It holds no record; whoever brought it stated its system."] };
}

function noRecords({ firstReject }: ToRecognise): ImportRefusal {
  return firstReject === null
    ? new ImportRefusal(
        "no_records",
        "This file holds no records. If that is what the log says, state its system and the interval that was asked for.",
      )
    : new ImportRefusal("unreadable", `No record of this file could be read; the first is ${firstReject}.`);
}

function unrecognised(looked: number, hints: RecogniseHints, sample: Sample): ImportRefusal {
  const shape = hints.container === "lines" ? "lines of text" : hints.container === "csv" ? "rows" : "records";
  return new ImportRefusal(
    "unknown_format",
    `No known format fits the first ${looked} ${shape}. Choose the format, or export the log as JSON lines or as CSV with a header.`,
    [],
    sample,
  );
}
