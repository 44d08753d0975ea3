import { createHash } from "node:crypto";
import { db } from "@/db/client";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { recordEvent } from "@/lib/record/server/record-event";
import type { RehashView } from "../views";
import { requireSource } from "./find-source";
import { storedBytes } from "./stored-bytes";

/** Reads every stored byte again and says whether its SHA-256 is still the one taken on arrival; recorded either way. */
export async function rehashEvidence(ctx: Ctx, ref: string, id: string): Promise<RehashView> {
  const { incident, source } = await requireSource(ctx, db(), ref, id, "respond");
  if (source.live && source.sha256 === null)
    throw new AppError("conflict", "This source is still live. End it: then its bytes are hashed as one.");
  if (source.status === "cancelled" || source.sha256 === null)
    throw new AppError("gone", "This import was cancelled and its bytes are gone.");
  const { sha256, bytes } = await hashStored(incident.id, source.no, source.bytes);
  const answer = { sha256, expected: source.sha256, matches: sha256 === source.sha256, bytes, at: ctx.now() };
  const data = { evidence: source.id, filename: source.filename, ...answer };
  await db().transaction((tx) => recordEvent(tx, ctx, { incidentId: incident.id, kind: "evidence_rehashed", data }));
  return answer;
}

/** A piece that is missing or cannot be unpacked any more ends the hash there: then it cannot match. */
async function hashStored(incidentId: number, sourceNo: number, size: number) {
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    for await (const piece of storedBytes({ incidentId, sourceNo, stream: "original" }, size).stream()) {
      hash.update(piece);
      bytes += piece.length;
    }
  } catch (error) {
    if (error instanceof Error && error.name === "PostgresError") throw error;
  }
  return { sha256: hash.digest("hex"), bytes };
}
