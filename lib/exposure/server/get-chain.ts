import { db } from "@/db/client";
import { requireIncident } from "@/lib/access/server/require";
import { decodeCursor, encodeCursor } from "@/lib/api/cursor";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { maySeeRaw } from "@/lib/evidence/server/may-see-raw";
import { parseInstant } from "@/lib/time/instant";
import { before, type ChainItem, type ChainPlace, type ChainStep, collapsed, interleaved } from "../chain";
import type { ChainQuery } from "../chain-inputs";
import type { ChainStepView, ChainView } from "../chain-views";
import { analyse } from "./analyse";
import { type AnalysisQuestion, prepareFacts, type Sql } from "./analysis-tables";
import { chainBasis, chainEvents, prepareChain, type Stretch } from "./chain-events";
import { chainFacts } from "./chain-facts";
import { readySources, type SourceRow } from "./sources";

const BATCH = 2000;
/** A run of more events than this is told as several steps. */
const MOST_BATCHES = 25;

/**
 * The agent chain: what AI systems did, what people did with it, how windows opened and closed and what was accessed,
 * in the order of time. Runs of the same thing are one step, which opens on demand.
 */
export async function getChain(ctx: Ctx, ref: string, query: ChainQuery): Promise<ChainView> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const now = query.now ?? query.at ?? ctx.now();
  const knownAt = query.at ?? null;
  const question = { incidentId: incident.id, now, knownAt };
  const run = runOf(query.run);
  const after = placeIn(query.cursor) ?? run?.after ?? null;
  const stretch = { after, through: run?.through ?? null, from: query.from ?? null };
  return analyse(async (sql) => {
    await prepareFacts(sql, question);
    const sources = await readySources(sql, question);
    await prepareChain(sql, question, sources);
    const facts = run ? [] : (await chainFacts(sql, question)).filter((item) => isIn(item, stretch));
    const { steps, done } = await stepsOf(sql, question, sources, stretch, facts, query, maySeeRaw(ctx));
    const shown = steps.slice(0, query.limit);
    const last = shown.at(-1);
    const more = last !== undefined && (steps.length > shown.length || !done);
    return {
      data: shown.map(stepView),
      nextCursor: more ? encodeCursor([...last.last]) : null,
      now,
      knownAt,
      basis: query.cursor || run ? null : await chainBasis(sql, question, sources),
    };
  });
}

async function stepsOf(
  sql: Sql,
  question: AnalysisQuestion,
  sources: readonly SourceRow[],
  stretch: Stretch,
  facts: readonly ChainItem[],
  { limit, run }: ChainQuery,
  raw: boolean,
): Promise<{ steps: ChainStep[]; done: boolean }> {
  const events: ChainItem[] = [];
  let after = stretch.after;
  for (let batches = 0; batches < MOST_BATCHES; batches += 1) {
    const batch = await chainEvents(sql, question, sources, { ...stretch, after }, BATCH, raw);
    events.push(...batch);
    const last = batch.at(-1);
    if (batch.length < BATCH || !last) {
      return { steps: collapsed(interleaved(events, facts), run !== undefined), done: true };
    }
    after = last.place;
    const passed = facts.filter((fact) => before(fact.place, last.place));
    const steps = collapsed(interleaved(events, passed), run !== undefined);
    // The last one may go on.
    if (steps.length > limit + 1) return { steps: steps.slice(0, -1), done: false };
  }
  const passed = facts.filter((fact) => after !== null && before(fact.place, after));
  return { steps: collapsed(interleaved(events, passed), run !== undefined), done: false };
}

function isIn({ place }: ChainItem, { after, from }: Stretch): boolean {
  return (after === null || before(after, place)) && (from === null || place[0] >= from);
}

function stepView({ first, last, count, sessions, people }: ChainStep): ChainStepView {
  const { place, session: _, ...same } = first;
  const others = first.kind === "others";
  return {
    id: place.join(" "),
    at: place[0],
    until: last[0],
    count,
    ...same,
    // Of many things at once none is the one.
    ...(others ? { action: null, onBehalfOf: null, resources: [], outcome: null, verb: null } : {}),
    others: others ? { sessions: sessions.size, people: people.size } : null,
    run: count > 1 ? encodeCursor([...place, ...last]) : null,
  };
}

function placeIn(cursor: string | undefined): ChainPlace | null {
  const values = decodeCursor(cursor, 5);
  return values && placeOf(values);
}

function placeOf([at, ...rest]: readonly (string | number | null)[]): ChainPlace {
  const numbers = rest.map(Number);
  if (parseInstant(String(at)) === null || !numbers.every(Number.isSafeInteger)) {
    throw new AppError("invalid", "This place in the chain is not one that it gave. Start again without it.");
  }
  const [rank = 0, a = 0, b = 0, c = 0] = numbers;
  return [String(at), rank, a, b, c];
}

/** From the first event of a step, with it, to the last. */
function runOf(token: string | undefined): { after: ChainPlace; through: ChainPlace } | null {
  const values = decodeCursor(token, 10);
  if (!values) return null;
  const [at, , a, b, c] = placeOf(values.slice(0, 5));
  return { after: [at, 1, a, b, c - 1], through: placeOf(values.slice(5)) };
}
