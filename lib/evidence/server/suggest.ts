import { createHash } from "node:crypto";
import { and, eq, isNull, or } from "drizzle-orm";
import { db, rawSql } from "@/db/client";
import { assets, exposureWindows, principalAliases, suggestionDecisions } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { matchesResource } from "@/lib/exposure/patterns";
import { instantToMicros } from "@/lib/time/instant";
import { maskTokens } from "../masking";
import type { SuggestionList, SuggestionView, WindowSuggestion } from "../suggestions";
import { type Facts, findFacts, type Opening } from "./suggestion-facts";

const MOST_WINDOWS = 8;
const MOST_AGENTS = 8;
const MOST_ASSETS = 6;
/** Reached less often than this, it hardly is what the incident is about. */
const LEAST_REACHED = 10;
/** Of what was reached most: the many that are reached now and then tell nothing. */
const LEAST_SHARE = 0.05;
const MINUTE_MICROS = 60_000_000;

type Undecided = SuggestionView extends infer S ? (S extends SuggestionView ? Omit<S, "decision"> : never) : never;
type Asset = typeof assets.$inferSelect;
type Window = typeof exposureWindows.$inferSelect;

/** What the evidence of an incident suggests to record, each with its events. Nothing is done by it. */
export async function listSuggestions(ctx: Ctx, ref: string): Promise<SuggestionList> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const facts = await factsOf(incident.id);
  if (facts === null) return { data: [], nextCursor: null, otherChanges: 0, leftOut: [] };
  const [known, windows, aliases, decisions] = await Promise.all([
    db().select().from(assets).where(isNull(assets.supersededAt)),
    db().select().from(exposureWindows).where(stillHolds(incident.id)),
    db()
      .select({ system: principalAliases.system, value: principalAliases.value })
      .from(principalAliases)
      .where(
        and(
          isNull(principalAliases.supersededAt),
          or(...facts.agents.map(({ actor }) => eq(principalAliases.value, actor)), eq(principalAliases.value, "")),
        ),
      ),
    db().select().from(suggestionDecisions).where(eq(suggestionDecisions.incidentId, incident.id)),
  ]);
  const decided = new Map(decisions.map((row) => [row.key, row]));
  const openings = windowsIn(facts, known, windows);
  // What was decided takes no place from what was not.
  const some = (found: Undecided[], most: number) => {
    const open = found.filter(({ key }) => !decided.has(key)).slice(0, most);
    return found.filter((one) => decided.has(one.key) || open.includes(one));
  };
  const found: Undecided[] = [
    ...some(openings, MOST_WINDOWS),
    ...some(agentsIn(facts, aliases), MOST_AGENTS),
    ...some(assetsIn(facts, known), MOST_ASSETS),
    ...clocksIn(facts),
  ];
  return {
    data: found.map((one) => ({ ...one, decision: toDecision(decided.get(one.key)) }) as SuggestionView),
    nextCursor: null,
    otherChanges: facts.openings.length - Math.min(openings.length, MOST_WINDOWS),
    leftOut: facts.leftOut,
  };
}

/** The suggestion of that key, whether or not it is recorded already or others go before it; null without one. */
export async function findSuggestion(incidentId: number, key: string): Promise<SuggestionView | null> {
  const facts = await factsOf(incidentId);
  if (facts === null) return null;
  const known = await db().select().from(assets).where(isNull(assets.supersededAt));
  const all = [...windowsIn(facts, known, []), ...agentsIn(facts, []), ...assetsIn(facts, []), ...clocksIn(facts)];
  const found = all.find((one) => one.key === key);
  return found ? ({ ...found, decision: null } as SuggestionView) : null;
}

function stillHolds(incidentId: number) {
  return and(
    eq(exposureWindows.incidentId, incidentId),
    isNull(exposureWindows.supersededAt),
    eq(exposureWindows.withdrawn, 0),
  );
}

function toDecision(row: typeof suggestionDecisions.$inferSelect | undefined): SuggestionView["decision"] {
  return row ? { decision: row.decision, reason: row.reason, by: row.decidedBy, at: row.decidedAt } : null;
}

interface Remembered {
  print: string;
  at: number;
  facts: Promise<Facts>;
}
/** Evidence that was read does not change: it is gone through once for each set of sources. */
const remembered = new Map<number, Remembered>();
const MOST_REMEMBERED = 20;
/** Live sources change with every line; then it is gone through no more often than this. */
const LIVE_MS = 60_000;

async function factsOf(incidentId: number): Promise<Facts | null> {
  const [now] = await rawSql()<{ print: string; live: boolean; parts: number[] | null }[]>`
    select concat_ws('/', count(*), sum(events), max(no), max(ready_at)) as print,
      coalesce(bool_or(live and ended_at is null), false) as live, array_agg(distinct part) as parts
    from evidence_sources where incident_id = ${incidentId} and status = 'ready'`;
  if (!now?.parts) return null;
  const before = remembered.get(incidentId);
  if (before && (before.print === now.print || (now.live && Date.now() - before.at < LIVE_MS))) return before.facts;
  const facts = findFacts({ incidentId, parts: now.parts });
  // What could not be looked for is looked for again, though not at every look.
  const forgetSoon = ({ leftOut }: Facts) => {
    if (leftOut.length > 0) setTimeout(() => remembered.delete(incidentId), LIVE_MS).unref();
  };
  remembered.delete(incidentId);
  remembered.set(incidentId, { print: now.print, at: Date.now(), facts });
  facts.then(forgetSoon, () => remembered.delete(incidentId));
  for (const oldest of remembered.keys()) {
    if (remembered.size <= MOST_REMEMBERED) break;
    remembered.delete(oldest);
  }
  return facts;
}

function windowsIn(facts: Facts, known: Asset[], windows: Window[]): Omit<WindowSuggestion, "decision">[] {
  const weighed = facts.openings.flatMap((opening) => {
    const matched = known.filter((asset) => isOpenedBy(asset, opening));
    const missing = matched.filter((asset) => !windows.some((window) => holds(window, asset, opening)));
    const isRecorded = windows.some(({ openedEvidence }) => openedEvidence.includes(opening.stretch.opened.id));
    if (isRecorded || (matched.length > 0 && missing.length === 0)) return [];
    const weight = weightOf(opening, missing.length);
    return weight < 3 ? [] : [{ weight, view: windowView(opening, missing) }];
  });
  return weighed
    .sort((a, b) => b.weight - a.weight || (a.view.openedAt < b.view.openedAt ? -1 : 1))
    .map(({ view }) => view);
}

/** How much speaks for it that this change exposed something. */
function weightOf({ stretch, says }: Opening, assetsMissing: number): number {
  const audience = { public: 8, organisation: 6, group: 1 }[says.audience?.kind ?? "group"] ?? 0;
  return (
    (says.audience ? audience : 0) +
    (assetsMissing > 0 ? 6 : 0) +
    (stretch.opened.byAgent ? 4 : 0) +
    (stretch.closed ? 2 : 0)
  );
}

function isOpenedBy({ patterns }: Asset, { stretch: { opened }, says }: Opening): boolean {
  return patterns.some(
    ({ system, resource }) =>
      (!system || system === opened.system) &&
      [opened.resource, ...says.named].some((name) => name === resource || matchesResource(resource, name)),
  );
}

function holds(window: Window, asset: Asset, { stretch: { opened } }: Opening): boolean {
  if (window.assetId !== asset.id) return false;
  const at = instantToMicros(opened.at);
  const ends = window.closedAtLatest ? instantToMicros(window.closedAtLatest) : Number.POSITIVE_INFINITY;
  return instantToMicros(window.openedAtEarliest) - MINUTE_MICROS <= at && at <= ends + MINUTE_MICROS;
}

function windowView({ stretch, says }: Opening, missing: Asset[]): Omit<WindowSuggestion, "decision"> {
  const { opened, also, closed } = stretch;
  const openedEvents = [opened, ...also].slice(0, 10).map(({ id }) => id);
  const closedEvents = closed ? [closed.id] : [];
  return {
    kind: "window",
    key: keyOf("window", opened.system, opened.resource, opened.action, opened.at),
    resource: maskTokens(opened.resource),
    system: opened.system,
    openedAt: opened.at,
    openedBy: opened.row.onBehalfOf ?? opened.row.actor,
    openedAction: opened.action,
    closedAt: closed?.at ?? null,
    closedBy: closed ? (closed.row.onBehalfOf ?? closed.row.actor) : null,
    closedAction: closed?.action ?? null,
    openedEvents,
    closedEvents,
    events: [...openedEvents, ...closedEvents],
    audience: says.audience,
    named: says.named.map(maskTokens),
    assets: missing.map(({ id, name }) => ({ id, name })),
  };
}

function agentsIn(facts: Facts, aliases: readonly { system: string | null; value: string }[]): Undecided[] {
  const isKnown = ({ actor, systems }: Facts["agents"][number]) => {
    const known = aliases.filter(({ value }) => value === actor).map(({ system }) => system);
    return known.includes(null) || (systems.length > 0 && systems.every((system) => known.includes(system)));
  };
  return facts.agents
    .filter((agent) => !isKnown(agent) && isPlain(agent.actor))
    .map(({ actor, systems, said, n, first, last, events }) => ({
      kind: "agent",
      key: keyOf("agent", actor),
      ...{ actor, systems, said, count: n, firstAt: first, lastAt: last, events },
    }));
}

function assetsIn(facts: Facts, known: Asset[]): Undecided[] {
  const isCovered = ({ prefix, system }: Facts["resources"][number]) =>
    known.some(({ patterns }) =>
      patterns.some(
        (pattern) =>
          (!pattern.system || pattern.system === system) &&
          // A pattern for everything in a bucket, or for part of it, is one somebody thought about.
          (pattern.resource.startsWith(prefix) || matchesResource(pattern.resource, prefix)),
      ),
    );
  const least = Math.max(LEAST_REACHED, (facts.resources[0]?.n ?? 0) * LEAST_SHARE);
  return facts.resources
    .filter((resource) => resource.n >= least && !isCovered(resource) && isPlain(resource.prefix))
    .map(({ prefix, system, type, names, n, events }) => ({
      kind: "asset",
      key: keyOf("asset", system ?? "", prefix),
      ...{ resource: prefix, system, type, names, count: n, events },
      patterns: names > 1 ? [prefix, `${prefix}/*`] : [prefix],
    }));
}

function clocksIn({ skews, sources }: Facts): Undecided[] {
  return skews.flatMap(({ by, a, b, n, medianSeconds, examples }): Undecided[] => {
    const [one, other] = [sources.get(a), sources.get(b)];
    if (!one || !other) return [];
    const key = keyOf("clock", by, one.id, other.id);
    const offsetMs = Math.round(medianSeconds * 1000);
    return [{ kind: "clock", key, sources: [one, other], by, offsetMs, count: n, events: examples }];
  });
}

/** A name that holds a secret is shown to nobody, so nothing is suggested under it. */
function isPlain(name: string): boolean {
  return maskTokens(name) === name;
}

function keyOf(kind: SuggestionView["kind"], ...parts: string[]): string {
  const hash = createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 20);
  return `${kind}-${hash}`;
}
