import { and, eq, gt } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { db } from "@/db/client";
import { updateSubscribers } from "@/db/schema";
import { countTry } from "@/lib/access/server/rate-limit";
import { hashSecret } from "@/lib/access/server/secrets";
import { AppError } from "@/lib/api/errors";
import { type Ctx, systemContext } from "@/lib/api/server/context";
import { incidentRef } from "@/lib/incidents/model";
import { lockRecord } from "@/lib/record/server/record-event";
import type { SubscriptionView } from "../views";
import type { SubscriberRow } from "./readers";
import { endSubscription } from "./subscribers";

/** Nobody guesses a secret of 256 bits; this keeps a loop from the database. Many may leave at once. */
const MOST_TRIES = 600;

/** Confirms a mail address by the link that was sent there: once, within its week. Whoever has it may be anybody. */
export async function confirmSubscription(ctx: Ctx, secret: string): Promise<SubscriptionView> {
  await countTry(`subscription:${ctx.ip ?? "local"}`, MOST_TRIES, 15 * 60);
  return db().transaction(async (tx) => {
    const [row] = await tx
      .update(updateSubscribers)
      .set({ state: "confirmed", confirmedAt: ctx.now(), confirmHash: null, confirmUntil: null })
      .where(
        and(
          eq(updateSubscribers.confirmHash, hashSecret(secret)),
          eq(updateSubscribers.state, "pending"),
          gt(updateSubscribers.confirmUntil, ctx.now()),
        ),
      )
      .returning();
    if (!row)
      throw new AppError("gone", "This link was used already or is too old. Ask whoever added you for a new one.");
    return toView(row);
  });
}

/** Ends a subscription by the link in its mails. Doing it twice is no mistake. */
export async function leaveSubscription(ctx: Ctx, secret: string): Promise<SubscriptionView> {
  await countTry(`subscription:${ctx.ip ?? "local"}`, MOST_TRIES, 15 * 60);
  return db().transaction(async (tx) => {
    const found = await find(tx, secret);
    await lockRecord(tx, found.incidentId);
    const row = await find(tx, secret);
    if (row.state === "ended") return toView(row);
    await endSubscription(tx, systemContext(ctx.now), row, "its receiver");
    return toView({ ...row, state: "ended" });
  });
}

async function find(tx: Transaction, secret: string): Promise<SubscriberRow> {
  const [row] = await tx.select().from(updateSubscribers).where(eq(updateSubscribers.leaveSecret, secret));
  if (!row) throw new AppError("gone", "This link leads to no subscription.");
  return row;
}

function toView({ incidentId, address, state }: SubscriberRow): SubscriptionView {
  return { incident: incidentRef(incidentId), address, state };
}
