import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { db } from "@/db/client";
import { assets, evidenceSources, exposureWindows } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import { listIncidentAiSystems } from "@/lib/agents/server/incident-ai-systems";
import type { Ctx } from "@/lib/api/server/context";
import { listClaims } from "@/lib/claims/server/list-claims";
import { listActions } from "@/lib/containment/server/list-actions";
import { listData } from "@/lib/data/server/list-data";
import { getExposure } from "@/lib/exposure/server/get-exposure";
import { DURATIONS, durationBetween, hasHappened } from "@/lib/incidents/durations";
import { blockersOf } from "@/lib/incidents/gates";
import { gates } from "@/lib/incidents/server/change-phase";
import { getRoom } from "@/lib/incidents/server/get-room";
import type { RoomView } from "@/lib/incidents/views";
import { listObligations } from "@/lib/obligations/server/list-obligations";
import { listAssessments } from "@/lib/severity/server/list-assessments";
import { listTasks } from "@/lib/tasks/server/list-tasks";
import { ListTimelineQuery } from "@/lib/timeline/inputs";
import { listTimeline } from "@/lib/timeline/server/list-timeline";
import type { TimelineEntryView } from "@/lib/timeline/views";
import { allUpdates } from "@/lib/updates/server/list-updates";
import { exposureFacts } from "../exposure-facts";
import type { DurationFacts, PostmortemFacts, SourceFacts, WindowFacts } from "../facts";

/** Reads everything that a postmortem says, through the same verbs as everybody else. */
export async function collectFacts(ctx: Ctx, ref: string): Promise<PostmortemFacts> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const [room, data, tasks, severity, windows, sources, closing, pinned, agentEntries, phases, containment, aiSystems] =
    await Promise.all([
      getRoom(ctx, ref),
      listData(ctx, ref),
      listTasks(ctx, ref, {}),
      listAssessments(ctx, ref, { limit: 200 }),
      windowsOf(incident.id),
      sourcesOf(incident.id),
      gates(ctx, ref),
      entries(ctx, ref, { pinned: "true" }),
      entries(ctx, ref, { kinds: "ai_action" }),
      entries(ctx, ref, { kinds: "phase_changed" }),
      listActions(ctx, ref),
      listIncidentAiSystems(ctx, ref),
    ]);
  const exposure = await exposureOf(ctx, ref, windows);
  const claims = (await listClaims(ctx, ref)).data;
  const obligations = (await listObligations(ctx, ref)).data;
  const timelinePinned = pinned.data.length > 0;
  const timeline = timelinePinned ? pinned : await entries(ctx, ref, {});
  const { title, summary, kind, aiInvolvement, mode, visibility, phase, synthetic } = room.incident;
  const { severity: level, peakSeverity } = room.incident;
  return {
    v: 1,
    asOf: ctx.now(),
    recordSeq: pinned.recordSeq,
    incident: {
      ref: room.incident.ref,
      title,
      summary,
      kind,
      aiInvolvement,
      mode,
      visibility,
      phase,
      severity: level,
      peakSeverity,
      synthetic,
    },
    roles: room.roles.map(({ role, userId, name }) => ({ role, userId, name })),
    times: room.times.map(({ name, at, precision, eventId }) => ({ name, at, precision, eventId })),
    durations: durationsOf(room),
    windows,
    exposure,
    data,
    claims,
    timeline: timeline.data,
    timelinePinned,
    agentEntries: agentEntries.data,
    phases: phases.data,
    unmet: blockersOf(closing.transitions.find(({ to }) => to === "closed")?.gates ?? []),
    severity: severity.data,
    tasks: tasks.data,
    containment: containment.data,
    aiSystems: aiSystems.data,
    obligations,
    updates: await updatesOf(ctx, ref),
    sources,
  };
}

/** In order of time, at most as many as a reader could bear; text of entries is data. */
async function entries(ctx: Ctx, ref: string, query: Record<string, string>) {
  const all: TimelineEntryView[] = [];
  let cursor: string | undefined;
  let recordSeq = 0;
  do {
    const input = ListTimelineQuery.parse({ ...query, order: "oldest", limit: 500, ...(cursor ? { cursor } : {}) });
    const page = await listTimeline(ctx, ref, input);
    all.push(...page.data);
    recordSeq = page.recordSeq;
    cursor = page.nextCursor ?? undefined;
  } while (cursor && all.length < 2000);
  return { data: all, recordSeq };
}

/** The stages, and the whole from start to resolution. */
function durationsOf({ times, incident }: RoomView): DurationFacts[] {
  const whole = { from: "started", to: "resolved", label: "Start to resolution", shouldHaveHappened: false } as const;
  const over = incident.phase === "declined" || incident.phase === "merged";
  return [...DURATIONS, whole].map(({ from, to, label, shouldHaveHappened }) => {
    const length = durationBetween(times, from, to, shouldHaveHappened || hasHappened(to, incident.phase));
    const base = { label, from, to, ms: null, approximate: false, reason: null };
    switch (length.state) {
      case "recorded":
        return { ...base, state: length.state, ms: length.ms, approximate: length.approximate };
      case "unknown":
        return { ...base, state: length.state, reason: `“${length.missing}” is not recorded` };
      case "invalid":
      case "not_applicable":
        return { ...base, state: length.state, reason: length.reason };
      default:
        return over ? { ...base, state: "not_applicable", reason: incident.phase } : { ...base, state: "pending" };
    }
  });
}

async function windowsOf(incidentId: number): Promise<WindowFacts[]> {
  const rows = await db()
    .select({ window: exposureWindows, asset: assets.name })
    .from(exposureWindows)
    .leftJoin(assets, and(eq(assets.id, exposureWindows.assetId), isNull(assets.supersededAt)))
    .where(
      and(
        eq(exposureWindows.incidentId, incidentId),
        isNull(exposureWindows.supersededAt),
        eq(exposureWindows.withdrawn, 0),
      ),
    )
    .orderBy(asc(exposureWindows.openedAt), asc(exposureWindows.id));
  return rows.map(({ window, asset }) => ({
    id: window.id,
    asset: asset ?? "an asset that is gone",
    audience: audienceOf(window),
    openedAt: window.openedAt,
    openedExact: window.openedAtEarliest === window.openedAtLatest,
    closedAt: window.closedAt,
    closedExact: window.closedAtEarliest === window.closedAtLatest,
    path: window.path,
  }));
}

function audienceOf(window: typeof exposureWindows.$inferSelect): string {
  switch (window.audienceKind) {
    case "group":
      return `group ${window.audienceGroup ?? "unknown"}`;
    case "listed":
      return `${window.audiencePrincipals?.length ?? 0} named principals`;
    case "organisation":
      return "the whole organisation";
    case "public":
      return "the public";
  }
}

/** Null while no window is recorded: then there is nothing to answer. */
async function exposureOf(
  ctx: Ctx,
  ref: string,
  windows: readonly WindowFacts[],
): Promise<PostmortemFacts["exposure"]> {
  return windows.length === 0 ? null : exposureFacts(await getExposure(ctx, ref, {}));
}

async function updatesOf(ctx: Ctx, ref: string): Promise<NonNullable<PostmortemFacts["updates"]>> {
  return (await allUpdates(ctx, ref)).map(({ ref: update, audience, state, sentAt, sentBy, nextAt, reach }) => {
    return { ref: update, audience, state, sentAt, sentBy, nextAt, reach };
  });
}

async function sourcesOf(incidentId: number): Promise<SourceFacts[]> {
  const rows = await db()
    .select()
    .from(evidenceSources)
    .where(
      and(
        eq(evidenceSources.incidentId, incidentId),
        inArray(evidenceSources.status, ["queued", "parsing", "ready", "failed"]),
      ),
    )
    .orderBy(asc(evidenceSources.no));
  return rows.map((row) => ({
    no: row.no,
    filename: row.filename,
    system: row.system,
    sha256: row.sha256,
    bytes: row.bytes,
    status: row.status,
    events: row.events,
    duplicates: row.duplicates,
    skipped: row.skipped,
    rejects: row.rejects,
    from: row.coverageFrom ?? row.firstEventAt,
    until: row.coverageUntil ?? row.lastEventAt,
    stated: row.coverageFrom !== null,
  }));
}
