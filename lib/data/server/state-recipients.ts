import { and, eq, inArray, isNull, or } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { principals, recipientStatements } from "@/db/schema";
import { requireActor, requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { maskTokens } from "@/lib/evidence/masking";
import { lockRecord, recordEvent } from "@/lib/record/server/record-event";
import type { StateRecipientsInput } from "../inputs";
import { actorsMeant } from "./recipient-actors";

/**
 * States, with what it rests on, whether recipients are bound to secrecy or have attested deletion: of one, or of many
 * for whom the same holds. A statement replaces the one before it on the same question, which stays to be read.
 */
export async function stateRecipients(ctx: Ctx, ref: string, input: StateRecipientsInput): Promise<{ stated: number }> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    // Two statements on the same question at once would both stand.
    await lockRecord(tx, incident.id);
    const { question, answer, reason, evidence } = input;
    const about = await subjectsOf(tx, incident.id, input.recipients);
    const ids = about.flatMap(({ principalId }) => (principalId === null ? [] : [principalId]));
    const actors = about.flatMap(({ actor }) => (actor === null ? [] : [actor]));
    const now = ctx.now();
    await tx
      .update(recipientStatements)
      .set({ supersededAt: now })
      .where(
        and(
          eq(recipientStatements.incidentId, incident.id),
          eq(recipientStatements.question, question),
          isNull(recipientStatements.supersededAt),
          or(inArray(recipientStatements.principalId, ids), inArray(recipientStatements.actor, actors)),
        ),
      );
    const same = { incidentId: incident.id, question, answer, reason, evidence };
    const signed = { recordedAt: now, recordedBy: requireActor(ctx).name };
    await tx
      .insert(recipientStatements)
      .values(about.map(({ principalId, actor }) => ({ ...same, ...signed, principalId, actor })));
    await recordEvent(tx, ctx, {
      incidentId: incident.id,
      kind: "recipient_stated",
      data: { question, answer, reason, evidence, recipients: about.length, names: about.map(({ name }) => name) },
    });
    return { stated: about.length };
  });
}

interface Subject {
  principalId: number | null;
  actor: string | null;
  name: string;
}

async function subjectsOf(
  tx: Transaction,
  incidentId: number,
  recipients: StateRecipientsInput["recipients"],
): Promise<Subject[]> {
  const given = [...new Set(recipients.flatMap(({ principal }) => principal ?? []))];
  const found = await tx
    .select({ id: principals.id, publicId: principals.publicId, name: principals.name })
    .from(principals)
    .where(inArray(principals.publicId, given));
  if (found.length < given.length) {
    const index = recipients.findIndex(
      ({ principal }) => principal && !found.some((one) => one.publicId === principal),
    );
    const message = "There is no such principal. Take the ids from the list of recipients.";
    throw new AppError("invalid", message, { fields: [{ pointer: `/recipients/${index}/principal`, message }] });
  }
  const actors = await actorsOf(tx, incidentId, recipients);
  return [
    ...found.map(({ id, name }) => ({ principalId: id, actor: null, name })),
    ...actors.map((actor) => ({ principalId: null, actor, name: maskTokens(actor) })),
  ];
}

/** As the log wrote them, each once. */
async function actorsOf(
  tx: Transaction,
  incidentId: number,
  recipients: StateRecipientsInput["recipients"],
): Promise<string[]> {
  const given = recipients.flatMap(({ actor }) => actor ?? []);
  const meant = await actorsMeant(tx, incidentId, given);
  const index = recipients.findIndex(({ actor }) => actor !== undefined && (meant.get(actor) ?? null) === null);
  if (index >= 0) {
    const message = "There is no such recipient. Take what the list of recipients gives as actor.";
    throw new AppError("invalid", message, { fields: [{ pointer: `/recipients/${index}/actor`, message }] });
  }
  return [...new Set([...meant.values()].flatMap((actor) => actor ?? []))];
}
