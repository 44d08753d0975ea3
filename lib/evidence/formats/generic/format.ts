import { isObject } from "@/lib/evidence/formats/fields";
import type { Format, Normalised, NormaliseOptions } from "@/lib/evidence/formats/format";
import { guessMapping } from "./mapping";
import { normaliseMapped } from "./normalise";
import { isOwnExport, normaliseOwnExport } from "./own-export";
import { genericNeeds } from "./settle";

const BLIND_SPOTS = [
  "What this log leaves out is not known here: it was read by column names, without knowledge of the system that wrote it.",
] as const;

/** A CSV that no format claims, read by a column mapping that is guessed from conventional names or asked for. */
export const genericCsv: Format = {
  id: "generic-csv",
  title: "CSV with a column mapping",
  system: "generic-csv",
  basis: "samples",
  blindSpots: BLIND_SPOTS,
  recognise: (record, hints) => (hints.container === "csv" && isObject(record) ? 0.1 : 0),
  needs: genericNeeds,
  normalise,
};

/** JSON that no format claims, and this product's own export of events. */
export const genericJson: Format = {
  id: "generic-json",
  title: "JSON with a field mapping",
  system: "generic-json",
  basis: "samples",
  blindSpots: BLIND_SPOTS,
  recognise(record, hints) {
    if (hints.container === "csv" || hints.container === "lines" || !isObject(record)) return 0;
    return isOwnExport(record) ? 0.2 : 0.1;
  },
  needs: genericNeeds,
  normalise,
};

function normalise(record: unknown, options: NormaliseOptions): Normalised[] {
  if (!isObject(record)) return [{ kind: "reject", reason: "not a JSON object" }];
  if (isOwnExport(record) && (options.mapping === null || options.mapping.occurredAt === "occurredAt")) {
    return [normaliseOwnExport(record, options)];
  }
  const mapping = options.mapping ?? guessMapping(Object.keys(record));
  if (mapping === null) return [{ kind: "reject", reason: "no column mapping was given, and the names tell none" }];
  return [normaliseMapped(record, mapping, options)];
}
