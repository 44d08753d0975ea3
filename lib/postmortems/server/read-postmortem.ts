import { and, desc, eq, gt, notInArray, sql } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";
import { exposureWindows, incidentEvents, namedTimes, postmortemSections, postmortems, users } from "@/db/schema";
import type { Incident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import { incidentRef } from "@/lib/incidents/model";
import type { IncidentEventKind } from "@/lib/record/model";
import { lockRecord } from "@/lib/record/server/record-event";
import { tasksOf } from "@/lib/tasks/server/list-tasks";
import type { Instant } from "@/lib/time/instant";
import { KIND_WORDS } from "@/lib/timeline/model";
import type { PostmortemFacts } from "../facts";
import { approvalGates, type GateState } from "../gates";
import { isSection, SECTION_TITLES, SECTIONS } from "../model";
import type { PostmortemView, SectionView } from "../views";
import { markOutdated } from "./outdated";

export type PostmortemRecord = typeof postmortems.$inferSelect;
type SectionRecord = typeof postmortemSections.$inferSelect;

export async function findPostmortem(executor: Executor, incident: Incident): Promise<PostmortemRecord> {
  const [row] = await executor.select().from(postmortems).where(eq(postmortems.incidentId, incident.id));
  if (!row) throw absent();
  return row;
}

/** Locked until the transaction ends, after the record, as every writer locks. */
export async function lockPostmortem(tx: Transaction, incident: Incident): Promise<PostmortemRecord> {
  await lockRecord(tx, incident.id);
  const [row] = await tx.select().from(postmortems).where(eq(postmortems.incidentId, incident.id)).for("update");
  if (!row) throw absent();
  return row;
}

function absent(): AppError {
  return new AppError("not_found", "There is no postmortem yet. Generate it from the record first.");
}

/** The newest version of each section, in the order of the document. */
export async function currentSections(executor: Executor, incidentId: number): Promise<SectionView[]> {
  const rows = await executor
    .selectDistinctOn([postmortemSections.section])
    .from(postmortemSections)
    .where(eq(postmortemSections.incidentId, incidentId))
    .orderBy(postmortemSections.section, desc(postmortemSections.version));
  const views = rows.flatMap((row) => toSectionView(row) ?? []);
  return views.sort((a, b) => SECTIONS.indexOf(a.section) - SECTIONS.indexOf(b.section));
}

/** Null for a section that this version of the software no longer has. */
export function toSectionView({ section, body, version, origin, savedBy, savedAt }: SectionRecord): SectionView | null {
  if (!isSection(section)) return null;
  return { section, title: SECTION_TITLES[section], body, version, origin, savedBy, savedAt };
}

/** Everybody who generated or wrote any version. */
export async function authorsOf(executor: Executor, incidentId: number): Promise<PostmortemView["authors"]> {
  const rows = await executor
    .selectDistinct({ id: postmortemSections.savedById, name: postmortemSections.savedBy })
    .from(postmortemSections)
    .where(eq(postmortemSections.incidentId, incidentId));
  return rows.sort((a, b) => a.name.localeCompare(b.name));
}

export async function toPostmortemView(
  executor: Executor,
  incident: Incident,
  row: PostmortemRecord,
  now: Instant,
): Promise<PostmortemView> {
  const facts = row.facts as unknown as PostmortemFacts;
  const sections = await markOutdated(executor, incident.id, await currentSections(executor, incident.id), facts);
  const names = await namesOf(executor, [row.reviewRequestedBy, row.approvedBy]);
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null));
  return {
    incident: incidentRef(incident.id),
    title: incident.title,
    state: row.state,
    severity: row.severity,
    version: row.version,
    sections,
    facts,
    generatedAt: row.generatedAt,
    generatedBy: row.generatedBy,
    authors: await authorsOf(executor, incident.id),
    reviewRequestedAt: row.reviewRequestedAt,
    reviewRequestedBy: nameOf(row.reviewRequestedBy),
    approvedAt: row.approvedAt,
    approvedBy: nameOf(row.approvedBy),
    publishedAt: row.publishedAt,
    gates: await gatesNow(executor, incident, facts, sections, now),
  };
}

async function namesOf(executor: Executor, ids: (string | null)[]): Promise<Map<string, string>> {
  const wanted = ids.filter((id) => id !== null);
  if (wanted.length === 0) return new Map();
  const rows = await executor
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(sql`${users.id} in ${wanted}`);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** What changes nothing that a postmortem says. */
const ABOUT_ITSELF: IncidentEventKind[] = [
  "postmortem_generated",
  "postmortem_edited",
  "postmortem_review_requested",
  "postmortem_returned",
  "postmortem_approved",
  "postmortem_published",
  "record_exported",
  "evidence_viewed",
  "evidence_rehashed",
];

export async function gatesNow(
  executor: Executor,
  incident: Incident,
  facts: PostmortemFacts,
  sections: readonly SectionView[],
  now: Instant,
): Promise<GateState[]> {
  const openWindows = await executor.$count(
    exposureWindows,
    and(
      eq(exposureWindows.incidentId, incident.id),
      sql`superseded_at is null and withdrawn = 0 and closed_at is null`,
    ),
  );
  const times = await executor
    .select({ name: namedTimes.name, at: namedTimes.at, precision: namedTimes.precision })
    .from(namedTimes)
    .where(eq(namedTimes.incidentId, incident.id));
  return approvalGates({
    phase: incident.phase,
    openWindows,
    times,
    now,
    emptySections: sections.filter(({ body }) => body.trim() === ""),
    outdated: sections.filter((section) => section.outdated !== undefined),
    newerEntries: await changesSince(executor, incident.id, facts.recordSeq),
    latest: facts.severity[0] ?? null,
    tasks: await tasksOf(executor, incident.id, now),
  });
}

/** What was recorded after an entry, in the words of the timeline, in the order in which it was first so. */
async function changesSince(executor: Executor, incidentId: number, seq: number) {
  const rows = await executor
    .select({ kind: incidentEvents.kind, count: sql<number>`count(*)::int` })
    .from(incidentEvents)
    .where(
      and(
        eq(incidentEvents.incidentId, incidentId),
        gt(incidentEvents.seq, seq),
        notInArray(incidentEvents.kind, ABOUT_ITSELF),
      ),
    )
    .groupBy(incidentEvents.kind)
    .orderBy(sql`min(${incidentEvents.seq})`);
  const counts = new Map<string, number>();
  for (const { kind, count } of rows) {
    const what = KIND_WORDS[kind as IncidentEventKind];
    counts.set(what, (counts.get(what) ?? 0) + count);
  }
  return [...counts].map(([what, count]) => ({ what, count }));
}
