import { readFileSync } from "node:fs";
import type { ContainerSpec } from "@/lib/evidence/containers/cut";
import { readAll } from "@/lib/evidence/containers/testing";
import type { Format, NormaliseOptions, RecogniseHints } from "@/lib/evidence/formats/format";
import { recognise } from "@/lib/evidence/formats/registry";
import type { NormalisedEvent } from "@/lib/evidence/model";

export const NO_ANSWERS: NormaliseOptions = { zone: null, dateOrder: null, mapping: null };

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
