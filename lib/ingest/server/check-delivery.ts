import { AppError } from "@/lib/api/errors";
import { formatById } from "@/lib/evidence/formats/registry";
import { normalise } from "@/lib/evidence/server/batch";
import { ImportRefusal } from "@/lib/evidence/server/import-state";
import { recogniseSource, type SourceAnswers, type ToRecognise } from "@/lib/evidence/server/recognise-source";
import { cutDelivery } from "./cut-delivery";

export interface Checked {
  events: number;
  skipped: number;
  rejected: number;
  /** The first reasons, with the record in this request. */
  rejects: { record: number; reason: string }[];
}

interface LiveSource {
  filename: string;
  format: string | null;
  system: string | null;
  systemStated: boolean;
  options: Record<string, unknown>;
}

const LISTED = 10;

export interface Accepted extends Checked {
  /** By which it was read. */
  format: string;
}

/**
 * Says before anything is kept what will become of a request's records, by the very functions that the worker uses.
 * Refuses a request of which nothing can be read: what was acknowledged is never dropped later. Null for nothing at all.
 */
export async function checkDelivery(text: Buffer, source: LiveSource): Promise<Accepted | null> {
  const { cuts, spec } = await cutDelivery(text);
  if (cuts.length === 0) return null;
  const records = cuts.filter((cut) => cut.reason === null).map((cut) => cut.value);
  const given = { records: records.slice(0, 50), firstReject: cuts[0]?.reason ?? null, spec };
  const { format, reading } = recognised(given, source, source.format);
  const checked: Accepted = { events: 0, skipped: 0, rejected: 0, rejects: [], format: format.id };
  const reject = (record: number, reason: string) => {
    checked.rejected += 1;
    if (checked.rejects.length < LISTED) checked.rejects.push({ record, reason });
  };
  for (const cut of cuts) {
    if (cut.reason !== null) reject(cut.record, cut.reason);
    else
      for (const outcome of normalise(cut.value, { format, options: reading.options, statedSystem: null })) {
        if (outcome.kind === "event") checked.events += 1;
        else if (outcome.kind === "skip") checked.skipped += 1;
        else reject(cut.record, outcome.reason);
      }
  }
  if (checked.events + checked.skipped === 0) refuseOther(given, source);
  return checked;
}

type Given = Pick<ToRecognise, "records" | "firstReject" | "spec">;

/** Of a source that has its format already, every request is read by that one, however noisy it is. */
function recognised(given: Given, source: LiveSource, format: string | null) {
  try {
    return recogniseSource({
      ...given,
      filename: "",
      answers: { ...source.options, ...(format === null ? {} : { format }) } as SourceAnswers,
      statedSystem: source.systemStated ? source.system : null,
    });
  } catch (error) {
    if (!(error instanceof ImportRefusal)) throw error;
    throw new AppError("invalid", error.message);
  }
}

/** Lines of another format by mistake are told apart from noise: nothing of them could ever be read here. */
function refuseOther(given: Given, source: LiveSource): void {
  if (source.format === null) return;
  let other: string | null = null;
  try {
    other = recognised(given, { ...source, options: {} }, null).format.id;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  if (other !== null && other !== source.format) throw otherFormat(source.format);
}

export function otherFormat(format: string): AppError {
  const title = formatById(format)?.title ?? format;
  return new AppError("invalid", `This source takes ${title}. Open another live source for other lines.`);
}
