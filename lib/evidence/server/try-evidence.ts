import { db } from "@/db/client";
import { requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { bufferSource } from "../containers/byte-source";
import type { ContainerSpec, Cut } from "../containers/cut";
import { CONTAINER_LIMITS, ContainerError } from "../containers/limits";
import { readMember } from "../containers/read-records";
import { sniffPacking } from "../containers/signature";
import { type Member, unwrap } from "../containers/unwrap";
import type { DryRunView } from "../dry-run";
import { recognise } from "../formats/registry";
import type { ReceiveEvidenceQuery } from "../inputs";
import { maskTokens } from "../masking";
import { DRY_RUN_BYTES, type NormalisedEvent } from "../model";
import { normalise, type ReadAs } from "./batch";
import { ImportRefusal } from "./import-state";
import { hintsOf, isKnownRecord, recogniseSource } from "./recognise-source";

const MOST_RECORDS = 2000;
const MOST_SHOWN = 20;
const MOST_DECODED = 32 * 1024 * 1024;
const MOST_MS = 3000;
const SAMPLE_RECORDS = 50;

/** Says how a file would be read, from its first records. Nothing is kept, and what comes after is not waited for. */
export async function tryEvidence(
  ctx: Ctx,
  ref: string,
  query: ReceiveEvidenceQuery,
  body: AsyncIterable<Uint8Array>,
): Promise<DryRunView> {
  await requireIncident(ctx, db(), ref, "respond");
  const { bytes, whole } = await firstBytes(body);
  // Its directory stands at the end.
  if (!whole && sniffPacking(bytes) === "zip")
    return refused("An archive of this size is only read once it is imported.");
  try {
    const looked = await firstRecords(bytes, whole);
    return describe(looked, query);
  } catch (error) {
    if (error instanceof ContainerError || error instanceof ImportRefusal) return refused(error.message);
    throw error;
  }
}

async function firstBytes(body: AsyncIterable<Uint8Array>): Promise<{ bytes: Buffer; whole: boolean }> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body) {
    pieces.push(piece);
    size += piece.byteLength;
    if (size > DRY_RUN_BYTES) break;
  }
  return { bytes: Buffer.concat(pieces).subarray(0, DRY_RUN_BYTES), whole: size <= DRY_RUN_BYTES };
}

interface Looked {
  cuts: Cut[];
  spec: ContainerSpec | null;
  member: string | null;
  whole: boolean;
}

/** Records of the first file that holds any; of an archive the others are not looked at. */
async function firstRecords(bytes: Buffer, isWhole: boolean): Promise<Looked> {
  const looked: Looked = { cuts: [], spec: null, member: null, whole: isWhole };
  const until = Date.now() + MOST_MS;
  for await (const member of unwrap(bufferSource(bytes), { limits: CONTAINER_LIMITS, note: () => {} })) {
    if (looked.cuts.length > 0) return { ...looked, whole: false };
    const ended = await readFile(member, looked, until);
    looked.whole &&= ended;
  }
  // What stands at the cut is not the file's fault.
  if (!isWhole && looked.cuts.at(-1)?.reason) looked.cuts.pop();
  return looked;
}

/** True when the file's end was reached. */
async function readFile(member: Member, looked: Looked, until: number): Promise<boolean> {
  let decoded = 0;
  looked.member = member.name;
  for await (const batch of readMember(member, { limits: CONTAINER_LIMITS, isRecord: isKnownRecord })) {
    looked.spec = batch.spec;
    looked.cuts.push(...batch.cuts.slice(0, MOST_RECORDS - looked.cuts.length));
    decoded += batch.bytes.length;
    if (looked.cuts.length >= MOST_RECORDS || decoded >= MOST_DECODED || Date.now() > until) return false;
  }
  return true;
}

function describe({ cuts, spec, member, whole }: Looked, query: ReceiveEvidenceQuery): DryRunView {
  const records = cuts.flatMap(({ value, reason }) => (reason === null ? [value] : [])).slice(0, SAMPLE_RECORDS);
  const bad = cuts.find(({ reason }) => reason !== null);
  const filename = member ?? query.filename;
  const alternatives = recognise(records, hintsOf(spec, filename)).map(({ format, score }) => ({
    format: format.id,
    title: format.title,
    score: Math.round(score * 100) / 100,
  }));
  const { format, zone, dateOrder, year } = query;
  const given = Object.entries({ format, zone, dateOrder, year }).filter(([, value]) => value !== undefined);
  try {
    const read = recogniseSource({
      records,
      firstReject: bad ? `record ${bad.record} at byte ${bad.offset}: ${bad.reason}` : null,
      spec,
      filename,
      answers: Object.fromEntries(given),
      statedSystem: query.system ?? null,
    });
    const readAs = { format: read.format, options: read.reading.options, statedSystem: query.system ?? null };
    const { format: id, reasons } = read.reading;
    return { ...refused(null), format: id, reasons, alternatives, whole, ...account(cuts, readAs) };
  } catch (error) {
    if (!(error instanceof ImportRefusal)) throw error;
    const { reading, needs, message } = error;
    const known = { format: reading?.format ?? null, reasons: reading?.reasons ?? [], needs };
    return { ...refused(message), ...known, alternatives, whole };
  }
}

function account(cuts: readonly Cut[], readAs: ReadAs) {
  const counts = { records: 0, events: 0, skipped: 0, rejects: 0 };
  const sample: DryRunView["sample"] = [];
  const rejects: DryRunView["rejects"] = [];
  const times: string[] = [];
  for (const cut of cuts) {
    const outcomes =
      cut.reason === null ? normalise(cut.value, readAs) : [{ kind: "reject", reason: cut.reason } as const];
    for (const outcome of outcomes) {
      counts.records++;
      if (outcome.kind === "event") {
        counts.events++;
        times.push(outcome.event.occurredAt);
        if (sample.length < MOST_SHOWN) sample.push(shown(cut, outcome.event));
      } else if (outcome.kind === "skip") counts.skipped++;
      else {
        counts.rejects++;
        if (rejects.length < MOST_SHOWN) {
          rejects.push({ record: cut.record, offset: cut.offset, reason: outcome.reason.slice(0, 500).toWellFormed() });
        }
      }
    }
  }
  times.sort();
  return { counts, sample, rejects, firstEventAt: times[0] ?? null, lastEventAt: times.at(-1) ?? null };
}

function shown({ record }: Cut, event: NormalisedEvent): DryRunView["sample"][number] {
  const { occurredAt, actorKind, verb, outcome, sourceIp } = event;
  const masked = (word: string | null) => (word === null ? null : maskTokens(word));
  return {
    ...{ record, occurredAt, actorKind, verb, outcome, sourceIp },
    actor: masked(event.actor),
    onBehalfOf: masked(event.onBehalfOf),
    action: maskTokens(event.action),
    resources: event.resources.map(({ id, type, name }) => ({ id: maskTokens(id), type, name: masked(name) })),
  };
}

function refused(error: string | null): DryRunView {
  return {
    format: null,
    reasons: [],
    alternatives: [],
    needs: [],
    error,
    counts: { records: 0, events: 0, skipped: 0, rejects: 0 },
    whole: false,
    firstEventAt: null,
    lastEventAt: null,
    sample: [],
    rejects: [],
  };
}
