import { db } from "@/db/client";
import { suggestionDecisions } from "@/db/schema";
import { requireActor, requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { openWindow } from "@/lib/exposure/server/open-window";
import { ListPrincipalsQuery } from "@/lib/people/inputs";
import { importPrincipals } from "@/lib/people/server/import-principals";
import { listPrincipals } from "@/lib/people/server/list-principals";
import { recordEvent } from "@/lib/record/server/record-event";
import type { DecideSuggestionInput, SuggestionView, WindowSuggestion } from "../suggestions";
import { findSuggestion, listSuggestions } from "./suggest";

/**
 * Records what a person decided. Accepting does what was suggested where nothing more has to be asked: windows for
 * assets that are known and an audience that the change names, an agent's identity. The rest is done by hand (`done`).
 */
export async function decideSuggestion(
  ctx: Ctx,
  ref: string,
  key: string,
  input: DecideSuggestionInput,
): Promise<SuggestionView> {
  const incident = await requireIncident(ctx, db(), ref, "respond");
  const listed = (await listSuggestions(ctx, ref)).data.find((one) => one.key === key);
  // What was done by hand is recorded by now, and suggested no more.
  const suggestion = listed ?? (input.done ? await findSuggestion(incident.id, key) : null);
  if (!suggestion) throw new AppError("not_found", "The evidence does not suggest this any more. Load the page again.");
  if (input.decision === "accepted" && !input.done) await apply(ctx, ref, suggestion);
  const decision = { decision: input.decision, reason: input.reason || null };
  return inTransaction(ctx, async (tx) => {
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

function aboutOf(suggestion: SuggestionView): string {
  switch (suggestion.kind) {
    case "window":
      return `${suggestion.resource} open from ${suggestion.openedAt} to ${suggestion.closedAt ?? "an unknown time"}`;
    case "agent":
      return `${suggestion.actor} as an agent`;
    case "asset":
      return `${suggestion.resource} as an asset`;
    case "clock":
      return `clocks of ${suggestion.sources.map(({ filename }) => filename).join(" and ")}`;
  }
}

async function apply(ctx: Ctx, ref: string, suggestion: SuggestionView): Promise<void> {
  // The key of the request is for the decision; done twice, this changes nothing more.
  const { idempotency: _, ...once } = ctx;
  if (suggestion.kind === "window") await openSuggested(once as Ctx, ref, suggestion);
  if (suggestion.kind === "agent") await addAgent(once as Ctx, suggestion);
  if (suggestion.kind === "asset")
    throw new AppError(
      "invalid",
      "How sensitive it is only a person knows: define the asset, then say that it is done.",
    );
}

async function openSuggested(ctx: Ctx, ref: string, suggestion: WindowSuggestion): Promise<void> {
  const { audience, assets, openedAt, closedAt, openedEvents, closedEvents, openedAction } = suggestion;
  if (assets.length === 0 || audience === null)
    throw new AppError("invalid", "Which asset was open, or to whom, the logs do not say: record the window by hand.");
  for (const { id } of assets)
    await openWindow(ctx, ref, {
      asset: id,
      audience,
      openedAt,
      closedAt,
      path: "permission_change",
      note: `Suggested by the evidence: ${openedAction} on ${suggestion.resource}`.slice(0, 5000),
      openedEvidence: openedEvents,
      closedEvidence: closedEvents,
    });
}

async function addAgent(ctx: Ctx, { actor, systems }: { actor: string; systems: string[] }): Promise<void> {
  const name = actor.slice(0, 200);
  const { data } = await listPrincipals(ctx, ListPrincipalsQuery.parse({ q: name }));
  const namesake = data.find((principal) => principal.name === name);
  if (namesake && namesake.kind !== "agent")
    throw new AppError("conflict", `${name} is known as a ${namesake.kind}. Change that in the list of people first.`);
  const aliases = systems.length > 0 ? systems.map((system) => ({ value: actor, system })) : [{ value: actor }];
  await importPrincipals(ctx, [{ name, kind: "agent", aliases }]);
}
