import { and, eq, isNull, like, sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { principalAliases, principals, suggestionDecisions } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { maskTokens } from "@/lib/evidence/masking";
import { keyOf } from "@/lib/evidence/server/suggest-key";
import { getExposure } from "@/lib/exposure/server/get-exposure";
import { guessIdentities, type IdentityGuess, type KnownPrincipal } from "../identities";
import type { IdentityList, IdentitySuggestion, UnresolvedActor } from "../identity-views";
import { actorWords, countWords, eventsNaming, type WordCount, type WordRow } from "./identity-words";

const MOST_SUGGESTIONS = 100;
const MOST_UNRESOLVED = 200;

/** Names in the logs of an incident that nobody has resolved, the heaviest first, and who they may be. */
export async function listIdentities(ctx: Ctx, ref: string): Promise<IdentityList> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const words = await actorWords(incident.id);
  const counts = await countWords(incident.id);
  const weights = await weightsOf(ctx, ref);
  const { guesses, resolved, people } = await guessesIn(db(), words);
  const decisions = await decisionsOf(incident.id);
  const actors = actorsBy(words, counts, weights);
  const suggestions = guesses.flatMap((guess) => toSuggestion(guess, actors, people, decisions));
  suggestions.sort((a, b) => b.accesses - a.accesses || eventsOf(b) - eventsOf(a) || (a.key < b.key ? -1 : 1));
  const shown = [
    ...suggestions.filter(({ decision }) => decision === null).slice(0, MOST_SUGGESTIONS),
    ...suggestions.filter(({ decision }) => decision !== null).slice(0, MOST_SUGGESTIONS),
  ];
  const unresolved = [...actors.values()].filter(({ ids }) => ids.some((id) => !resolved.has(id)));
  unresolved.sort((a, b) => b.accesses - a.accesses || b.events - a.events || (a.value < b.value ? -1 : 1));
  return {
    suggestions: await Promise.all(
      shown.map(async (one) => {
        const ids = one.actors.flatMap(({ value }) => actors.get(value)?.ids ?? []);
        return { ...one, events: await eventsNaming(incident.id, ids) };
      }),
    ),
    unresolved: unresolved.slice(0, MOST_UNRESOLVED).map(({ ids: _, ...one }) => one),
    unresolvedCount: unresolved.length,
    uncounted: counts === null,
  };
}

function eventsOf({ actors }: IdentitySuggestion): number {
  return actors.reduce((sum, { events }) => sum + events, 0);
}

interface Guesses {
  guesses: IdentityGuess[];
  /** Ids of words that aliases resolve. */
  resolved: ReadonlySet<number>;
  people: ReadonlyMap<string, KnownPrincipal>;
}

/** Who unresolved words may be, by what is recorded as the executor sees it. */
export async function guessesIn(executor: Executor, words: readonly WordRow[]): Promise<Guesses> {
  const rows = await executor
    .select({
      ...{ id: principals.publicId, name: principals.name, kind: principals.kind },
      ...{ system: principalAliases.system, value: principalAliases.value },
    })
    .from(principals)
    .leftJoin(
      principalAliases,
      and(eq(principalAliases.principalId, principals.id), isNull(principalAliases.supersededAt)),
    )
    .where(sql`principal_survivor(${principals.id}, 'infinity') = ${principals.id}`);
  const people = new Map<string, KnownPrincipal & { aliases: string[] }>();
  const aliases = new Map<string, string>();
  for (const { id, name, kind, system, value } of rows) {
    const one = people.get(id) ?? { id, name, kind, aliases: [] };
    people.set(id, one);
    if (value === null) continue;
    one.aliases.push(value);
    aliases.set(JSON.stringify([system, value]), id);
  }
  // As the answer resolves them: the own system before all systems, the name before the label.
  const by = (system: string | null, text: string | null) =>
    text === null
      ? undefined
      : (aliases.get(JSON.stringify([system, text])) ?? aliases.get(JSON.stringify([null, text])));
  const principalOf = ({ system, value, label }: WordRow) => by(system, value) ?? by(system, label) ?? null;
  const named = words.map((word) => ({ ...word, principal: principalOf(word) }));
  const resolved = new Set(named.filter(({ principal }) => principal !== null).map(({ id }) => id));
  return { guesses: guessIdentities(named, [...people.values()]), resolved, people };
}

export function keyOfGuess({ values, principal }: IdentityGuess): string {
  return keyOf("alias", principal ?? "", ...values);
}

type Actor = UnresolvedActor & { ids: number[] };

function actorsBy(
  words: readonly WordRow[],
  counts: ReadonlyMap<number, WordCount> | null,
  weights: ReadonlyMap<string, number>,
): Map<string, Actor> {
  const actors = new Map<string, Actor>();
  for (const { id, value, label, system } of words) {
    const count = counts?.get(id);
    const before = actors.get(value);
    const one: Actor = before ?? {
      ...{ value, labels: [], systems: [], kind: count?.kind ?? "unknown", events: 0, ids: [] },
      ...{ accesses: weights.get(value) ?? 0, first: null, last: null },
    };
    one.ids.push(id);
    if (label !== null && label !== value && !one.labels.includes(label)) one.labels.push(label);
    if (system !== null && !one.systems.includes(system)) one.systems.push(system);
    if (count) {
      one.events += count.events;
      if (count.kind !== one.kind) one.kind = "unknown";
      one.first = one.first === null || count.first < one.first ? count.first : one.first;
      one.last = one.last === null || count.last > one.last ? count.last : one.last;
    }
    actors.set(value, one);
  }
  return actors;
}

/** Accesses in windows that are judged by who somebody unresolved is. */
async function weightsOf(ctx: Ctx, ref: string): Promise<Map<string, number>> {
  const weights = new Map<string, number>();
  const { assets } = await getExposure(ctx, ref, {});
  for (const row of assets.flatMap(({ principals: rows }) => rows)) {
    if (row.resolved || row.name === null) continue;
    weights.set(row.name, (weights.get(row.name) ?? 0) + row.unauthorisedItself);
  }
  return weights;
}

async function decisionsOf(incidentId: number): Promise<Map<string, NonNullable<IdentitySuggestion["decision"]>>> {
  const rows = await db()
    .select()
    .from(suggestionDecisions)
    .where(and(eq(suggestionDecisions.incidentId, incidentId), like(suggestionDecisions.key, "alias-%")));
  return new Map(rows.map((row) => [row.key, { decision: row.decision, by: row.decidedBy, at: row.decidedAt }]));
}

function toSuggestion(
  guess: IdentityGuess,
  actors: ReadonlyMap<string, Actor>,
  people: ReadonlyMap<string, KnownPrincipal>,
  decisions: Awaited<ReturnType<typeof decisionsOf>>,
): IdentitySuggestion[] {
  const own = guess.values.flatMap((value) => actors.get(value) ?? []);
  const principal = guess.principal === null ? null : people.get(guess.principal);
  if (own.length === 0 || principal === undefined) return [];
  const key = keyOfGuess(guess);
  return [
    {
      ...{ key, basis: guess.basis, matched: maskTokens(guess.matched), events: [] },
      actors: own.map(({ value, labels, systems, kind, events }) => ({ value, labels, systems, kind, events })),
      principal: principal && { id: principal.id, name: principal.name, kind: principal.kind },
      accesses: own.reduce((sum, { accesses }) => sum + accesses, 0),
      decision: decisions.get(key) ?? null,
    },
  ];
}
