import { and, eq, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { principals, suggestionDecisions } from "@/db/schema";
import { requireActor, requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { importPrincipalsIn } from "@/lib/people/server/import-principals";
import { lockPeople } from "@/lib/people/server/import-rows";
import { recordEvent } from "@/lib/record/server/record-event";
import type { DecideSuggestionInput, SuggestionView } from "../suggestions";
import { factsOf, findSuggestion, suggestionsIn, toDecision } from "./suggest";
import { openSuggested, voidSuggested } from "./suggest-accept";
import type { Facts } from "./suggestion-facts";

/**
 * Records what a person decided. Accepting does what was suggested where nothing more has to be asked: windows for
 * assets that are known and an audience that the change names, the void grant that opened them, an agent's identity. The
 * rest is done by hand (`done`). What is done and that it was decided are one transaction: a retry finds it decided, and of
 * two people at once the second finds what the first did.
 */
export async function decideSuggestion(
  ctx: Ctx,
  ref: string,
  key: string,
  input: DecideSuggestionInput,
): Promise<SuggestionView> {
  const incident = await requireIncident(ctx, db(), ref, "respond");
  // The evidence is gone through before anything is locked.
  const facts = await factsOf(incident.id);
  return inTransaction(ctx, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('firebreak suggestions'), ${incident.id})`);
    const before = await decisionOn(tx, incident.id, key);
    const suggestion = facts && (await suggestionOf(tx, incident.id, facts, key, before !== undefined || input.done));
    if (!suggestion)
      throw new AppError("not_found", "The evidence does not suggest this any more. Load the page again.");
    if (before?.decision === "accepted") {
      if (input.decision === "accepted") return { ...suggestion, decision: toDecision(before) };
      throw new AppError(
        "conflict",
        `${before.decidedBy} accepted this already. Withdraw what it recorded, if that was wrong.`,
      );
    }
    if (input.decision === "accepted" && !input.done) await apply(tx, ctx, incident.id, suggestion, input);
    const decision = { decision: input.decision, reason: input.reason || null };
    const by = { decidedBy: requireActor(ctx).name, decidedAt: ctx.now() };
    await tx
      .insert(suggestionDecisions)
      .values({ incidentId: incident.id, key, ...decision, ...by })
      .onConflictDoUpdate({
        target: [suggestionDecisions.incidentId, suggestionDecisions.key],
        set: { ...decision, ...by },
      });
    await recordEvent(tx, ctx, {
      incidentId: incident.id,
      kind: "suggestion_decided",
      data: { suggestion: key, about: aboutOf(suggestion), events: suggestion.events, ...decision },
    });
    return { ...suggestion, decision: { ...decision, by: by.decidedBy, at: by.decidedAt } };
  });
}

async function decisionOn(tx: Transaction, incidentId: number, key: string) {
  const [row] = await tx
    .select()
    .from(suggestionDecisions)
    .where(and(eq(suggestionDecisions.incidentId, incidentId), eq(suggestionDecisions.key, key)));
  return row;
}

/** What is listed with that key; or, where it was decided or done by hand, what once was. */
async function suggestionOf(tx: Transaction, incidentId: number, facts: Facts, key: string, alsoDone: boolean) {
  const { data } = await suggestionsIn(tx, incidentId, facts);
  const listed = data.find((one) => one.key === key);
  return listed ?? (alsoDone ? findSuggestion(tx, incidentId, facts, key) : null);
}

function aboutOf(suggestion: SuggestionView): string {
  switch (suggestion.kind) {
    case "window":
      return `${suggestion.resource} open from ${suggestion.openedAt} to ${suggestion.closedAt ?? "an unknown time"}`;
    case "grant":
      return `the grant on ${suggestion.resource} of ${suggestion.openedAt} as void`;
    case "agent":
      return `${suggestion.actor} as an agent`;
    case "asset":
      return `${suggestion.resource} as an asset`;
    case "clock":
      return `clocks of ${suggestion.sources.map(({ filename }) => filename).join(" and ")}`;
  }
}

async function apply(
  tx: Transaction,
  ctx: Ctx,
  incidentId: number,
  suggestion: SuggestionView,
  { voidGrant }: DecideSuggestionInput,
): Promise<void> {
  // People before the record, as every verb takes them: the other way round two would wait for each other.
  await lockPeople(tx);
  if (suggestion.kind === "window") await openSuggested(tx, ctx, incidentId, suggestion, voidGrant);
  if (suggestion.kind === "grant") await voidSuggested(tx, ctx, incidentId, suggestion, suggestion.windows);
  if (suggestion.kind === "agent") await addAgent(tx, ctx, suggestion);
  if (suggestion.kind === "asset")
    throw new AppError(
      "invalid",
      "How sensitive it is only a person knows: define the asset, then say that it is done.",
    );
}

async function addAgent(
  tx: Transaction,
  ctx: Ctx,
  { actor, systems }: { actor: string; systems: string[] },
): Promise<void> {
  const name = actor.slice(0, 200);
  const [namesake] = await tx.select({ kind: principals.kind }).from(principals).where(eq(principals.name, name));
  if (namesake && namesake.kind !== "agent")
    throw new AppError("conflict", `${name} is known as a ${namesake.kind}. Change that in the list of people first.`);
  const aliases = systems.length > 0 ? systems.map((system) => ({ value: actor, system })) : [{ value: actor }];
  await importPrincipalsIn(tx, ctx, [{ name, kind: "agent", aliases }]);
}
