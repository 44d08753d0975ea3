import { and, desc, eq, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { alerts, incidentEvents, incidents } from "@/db/schema";
import { countTry } from "@/lib/access/server/rate-limit";
import { requirePermission } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Actor, Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { incidentRef, type Phase } from "@/lib/incidents/model";
import { notifyLive } from "@/lib/live/server/notify";
import { lockRecord, recordEvent } from "@/lib/record/server/record-event";
import { type Instant, instantToMicros, microsToInstant } from "@/lib/time/instant";
import { type Alert, alertsOf } from "../alertmanager";
import type { AlertInput, AlertmanagerInput } from "../inputs";
import { LIMITS, SILENT_AFTER_MS } from "../model";
import type { AlertReceipt, AlertReceipts } from "../views";
import { seenAmong } from "./list-reports";
import { readIncident, standsIn } from "./merge-incidents";
import { openedByAlerts, openInTriage } from "./report";

type AlertRow = typeof alerts.$inferSelect;

export async function receiveAlert(ctx: Ctx, input: AlertInput): Promise<AlertReceipt> {
  const { key, title, status, source, details = "", link = null, labels = {}, startedAt, endedAt } = input;
  const group = input.group ?? key;
  const { data } = await takeAlerts(ctx, [
    {
      ...{ source, group, key, title, groupTitle: title, state: status, details, link, labels },
      startedAt: startedAt ?? null,
      endedAt: endedAt ?? null,
    },
  ]);
  return data[0] as AlertReceipt;
}

export async function receiveAlertmanager(ctx: Ctx, input: AlertmanagerInput): Promise<AlertReceipts> {
  return takeAlerts(ctx, alertsOf(input));
}

/**
 * Takes alerts of one group. What belongs to a matter that is open adds to it and is counted; only what belongs to none
 * opens an incident in triage. An alert goes on belonging to an incident that has ended for as long as it fires without
 * a day of silence: declining it does not bring it back with the next repetition.
 */
async function takeAlerts(ctx: Ctx, all: readonly Alert[]): Promise<AlertReceipts> {
  const actor = requirePermission(ctx, "alert");
  await countTry(`alerts:${actor.userId}`, LIMITS.alertRequestsAMinute, 60);
  return inTransaction(ctx, async (tx) => {
    const first = all[0];
    if (!first) return { data: [] };
    const group = JSON.stringify([actor.userId, first.source, first.group]);
    // Until the transaction ends: of two deliveries of a new alert at once, the second finds what the first has opened.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${group}, 7))`);
    const matter = new Matter(tx, ctx, actor, await currentMatter(tx, ctx, actor, first));
    const taken: { key: string; outcome: AlertReceipt["outcome"] }[] = [];
    // What fires comes first, so that it opens what its group's ends belong to.
    for (const alert of [...all].sort((a, b) => (a.state < b.state ? -1 : 1))) {
      taken.push({ key: alert.key, outcome: await matter.take(alert) });
    }
    const incident = await matter.visibleRef();
    return { data: taken.map((one) => ({ ...one, incident: one.outcome === "unknown" ? null : incident })) };
  });
}

interface Standing {
  /** Where alerts of the group are kept, and where the record of them is written: another one after a merge. */
  keptIn: number;
  incidentId: number;
}

class Matter {
  readonly #tx: Transaction;
  readonly #ctx: Ctx;
  readonly #actor: Actor;
  #standing: Standing | null;

  constructor(tx: Transaction, ctx: Ctx, actor: Actor, standing: Standing | null) {
    this.#tx = tx;
    this.#ctx = ctx;
    this.#actor = actor;
    this.#standing = standing;
  }

  async take(alert: Alert): Promise<AlertReceipt["outcome"]> {
    const opens = this.#standing === null;
    if (opens && alert.state === "resolved") return "unknown";
    const standing = this.#standing ?? (await this.#open(alert));
    await lockRecord(this.#tx, standing.incidentId);
    const known = await this.#find(standing, alert);
    if (!known) {
      if (alert.state === "resolved") return "unknown";
      await this.#add(standing, alert);
      return opens ? "opened" : "added";
    }
    return alert.state === "firing" ? this.#again(standing, alert, known) : this.#end(standing, alert, known);
  }

  async visibleRef(): Promise<string | null> {
    if (!this.#standing) return null;
    const [id] = await seenAmong(this.#tx, this.#ctx, [this.#standing.incidentId]);
    return id === undefined ? null : incidentRef(id);
  }

  async #open(alert: Alert): Promise<Standing> {
    const hourAgo = microsToInstant(instantToMicros(this.#ctx.now()) - 3_600_000_000);
    if ((await openedByAlerts(this.#tx, this.#actor.userId, hourAgo)) >= LIMITS.openedByAlertsAnHour) {
      const message = `Alerts of this sender opened ${LIMITS.openedByAlertsAnHour} incidents within an hour. Group them: alerts of one group become one incident.`;
      throw new AppError("too_many", message, { retryAfter: 300 });
    }
    const { groupTitle, details, link, startedAt } = alert;
    const id = await openInTriage(this.#tx, this.#ctx, {
      ...{ origin: "alert", what: groupTitle, details, visibility: "open" },
      ...(link ? { link } : {}),
      ...(startedAt && startedAt <= this.#ctx.now() ? { happenedAt: startedAt } : {}),
    });
    this.#standing = { keptIn: id, incidentId: id };
    return this.#standing;
  }

  async #find({ keptIn }: Standing, { source, key }: Alert): Promise<AlertRow | undefined> {
    const [row] = await this.#tx
      .select()
      .from(alerts)
      .where(
        and(
          eq(alerts.incidentId, keptIn),
          eq(alerts.sentBy, this.#actor.userId),
          eq(alerts.source, source),
          eq(alerts.key, key),
        ),
      );
    return row;
  }

  async #add(standing: Standing, alert: Alert): Promise<void> {
    const now = this.#ctx.now();
    const { source, group: groupKey, key, title, details, link, labels, state, startedAt } = alert;
    await this.#tx.insert(alerts).values({
      ...{ incidentId: standing.keptIn, sentBy: this.#actor.userId, source, groupKey, key, title, details, link },
      ...{ labels, state, count: 1, startedAt, firstAt: now, lastAt: now },
    });
    const ended = await this.#endOf(standing);
    await this.#say(standing, "alert_received", {
      ...{ key, source, title, details, link, labels, startedAt },
      ...(ended ? { afterEnd: ended.phase } : {}),
    });
  }

  async #again(standing: Standing, alert: Alert, known: AlertRow): Promise<AlertReceipt["outcome"]> {
    const { title, details, link, labels } = alert;
    const wasOver = known.state === "resolved";
    await this.#tx
      .update(alerts)
      .set({
        ...{ title, details, link, labels, state: "firing", count: known.count + 1, lastAt: this.#ctx.now() },
        ...(wasOver ? { resolvedAt: null, startedAt: alert.startedAt } : {}),
      })
      .where(eq(alerts.id, known.id));
    const ended = await this.#endOf(standing);
    // What went on firing when the incident was ended is said once: somebody has to look whether it is over.
    const isNews = wasOver || (ended !== null && known.lastAt < ended.at);
    if (isNews) {
      const { key, source, startedAt } = alert;
      const afterEnd = ended ? { afterEnd: ended.phase } : {};
      await this.#say(standing, "alert_received", { key, source, title, startedAt, again: true, ...afterEnd });
    } else {
      // Counted only: the record keeps changes of an alert, and not its hundredth repetition.
      await notifyLive(this.#tx, { incident: standing.incidentId, kind: "alert_received" });
    }
    return "repeated";
  }

  /** Since when the incident is resolved or closed; null while it is not. */
  async #endOf({ incidentId }: Standing): Promise<{ phase: Phase; at: Instant } | null> {
    const { phase } = await readIncident(this.#tx, incidentId);
    if (phase !== "resolved" && phase !== "closed") return null;
    const [last] = await this.#tx
      .select({ at: incidentEvents.recordedAt })
      .from(incidentEvents)
      .where(and(eq(incidentEvents.incidentId, incidentId), eq(incidentEvents.kind, "phase_changed")))
      .orderBy(desc(incidentEvents.seq))
      .limit(1);
    return last ? { phase, at: last.at } : null;
  }

  async #end(standing: Standing, alert: Alert, known: AlertRow): Promise<AlertReceipt["outcome"]> {
    if (known.state === "resolved") return "resolved";
    const now = this.#ctx.now();
    const endedAt = alert.endedAt && alert.endedAt <= now ? alert.endedAt : now;
    await this.#tx
      .update(alerts)
      .set({ state: "resolved", resolvedAt: endedAt, lastAt: now })
      .where(eq(alerts.id, known.id));
    const { key, source } = alert;
    await this.#say(
      standing,
      "alert_resolved",
      { key, source, title: known.title, count: known.count, firstAt: known.firstAt },
      endedAt,
    );
    return "resolved";
  }

  async #say(
    { incidentId }: Standing,
    kind: "alert_received" | "alert_resolved",
    data: Record<string, unknown>,
    occurredAt?: Instant,
  ): Promise<void> {
    await recordEvent(this.#tx, this.#ctx, { incidentId, kind, data, ...(occurredAt ? { occurredAt } : {}) });
  }
}

const ENDED: readonly Phase[] = ["resolved", "closed", "declined"];

/** The incident that alerts of this group belong to; null where the next one that fires opens its own. */
async function currentMatter(tx: Transaction, ctx: Ctx, actor: Actor, alert: Alert): Promise<Standing | null> {
  const [latest] = await tx
    .select({
      id: incidents.id,
      firingAt: sql<string | null>`max(${alerts.lastAt}) filter (where ${alerts.state} = 'firing')`.mapWith(
        alerts.lastAt,
      ),
    })
    .from(alerts)
    .innerJoin(incidents, eq(incidents.id, alerts.incidentId))
    .where(and(eq(alerts.sentBy, actor.userId), eq(alerts.source, alert.source), eq(alerts.groupKey, alert.group)))
    .groupBy(incidents.id)
    .orderBy(desc(incidents.id))
    .limit(1);
  if (!latest) return null;
  const standing = { keptIn: latest.id, incidentId: await standsIn(tx, latest.id) };
  const { phase } = await readIncident(tx, standing.incidentId);
  if (!ENDED.includes(phase)) return standing;
  const silentSince = instantToMicros(ctx.now()) - SILENT_AFTER_MS * 1000;
  const goesOn = latest.firingAt !== null && instantToMicros(latest.firingAt) > silentSince;
  return goesOn ? standing : null;
}

/** How many alerts of an incident are listed at most. */
const MOST = 500;

/** The alerts of an incident and of those that were merged into it, what fires first. */
export async function alertsOfIncidents(ids: readonly number[]): Promise<{ rows: AlertRow[]; more: number }> {
  const among = sql`${alerts.incidentId} = any(${sql.param([...ids])}::int[])`;
  const rows = await db()
    .select()
    .from(alerts)
    .where(among)
    .orderBy(alerts.state, desc(alerts.lastAt), alerts.id)
    .limit(MOST + 1);
  if (rows.length <= MOST) return { rows, more: 0 };
  const total = await db().$count(alerts, among);
  return { rows: rows.slice(0, MOST), more: total - MOST };
}
