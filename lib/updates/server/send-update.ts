import { eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { incidents, incidentUpdates } from "@/db/schema";
import { type Incident, requireActor, requireIncident } from "@/lib/access/server/require";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { tell } from "@/lib/inbox/server/tell";
import { incidentRef } from "@/lib/incidents/model";
import { lockRecord, recordEvent } from "@/lib/record/server/record-event";
import { instantToMicros } from "@/lib/time/instant";
import type { PreviewUpdateInput, SendUpdateInput } from "../inputs";
import { type ClaimRest, LIMITS, type Reach } from "../model";
import { isEnded } from "../promises";
import { claimsIn, contradictedOf } from "../rests-on";
import type { UpdateView } from "../views";
import { queueUpdate } from "./queue-message";
import { peopleFor, targetsFor } from "./readers";
import { standingClaims, toUpdateViews } from "./update-rows";

/**
 * Sends an update: it stands in the record word for word, those whom it is for are told in the app, and it leaves by
 * mail and webhook to who subscribed. Nothing about a restricted incident leaves.
 */
export async function sendUpdate(ctx: Ctx, ref: string, input: SendUpdateInput): Promise<UpdateView> {
  return inTransaction(ctx, async (tx) => {
    const { id: incidentId } = await requireIncident(ctx, tx, ref, "respond");
    await lockRecord(tx, incidentId);
    // Read again under the lock: whether it is restricted decides what leaves.
    const [incident] = await tx.select().from(incidents).where(eq(incidents.id, incidentId));
    invariant(incident, "the incident is there");
    refuseTime(input, incident, ctx);
    const rests = await restsOf(tx, incidentId, input);
    refuseContradicted(rests, input.claimReason);
    const no = await nextNo(tx, incidentId);
    const actor = requireActor(ctx);
    const row = {
      id: crypto.randomUUID(),
      incidentId,
      no,
      audience: input.audience,
      state: input.state,
      body: input.body,
      phase: incident.phase,
      severity: incident.severity,
      nextAt: input.nextAt,
      claims: rests,
      claimReason: contradictedOf(rests).length > 0 ? input.claimReason : null,
      sentAt: ctx.now(),
      sentBy: actor.kind === "system" ? null : actor.userId,
      sentByName: actor.name,
    };
    const reach = await deliver(tx, ctx, incident, row);
    const [kept] = await tx
      .insert(incidentUpdates)
      .values({ ...row, reach })
      .returning();
    invariant(kept, "an insert returns its row");
    const { audience, state, body, nextAt, claimReason } = row;
    await recordEvent(tx, ctx, {
      incidentId,
      kind: "update_sent",
      data: { id: row.id, no, audience, state, body, nextAt, claims: rests, claimReason, reach },
    });
    await queueUpdate(tx, ctx, incident, kept, await targetsFor(tx, incident, audience));
    const [view] = await toUpdateViews(tx, incidentId, [kept]);
    invariant(view, "one row in, one view out");
    return view;
  });
}

type Row = Omit<typeof incidentUpdates.$inferInsert, "reach">;

/** Tells people in the app; mails to subscribers among them are not sent a second time as a notice. */
async function deliver(tx: Transaction, ctx: Ctx, incident: Incident, row: Row): Promise<Reach> {
  const targets = await targetsFor(tx, incident, row.audience);
  const told = await tell(tx, ctx, {
    kind: "update_sent",
    incident,
    about: `${incidentRef(incident.id)} U-${row.no}`,
    data: { no: row.no, audience: row.audience, state: row.state, by: row.sentByName },
    to: await peopleFor(tx, incident, row.audience),
    mailedAlready: targets.flatMap(({ userId }) => userId ?? []),
  });
  const by = (channel: string) => targets.filter((one) => one.channel === channel).length;
  return { people: told.length, mail: by("mail"), webhook: by("webhook") };
}

/** What the text rests on. A claim that is not of this incident is refused. */
export async function restsOf(
  tx: Parameters<typeof standingClaims>[0],
  incidentId: number,
  { state, body, claims }: Pick<PreviewUpdateInput, "state" | "body" | "claims">,
): Promise<ClaimRest[]> {
  const standing = await standingClaims(tx, incidentId);
  if (claims.some((id) => !standing.some((claim) => claim.id === id))) {
    const message = "This incident has no such claim. Choose one of the list.";
    throw new AppError("invalid", message, { fields: [{ pointer: "/claims", message }] });
  }
  return claimsIn(`${state}\n${body}`, claims, standing);
}

function refuseContradicted(rests: readonly ClaimRest[], reason: string): void {
  const contradicted = contradictedOf(rests);
  if (contradicted.length === 0 || reason !== "") return;
  const refs = contradicted.map(({ ref }) => ref).join(", ");
  const what =
    contradicted.length === 1 ? "a claim that the evidence contradicts" : "claims that the evidence contradicts";
  const message = `It rests on ${what}: ${refs}. Change the text, or write why it is sent all the same.`;
  throw new AppError("conflict", message, {
    fields: [{ pointer: "/claimReason", message }],
    extra: { contradicted },
  });
}

const MOST_AHEAD_MICROS = LIMITS.nextWithinDays * 24 * 3_600_000_000;

export function refuseTime({ nextAt }: PreviewUpdateInput, { phase }: Pick<Incident, "phase">, ctx: Ctx): void {
  if (nextAt === null) return;
  const ahead = instantToMicros(nextAt) - instantToMicros(ctx.now());
  const wrong = isEnded(phase)
    ? `The incident is ${phase}, so no further update can be promised. Leave the time empty.`
    : ahead <= 0
      ? "This time is past. Promise the next update for a time to come."
      : ahead > MOST_AHEAD_MICROS
        ? `This is more than ${LIMITS.nextWithinDays} days ahead. Promise the next update earlier.`
        : null;
  if (wrong) throw new AppError("invalid", wrong, { fields: [{ pointer: "/nextAt", message: wrong }] });
}

async function nextNo(tx: Transaction, incidentId: number): Promise<number> {
  const [last] = await tx
    .select({ no: sql<number>`coalesce(max(${incidentUpdates.no}), 0)::int` })
    .from(incidentUpdates)
    .where(eq(incidentUpdates.incidentId, incidentId));
  const no = (last?.no ?? 0) + 1;
  if (no > LIMITS.updates) {
    throw new AppError("conflict", `An incident holds at most ${LIMITS.updates.toLocaleString("en")} updates.`);
  }
  return no;
}
