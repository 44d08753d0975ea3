import { AppError } from "@/lib/api/errors";
import { formatById } from "@/lib/evidence/formats/registry";
import { normalise } from "@/lib/evidence/server/batch";
import { ImportRefusal } from "@/lib/evidence/server/import-state";
import { recogniseSource, type SourceAnswers } from "@/lib/evidence/server/recognise-source";
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

/**
 * Says before anything is kept what will become of a request's records, by the very functions that the worker uses.
 * Refuses a request of which nothing can be read: what was acknowledged is never dropped later.
 */
export async function checkDelivery(text: Buffer, source: LiveSource): Promise<Checked> {
  const { cuts, spec } = await cutDelivery(text);
  const records = cuts.filter((cut) => cut.reason === null).map((cut) => cut.value);
  const checked: Checked = { events: 0, skipped: 0, rejected: 0, rejects: [] };
  if (cuts.length === 0) return checked;
  const { format, reading } = recognised(records.slice(0, 50), cuts[0]?.reason ?? null, spec, source);
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
  return checked;
}

function recognised(
  records: unknown[],
  firstReject: string | null,
  spec: Parameters<typeof recogniseSource>[0]["spec"],
  source: LiveSource,
) {
  try {
    const found = recogniseSource({
      records,
      firstReject,
      spec,
      filename: "",
      answers: source.options as SourceAnswers,
      statedSystem: source.systemStated ? source.system : null,
    });
    if (source.format !== null && found.format.id !== source.format) throw otherFormat(source.format);
    return found;
  } catch (error) {
    if (!(error instanceof ImportRefusal)) throw error;
    throw new AppError("invalid", error.message);
  }
}

function otherFormat(format: string): AppError {
  const title = formatById(format)?.title ?? format;
  return new AppError("invalid", `This source takes ${title}. Open another live source for other lines.`);
}
