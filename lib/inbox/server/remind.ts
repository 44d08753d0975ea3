import { eq, inArray, notInArray, or, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { incidents, incidentUpdates } from "@/db/schema";
import type { Incident } from "@/lib/access/server/require";
import { type Ctx, systemContext } from "@/lib/api/server/context";
import { incidentRef, type Phase } from "@/lib/incidents/model";
import { notifyLive } from "@/lib/live/server/notify";
import { clocksOf, keptOfAll, type RuleClock, titleOf } from "@/lib/obligations/server/obligation-rows";
import { OWES, worthNaming } from "@/lib/obligations/server/running-clocks";
import { instantToMicros } from "@/lib/time/instant";
import { openPromises } from "@/lib/updates/promises";
import { refOf } from "@/lib/updates/server/update-rows";
import { tell } from "./tell";
import { commanders, holdersOf } from "./who";

const ENDED: Phase[] = ["closed", "declined", "merged"];
/** What was overdue for longer was told of, or no worker ran for a week. */
const LOOK_BACK = "7 days";
const HOUR_MICROS = 3_600_000_000;

/** What is told of a clock: only the latest stage that it has reached, each once. */
const STAGES = [
  { stage: "over", leftMicros: 0 },
  { stage: "4 hours", leftMicros: 4 * HOUR_MICROS },
  { stage: "a day", leftMicros: 24 * HOUR_MICROS },
] as const;

/** The recurring task: tells of promised updates that are overdue, each once. */
export async function remindUpdates(ctx: Ctx = systemContext()): Promise<void> {
  const overdue = await db()
    .selectDistinct({ id: incidentUpdates.incidentId })
    .from(incidentUpdates)
    .where(
      sql`${incidentUpdates.nextAt} between ${ctx.now()}::timestamptz - ${LOOK_BACK}::interval and ${ctx.now()}::timestamptz`,
    );
  for (const incident of await incidentsOf(overdue.map(({ id }) => id))) {
    const rows = await db().select().from(incidentUpdates).where(eq(incidentUpdates.incidentId, incident.id));
    for (const row of openPromises(rows, incident.phase)) {
      if (row.nextAt > ctx.now()) continue;
      const about = `${incidentRef(incident.id)} ${refOf(row)}`;
      const data = { audience: row.audience, update: refOf(row), nextAt: row.nextAt };
      await remind(ctx, incident, {
        kind: "update_overdue",
        about,
        data,
        also: row.sentBy === null ? [] : [row.sentBy],
      });
    }
  }
}

/** The recurring task: tells of regulatory clocks a day before, four hours before, and when they have run out. */
export async function remindClocks(ctx: Ctx = systemContext()): Promise<void> {
  const open = await db()
    .select()
    .from(incidents)
    .where(or(notInArray(incidents.phase, ENDED), OWES));
  const kept = await keptOfAll(
    db(),
    open.map(({ id }) => id),
  );
  for (const incident of open) {
    const facts = kept.get(incident.id);
    for (const clock of facts ? worthNaming(clocksOf(facts, ctx.now())) : []) {
      await remindClock(ctx, incident, clock);
    }
  }
}

async function remindClock(ctx: Ctx, incident: Incident, { rule, dueAt, decision }: RuleClock): Promise<void> {
  if (dueAt === null) return;
  const left = instantToMicros(dueAt) - instantToMicros(ctx.now());
  const reached = STAGES.find(({ leftMicros }) => left <= leftMicros);
  if (!reached) return;
  const about = `${incidentRef(incident.id)} ${rule.id} ${dueAt} ${reached.stage}`;
  const data = { rule: rule.id, title: titleOf(rule), decision, dueAt, stage: reached.stage };
  await remind(ctx, incident, { kind: "clock_runs_out", about, data, also: await lawyers(incident.id) });
}

function lawyers(incidentId: number): Promise<string[]> {
  return holdersOf(db(), incidentId, ["legal", "privacy"]);
}

async function incidentsOf(ids: readonly number[]): Promise<Incident[]> {
  return ids.length === 0
    ? []
    : db()
        .select()
        .from(incidents)
        .where(inArray(incidents.id, [...ids]));
}

interface Reminder {
  kind: "update_overdue" | "clock_runs_out";
  about: string;
  data: Record<string, unknown>;
  also: readonly string[];
}

/** To who leads and speaks for the incident; where nobody does, to everybody who may. */
async function remind(ctx: Ctx, incident: Incident, { also, ...news }: Reminder): Promise<void> {
  await db().transaction(async (tx) => {
    const holders = await holdersOf(tx, incident.id, ["commander", "deputy", "communications"]);
    const to = [...holders, ...also];
    const told = await tell(tx, ctx, { ...news, incident, to: to.length > 0 ? to : await commanders(tx) });
    if (told.length > 0) await notifyLive(tx, { incident: incident.id, kind: news.kind });
  });
}
