import { db, rawSql } from "@/db/client";
import { requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { maskTokens } from "@/lib/evidence/masking";
import { maySeeRaw } from "@/lib/evidence/server/may-see-raw";
import type { Precision, TimeName } from "@/lib/incidents/model";
import { type Instant, instantToMicros, microsToInstant } from "@/lib/time/instant";
import { type ReachStep, thinned } from "../reach";
import type { ReachQuery } from "../reach-inputs";
import type { AccessBinView, AgentBinView, ReachLineView, ReachView } from "../reach-views";
import { type AccessBin, type AgentBin, accessBins, agentBins, type Span } from "./access-bins";
import { analyse } from "./analyse";
import { prepareFacts } from "./analysis-tables";
import { publicTime, reachSteps, stepView, wholeHull } from "./reach-steps";
import { readySources } from "./sources";
import { type TiedEvent, tiedEvents } from "./tied-events";

/** More cannot be told apart on a screen. */
const MOST_STEPS = 2000;
const LONGEST_MICROS = 100 * 366 * 86_400_000_000;

/**
 * How many could reach without clearance over time, and beside it accesses and what AI systems did, counted in slices;
 * named times and events that somebody cited as single moments. 404 where there is no window.
 */
export async function getReach(ctx: Ctx, ref: string, query: ReachQuery): Promise<ReachView> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const now = query.now ?? query.at ?? ctx.now();
  const knownAt = query.at ?? null;
  const asset = query.asset ?? null;
  const question = { incidentId: incident.id, now, knownAt };
  const times = await namedTimesOf(incident.id, knownAt);
  const raw = maySeeRaw(ctx);
  return analyse(async (sql) => {
    await prepareFacts(sql, question);
    const hull = await wholeHull(sql, asset);
    if (!hull) throw new AppError("not_found", "There is no exposure window here that could be drawn.");
    const lines = [...times, ...(await tiedEvents(sql, question)).map((event) => lineOf(event, raw))].sort(byTime);
    const span = spanOf(query, hull, lines);
    const sources = await readySources(sql, question);
    const steps = await reachSteps(sql, knownAt ?? "infinity", asset);
    const bins = await accessBins(sql, question, sources, span, query.bins, asset);
    const agents = await agentBins(sql, question, sources, span, query.bins);
    const shown = thinned(inSpan(steps, span), MOST_STEPS);
    return {
      now,
      knownAt,
      from: microsToInstant(span.from),
      until: microsToInstant(span.until),
      hull: { from: microsToInstant(hull.from), until: microsToInstant(hull.until) },
      steps: shown.steps.map(stepView),
      exact: shown.exact,
      publicTime: await publicTime(sql, asset),
      bins: bins.map((bin) => accessBin(bin, span, query.bins)),
      agentBins: agents.map((bin) => agentBin(bin, span, query.bins)),
      lines: lines.filter(({ at }) => within(instantToMicros(at), span)),
    };
  });
}

/** The windows with a little air, and the moments that are not farther from them than they are long. */
function spanOf({ from, until }: ReachQuery, hull: Span, lines: readonly ReachLineView[]): Span {
  const reach = Math.max(hull.until - hull.from, 600_000_000);
  const near = lines
    .map(({ at }) => instantToMicros(at))
    .filter((at) => at >= hull.from - reach && at <= hull.until + reach);
  const [first, last] = [Math.min(hull.from, ...near), Math.max(hull.until, ...near)];
  const air = Math.max(Math.round((last - first) * 0.04), 30_000_000);
  const span = {
    from: from ? instantToMicros(from) : first - air,
    until: until ? instantToMicros(until) : last + air,
  };
  if (span.from < span.until && span.until - span.from <= LONGEST_MICROS) return span;
  const message =
    span.from < span.until
      ? "A stretch of at most 100 years can be drawn."
      : "Nothing lies between these two ends. Give both, or neither.";
  throw new AppError("invalid", message, { fields: [{ pointer: from ? "/from" : "/until", message }] });
}

function within(at: number, { from, until }: Span): boolean {
  return from <= at && at < until;
}

/** With the level at which the span begins. */
function inSpan(steps: readonly ReachStep[], span: Span): ReachStep[] {
  const before = steps.findLast((step) => step.at < span.from);
  const inside = steps.filter((step) => within(step.at, span));
  return before ? [{ ...before, at: span.from }, ...inside] : inside;
}

function sliceOf(bin: number, { from, until }: Span, bins: number) {
  const edge = (i: number) => microsToInstant(from + Math.ceil((i * (until - from)) / bins));
  return { from: edge(bin), until: edge(bin + 1) };
}

function accessBin({ bin, ...rest }: AccessBin, span: Span, bins: number): AccessBinView {
  return { ...sliceOf(bin, span, bins), ...rest };
}

function agentBin({ bin, ...rest }: AgentBin, span: Span, bins: number): AgentBinView {
  return { ...sliceOf(bin, span, bins), ...rest };
}

async function namedTimesOf(incidentId: number, knownAt: Instant | null): Promise<ReachLineView[]> {
  const rows = await rawSql()<{ name: TimeName; at: Instant; precision: Precision }[]>`
    select name, at, precision from named_times
    where incident_id = ${incidentId} and recorded_at <= ${knownAt ?? "infinity"}::timestamptz order by at`;
  return rows.map(({ name, at, precision }) => {
    const label = name.replaceAll("_", " ");
    return { at, kind: "time", label, precision, event: null, near: false, actorKind: null };
  });
}

const CHANGE_WORDS = { grant: "access granted", revoke: "access taken back", share: "shared" } as const;

function lineOf({ at, event, verb, action, actorKind, tie }: TiedEvent, raw: boolean): ReachLineView {
  const isChange = verb === "grant" || verb === "revoke" || verb === "share";
  const name = action.split(":").at(-1) ?? action;
  return {
    at,
    kind: isChange ? "change" : actorKind === "agent" ? "agent" : "event",
    label: isChange ? CHANGE_WORDS[verb] : raw ? name : maskTokens(name),
    precision: "exact",
    event,
    near: tie === "near_opening" || tie === "near_closing",
    actorKind,
  };
}

function byTime(a: ReachLineView, b: ReachLineView): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : 0;
}
