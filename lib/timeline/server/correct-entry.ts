import { requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { canonicalJson } from "@/lib/record/canonical";
import { lockRecord, recordEvent } from "@/lib/record/server/record-event";
import type { CorrectEntryInput } from "../inputs";
import { isWritten } from "../model";
import type { TimelineEntryView } from "../views";
import { timeOf } from "./add-entry";
import { requireEvidence } from "./cited-evidence";
import { entryView, findEntry } from "./find-entry";
import { evidenceIdsOf } from "./to-entry-views";

/**
 * Says what an entry should have said. The correction is an entry of the record itself and holds the whole new
 * reading; the former ones stay readable beside it.
 */
export async function correctEntry(
  ctx: Ctx,
  ref: string,
  id: string,
  input: CorrectEntryInput,
): Promise<TimelineEntryView> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    await lockRecord(tx, incident.id);
    const { head, entry } = await findEntry(tx, incident.id, id);
    if (!isWritten(entry.kind)) {
      throw new AppError("conflict", "This entry records an act. Change what it is about; the record keeps both.");
    }
    if (input.basedOn !== undefined && input.basedOn !== String(head.seq)) {
      throw new AppError("conflict", "Somebody else has corrected this entry meanwhile. Read it again first.");
    }
    const former = {
      body: String(head.data.body),
      kind: String(head.seq === entry.seq ? entry.kind : head.data.kind),
      evidenceEventIds: evidenceIdsOf(head.data),
    };
    const reading = {
      body: input.body ?? former.body,
      kind: input.kind ?? former.kind,
      evidenceEventIds: input.evidenceEventIds
        ? await requireEvidence(tx, incident.id, input.evidenceEventIds)
        : former.evidenceEventIds,
    };
    const time = correctedTime(input, head, ctx.now());
    const before = { ...former, occurredAt: head.occurredAt, precision: head.precision };
    if (canonicalJson({ ...reading, ...time }) === canonicalJson(before)) {
      throw new AppError("invalid", "This is what the entry says already. Change its time, text, kind or evidence.");
    }
    const correction = await recordEvent(tx, ctx, {
      incidentId: incident.id,
      kind: "correction",
      corrects: entry.seq,
      ...time,
      data: { ...reading, reason: input.reason },
    });
    const view = await entryView(tx, incident.id, await findEntry(tx, incident.id, String(entry.seq)));
    return {
      ...view,
      id: String(correction.seq),
      corrects: String(entry.seq),
      recordedAt: correction.recordedAt,
      author: correction.author,
      source: correction.source,
      correctedBy: null,
    };
  });
}

function correctedTime(
  input: CorrectEntryInput,
  head: { occurredAt: string | null; precision: Parameters<typeof timeOf>[1] },
  now: string,
) {
  const moved = input.occurredAt !== undefined && input.occurredAt !== head.occurredAt;
  const precision = input.precision ?? (moved && head.precision === "unknown" ? "exact" : head.precision);
  return timeOf(input.occurredAt === undefined ? head.occurredAt : input.occurredAt, precision, now);
}
