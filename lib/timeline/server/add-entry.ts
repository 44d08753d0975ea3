import { requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import type { Precision } from "@/lib/incidents/model";
import { recordEvent } from "@/lib/record/server/record-event";
import { type Instant, instantToMicros } from "@/lib/time/instant";
import type { AddEntryInput } from "../inputs";
import type { TimelineEntryView } from "../views";
import { requireEvidence } from "./cited-evidence";
import { entryView, findEntry } from "./find-entry";

/** Writes an entry, or promotes evidence events to one: the same act, with events cited. */
export async function addEntry(ctx: Ctx, ref: string, input: AddEntryInput): Promise<TimelineEntryView> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    const now = ctx.now();
    const occurredAt = input.occurredAt === undefined ? now : input.occurredAt;
    const evidenceEventIds = await requireEvidence(tx, incident.id, input.evidenceEventIds ?? []);
    const entry = await recordEvent(tx, ctx, {
      incidentId: incident.id,
      kind: input.kind ?? (evidenceEventIds.length > 0 ? "evidence_note" : "note"),
      ...timeOf(occurredAt, input.precision, now),
      data: { body: input.body, evidenceEventIds },
    });
    return entryView(tx, incident.id, await findEntry(tx, incident.id, String(entry.seq)));
  });
}

const A_DAY = 86_400_000_000;

/** An unknown time has no instant, and what has happened cannot lie in the future. */
export function timeOf(
  occurredAt: Instant | null,
  precision: Precision | undefined,
  now: Instant,
): { occurredAt: Instant | null; precision: Precision } {
  if (occurredAt === null || precision === "unknown") return { occurredAt: null, precision: "unknown" };
  if (instantToMicros(occurredAt) > instantToMicros(now) + A_DAY) {
    const message = "This time is more than a day in the future. An entry says what has happened.";
    throw new AppError("invalid", message, { fields: [{ pointer: "/occurredAt", message }] });
  }
  return { occurredAt, precision: precision ?? "exact" };
}
