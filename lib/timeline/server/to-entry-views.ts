import { and, asc, eq, inArray } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { incidentEvents } from "@/db/schema";
import type { Author, IncidentEventKind } from "@/lib/record/model";
import { sentenceOf } from "@/lib/record/sentences";
import { isWritten } from "../model";
import type { FormerView, TimelineEntryView } from "../views";
import { labelsOf } from "./cited-evidence";
import type { Head } from "./read-heads";

type Correction = typeof incidentEvents.$inferSelect;

/** Each entry as it now reads, with every former reading and who replaced it. At most two queries, whatever the page's size. */
export async function toEntryViews(
  executor: Executor,
  incidentId: number,
  heads: readonly Head[],
  pinned: ReadonlySet<number>,
): Promise<TimelineEntryView[]> {
  const corrected = heads.filter((row) => row.head.seq !== row.entry.seq).map((row) => row.entry.seq);
  const ids = heads.flatMap((row) => evidenceIdsOf(row.head.data));
  const [corrections, labels] = await Promise.all([
    correctionsOf(executor, incidentId, corrected),
    labelsOf(executor, incidentId, ids),
  ]);
  return heads.map((row) => toView(row, corrections.get(row.entry.seq) ?? [], labels, pinned));
}

function toView(
  { head, entry }: Head,
  corrections: readonly Correction[],
  labels: ReadonlyMap<string, string>,
  pinned: ReadonlySet<number>,
): TimelineEntryView {
  const corrected = head.seq !== entry.seq;
  const kind = corrected ? (head.data.kind as IncidentEventKind) : entry.kind;
  const evidenceEventIds = evidenceIdsOf(head.data);
  return {
    id: String(entry.seq),
    occurredAt: head.occurredAt,
    precision: head.precision,
    recordedAt: entry.recordedAt,
    author: authorOf(entry),
    source: entry.source,
    kind,
    body: sentenceOf({ kind, data: head.data }),
    corrects: null,
    correctedBy: corrected ? String(head.seq) : null,
    former: formerOf(entry, corrections),
    evidenceEventIds,
    evidence: evidenceEventIds.map((id) => ({ id, label: labels.get(id) ?? id })),
    pinned: pinned.has(entry.seq),
    written: isWritten(entry.kind),
  };
}

function formerOf(entry: Head["entry"], corrections: readonly Correction[]): FormerView[] {
  const readings = [entry, ...corrections];
  return corrections.map((correction, i) => {
    const reading = readings[i] as Head["entry"] | Correction;
    const kind = (i === 0 ? reading.kind : reading.data.kind) as IncidentEventKind;
    return {
      eventId: String(reading.seq),
      occurredAt: reading.occurredAt,
      precision: reading.precision,
      kind,
      body: sentenceOf({ kind, data: reading.data }),
      evidenceEventIds: evidenceIdsOf(reading.data),
      replacedBy: {
        eventId: String(correction.seq),
        author: authorOf(correction),
        recordedAt: correction.recordedAt,
        reason: String(correction.data.reason ?? ""),
      },
    };
  });
}

async function correctionsOf(
  executor: Executor,
  incidentId: number,
  entries: readonly number[],
): Promise<Map<number, Correction[]>> {
  const byEntry = new Map<number, Correction[]>();
  if (entries.length === 0) return byEntry;
  const rows = await executor
    .select()
    .from(incidentEvents)
    .where(
      and(
        eq(incidentEvents.incidentId, incidentId),
        inArray(incidentEvents.corrects, [...entries]),
        eq(incidentEvents.kind, "correction"),
      ),
    )
    .orderBy(asc(incidentEvents.seq));
  for (const row of rows) {
    const list = byEntry.get(row.corrects ?? 0) ?? [];
    list.push(row);
    byEntry.set(row.corrects ?? 0, list);
  }
  return byEntry;
}

export function evidenceIdsOf(data: Record<string, unknown>): string[] {
  return Array.isArray(data.evidenceEventIds)
    ? data.evidenceEventIds.filter((id): id is string => typeof id === "string")
    : [];
}

function authorOf(row: { authorKind: Author["kind"]; authorId: string | null; authorName: string }): Author {
  return { kind: row.authorKind, id: row.authorId, name: row.authorName };
}
