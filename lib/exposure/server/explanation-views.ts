import { and, asc, eq, isNull } from "drizzle-orm";
import { db } from "@/db/client";
import { accessExplanations, explanationProposals, principals } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import type { ExplanationList, ExplanationView } from "../views";

const MOST = 5000;

/** Explanations as they stand: what is proposed and waits for a second person first, then what counts. */
export async function listExplanations(ctx: Ctx, ref: string): Promise<ExplanationList> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const proposed = await db()
    .select({ row: explanationProposals, id: principals.publicId, name: principals.name })
    .from(explanationProposals)
    .leftJoin(principals, eq(principals.id, explanationProposals.principalId))
    .where(and(eq(explanationProposals.incidentId, incident.id), isNull(explanationProposals.settledAt)))
    .orderBy(asc(explanationProposals.proposedAt), asc(explanationProposals.id))
    .limit(MOST);
  const agreed = await db()
    .select({ row: accessExplanations, id: principals.publicId, name: principals.name })
    .from(accessExplanations)
    .leftJoin(principals, eq(principals.id, accessExplanations.principalId))
    .where(and(eq(accessExplanations.incidentId, incident.id), isNull(accessExplanations.supersededAt)))
    .orderBy(asc(accessExplanations.recordedAt), asc(accessExplanations.id))
    .limit(MOST);
  return {
    data: [
      ...proposed.map(({ row, id, name }) => proposalView(ctx, row, whoOf(id, name))),
      ...agreed.map(({ row, id, name }) => explanationView(row, whoOf(id, name))),
    ],
    nextCursor: null,
  };
}

type Who = ExplanationView["principal"];

function whoOf(id: string | null, name: string | null): Who {
  return id === null ? null : { id, name: name ?? "" };
}

export function explanationView(row: typeof accessExplanations.$inferSelect, principal: Who): ExplanationView {
  const { id, assetId, actor, from, until, reason, agreedBy, recordedAt, recordedBy } = row;
  const same = { id, asset: assetId, principal, actor, from, until, reason, agreedBy, recordedAt, recordedBy };
  return { ...same, state: "agreed", canAgree: false };
}

/** Whoever may respond may agree, but for the one who proposed it. */
export function proposalView(ctx: Ctx, row: typeof explanationProposals.$inferSelect, principal: Who): ExplanationView {
  const { id, assetId, actor, from, until, reason, proposedAt, proposedBy, proposerId } = row;
  return {
    ...{ id, asset: assetId, principal, actor, from, until, reason },
    agreedBy: null,
    recordedAt: proposedAt,
    recordedBy: proposedBy,
    state: "proposed",
    canAgree: (ctx.actor?.permissions.has("respond") ?? false) && ctx.actor?.userId !== proposerId,
  };
}
