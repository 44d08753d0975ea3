import { eq } from "drizzle-orm";
import { db, type Executor, rawSql } from "@/db/client";
import { suggestionDecisions } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { matchesResource } from "@/lib/exposure/patterns";
import { maskTokens } from "../masking";
import type { SuggestionList, SuggestionView } from "../suggestions";
import { keyOf } from "./suggest-key";
import { loadRecorded, type Recorded } from "./suggest-recorded";
import { grantsIn, windowsIn } from "./suggest-windows";
import { type Facts, findFacts } from "./suggestion-facts";

const MOST_WINDOWS = 8;
const MOST_AGENTS = 8;
const MOST_ASSETS = 6;
/** Reached less often than this, it hardly is what the incident is about. */
const LEAST_REACHED = 10;
/** Of what was reached most: the many that are reached now and then tell nothing. */
const LEAST_SHARE = 0.05;

type Undecided = SuggestionView extends infer S ? (S extends SuggestionView ? Omit<S, "decision"> : never) : never;

/** What the evidence of an incident suggests to record, each with its events. Nothing is done by it. */
export async function listSuggestions(ctx: Ctx, ref: string): Promise<SuggestionList> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const facts = await factsOf(incident.id);
  if (facts === null) return { data: [], nextCursor: null, otherChanges: 0, leftOut: [] };
  return suggestionsIn(db(), incident.id, facts);
}

/** What these facts suggest beside what is recorded, as the executor sees it. */
export async function suggestionsIn(executor: Executor, incidentId: number, facts: Facts): Promise<SuggestionList> {
  const recorded = await loadRecorded(executor, incidentId, facts);
  const decisions = await executor
    .select()
    .from(suggestionDecisions)
    .where(eq(suggestionDecisions.incidentId, incidentId));
  const decided = new Map(decisions.map((row) => [row.key, row]));
  const openings = windowsIn(facts, recorded);
  // What was decided takes no place from what was not.
  const some = (found: Undecided[], most: number) => {
    const open = found.filter(({ key }) => !decided.has(key)).slice(0, most);
    return found.filter((one) => decided.has(one.key) || open.includes(one));
  };
  const found: Undecided[] = [
    ...some(openings, MOST_WINDOWS),
    ...some(grantsIn(facts, recorded), MOST_WINDOWS),
    ...some(agentsIn(facts, recorded.aliases), MOST_AGENTS),
    ...some(assetsIn(facts, recorded.assets), MOST_ASSETS),
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
export async function findSuggestion(
  executor: Executor,
  incidentId: number,
  facts: Facts,
  key: string,
): Promise<SuggestionView | null> {
  const now = await loadRecorded(executor, incidentId, facts);
  const recorded = { ...now, windows: [] };
  const all = [
    ...windowsIn(facts, recorded),
    ...agentsIn(facts, []),
    ...assetsIn(facts, []),
    ...clocksIn(facts),
    ...grantsIn(facts, { ...now, voids: [] }),
  ];
  const found = all.find((one) => one.key === key);
  return found ? ({ ...found, decision: null } as SuggestionView) : null;
}

export function toDecision(row: typeof suggestionDecisions.$inferSelect | undefined): SuggestionView["decision"] {
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

export async function factsOf(incidentId: number): Promise<Facts | null> {
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

function assetsIn(facts: Facts, known: Recorded["assets"]): Undecided[] {
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
