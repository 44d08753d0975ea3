import { createHash } from "node:crypto";
import { db, type Executor } from "@/db/client";
import { evidenceSources } from "@/db/schema";
import { type Incident, requireActor, requireIncident } from "@/lib/access/server/require";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import type { Arriving, ReceiveEvidenceQuery } from "../inputs";
import type { ReceivedView } from "../views";
import { acceptUpload, discardSource } from "./accept-upload";
import { ChunkBuffer } from "./chunk-writer";
import { safeFilename } from "./filename";
import { storeBody, storeLazily } from "./store-body";

/**
 * Takes a file's bytes as they come, keeps them in pieces with their SHA-256, and queues the import. Until all bytes
 * are there nothing is visible; an upload that breaks off leaves nothing. The same bytes again change nothing.
 */
export async function receiveEvidence(
  ctx: Ctx,
  ref: string,
  query: ReceiveEvidenceQuery,
  body: AsyncIterable<Uint8Array>,
  announced: number | null = null,
): Promise<ReceivedView> {
  const incident = await requireIncident(ctx, db(), ref, "respond");
  const source = await openSource(db(), ctx, incident, query);
  try {
    const { sha256, bytes } = await store(incident.id, source.no, body);
    if (announced !== null && announced !== bytes)
      throw new AppError("invalid", `The upload broke off: ${bytes} of ${announced} bytes came. Send the file again.`);
    return await acceptUpload(ctx, { incidentId: incident.id, ...source, sha256, bytes });
  } catch (error) {
    await discardSource(incident.id, source.no);
    throw error;
  }
}

/** The source of an upload, which nobody sees until its last byte is stored. */
export async function openSource(
  executor: Executor,
  ctx: Ctx,
  incident: Incident,
  query: Arriving,
): Promise<{ id: string; no: number }> {
  const [source] = await executor
    .insert(evidenceSources)
    .values({ incidentId: incident.id, status: "receiving", ...broughtAs(ctx, query) })
    .returning({ id: evidenceSources.id, no: evidenceSources.no });
  invariant(source, "an insert returns its row");
  return source;
}

/** Who brings it, when, from where, and what is said of it. */
export function broughtAs(ctx: Ctx, query: Arriving) {
  const { format, zone, dateOrder, year } = query;
  const options = Object.entries({ format, zone, dateOrder, year }).filter(([, v]) => v !== undefined);
  return {
    filename: safeFilename(query.filename),
    system: query.system ?? null,
    systemStated: query.system !== undefined,
    options: Object.fromEntries(options) as Record<string, unknown>,
    coverageFrom: query.coverageFrom ?? null,
    coverageUntil: query.coverageUntil ?? null,
    broughtBy: requireActor(ctx).name,
    broughtFrom: ctx.ip,
    collected: query.collected || null,
    receivedAt: ctx.now(),
    heartbeatAt: ctx.now(),
  };
}

async function store(incidentId: number, sourceNo: number, body: AsyncIterable<Uint8Array>) {
  const hash = createHash("sha256");
  const buffer = new ChunkBuffer();
  const owner = { incidentId, sourceNo, stream: "original" } as const;
  const came = await storeBody(body, {
    buffer,
    hash,
    store: (chunks) =>
      storeLazily(owner, chunks, async (sql) => {
        await sql`update evidence_sources set heartbeat_at = now() where no = ${sourceNo} and status = 'receiving'`;
      }),
  });
  if (came !== "whole") throw new AppError("invalid", "The upload broke off. Send the file again.");
  return { sha256: hash.digest("hex"), bytes: buffer.end };
}
