import { expect, test } from "vitest";
import { db, ownerSql, rawSql } from "@/db/client";
import { incidents } from "@/db/schema";
import { anIncident, aUser, type TestUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { takeRole } from "@/lib/handover/server/take-role";
import { PHASES } from "@/lib/incidents/model";
import { changeIncident } from "@/lib/incidents/server/change-incident";
import { changePhase, gates } from "@/lib/incidents/server/change-phase";
import { declareIncident } from "@/lib/incidents/server/declare-incident";
import { nameTime } from "@/lib/incidents/server/name-time";
import { AssessSeverityInput } from "@/lib/severity/inputs";
import { assessSeverity } from "@/lib/severity/server/assess-severity";
import { addEntry } from "@/lib/timeline/server/add-entry";
import { correctEntry } from "@/lib/timeline/server/correct-entry";
import { pinEntry } from "@/lib/timeline/server/pin-entry";
import { recordEvent } from "./record-event";
import { verifyRecord } from "./verify-record";

testDatabase();

test("fifty writers at once leave one chain without a gap or a fork", async () => {
  const { incident, commander } = await anIncident();
  const before = (await verifyRecord(commander.ctx, incident.ref)).entries;
  await Promise.all(
    Array.from({ length: 50 }, (_, i) => addEntry(commander.ctx, incident.ref, { body: `entry ${i}` })),
  );
  expect(await verifyRecord(commander.ctx, incident.ref)).toMatchObject({
    sound: true,
    entries: before + 50,
    firstBad: null,
  });
});

test("twenty who declare at once get twenty numbers, one after the other", async () => {
  const commander = await aUser("commander");
  const declared = await Promise.all(
    Array.from({ length: 20 }, (_, i) => declareIncident(commander.ctx, { title: `Incident ${i}` })),
  );
  const numbers = declared.map((incident) => Number(incident.id)).sort((a, b) => a - b);
  expect(numbers).toEqual(Array.from({ length: 20 }, (_, i) => (numbers[0] ?? 0) + i));
});

test("a change that fails leaves nothing in the record", async () => {
  const { incident, commander } = await anIncident();
  const before = await verifyRecord(commander.ctx, incident.ref);
  const failing = db().transaction(async (tx) => {
    await recordEvent(tx, commander.ctx, { incidentId: Number(incident.id), kind: "note", data: { body: "never" } });
    throw new Error("after the event");
  });
  await expect(failing).rejects.toThrow("after the event");
  expect(await verifyRecord(commander.ctx, incident.ref)).toMatchObject({ entries: before.entries, head: before.head });
});

test("the app's role can neither change, remove nor empty the record", async () => {
  await anIncident();
  const attempts = [
    "update incident_events set data = '{}'",
    "delete from incident_events",
    "truncate incident_events",
    "alter table incident_events disable trigger all",
    "drop table incident_events",
  ];
  for (const attempt of attempts) {
    await expect(rawSql().unsafe(attempt)).rejects.toMatchObject({ code: "42501" });
  }
});

test("the owner too is refused by a trigger, also where replication would skip it", async () => {
  await anIncident();
  for (const attempt of [
    "update incident_events set kind = 'note'",
    "delete from incident_events",
    "truncate incident_events",
  ]) {
    await expect(ownerSql().unsafe(attempt)).rejects.toThrow(/append-only/);
    const replica = ownerSql().begin(async (tx) => {
      await tx.unsafe("set local session_replication_role = replica");
      await tx.unsafe(attempt);
    });
    await expect(replica).rejects.toThrow(/append-only/);
  }
});

const forgeries: [what: string, seq: (n: number) => number, statement: string][] = [
  [
    "a changed text",
    () => 3,
    "update incident_events set payload = replace(payload, 'v', 'w') where seq = 3 and incident_id = $1",
  ],
  ["a changed column", () => 4, "update incident_events set author_name = 'Nobody' where seq = 4 and incident_id = $1"],
  [
    "a time moved by a microsecond",
    () => 4,
    "update incident_events set occurred_at = occurred_at + interval '1 microsecond' where seq = 4 and incident_id = $1",
  ],
  [
    "changed data",
    () => 1,
    `update incident_events set data = data || '{"title": "x"}' where seq = 1 and incident_id = $1`,
  ],
  ["a removed entry", () => 3, "delete from incident_events where seq = 2 and incident_id = $1"],
  [
    "a cut tail",
    (n) => n,
    "delete from incident_events where incident_id = $1 and seq = (select max(seq) from incident_events where incident_id = $1)",
  ],
];

test.each(forgeries)("a superuser's hand in the record is found and named: %s", async (_, seq, statement) => {
  const { incident, commander } = await anIncident();
  await addEntry(commander.ctx, incident.ref, { body: "one" });
  const { entries } = await verifyRecord(commander.ctx, incident.ref);
  await ownerSql().begin(async (tx) => {
    await tx.unsafe("alter table incident_events disable trigger user");
    await tx.unsafe(statement, [Number(incident.id)]);
    await tx.unsafe("alter table incident_events enable always trigger incident_events_append_only");
    await tx.unsafe("alter table incident_events enable always trigger incident_events_no_truncate");
  });
  expect(await verifyRecord(commander.ctx, incident.ref)).toMatchObject({
    sound: false,
    firstBad: { seq: seq(entries) },
  });
});

test("a phase that no event says is found", async () => {
  const { incident, commander } = await anIncident();
  await ownerSql()`update incidents set phase = 'closed' where id = ${Number(incident.id)}`;
  expect(await verifyRecord(commander.ctx, incident.ref)).toMatchObject({
    sound: false,
    firstBad: { seq: 0, reason: "The incident's phase is not what its record says." },
  });
});

test("phases go by events only: refused at a gate, passed with a reason that the record keeps, reopened with one", async () => {
  const { incident, commander } = await anIncident(undefined, { severity: "SEV1" });
  const { ref } = incident;
  await expect(changePhase(commander.ctx, ref, { to: "closed" })).rejects.toMatchObject({
    code: "conflict",
    details: {
      extra: {
        gates: [
          { gate: "windows_closed", standing: "unknown" },
          { gate: "severity_assessed", standing: "unknown" },
          { gate: "postmortem_approved", met: false },
          { gate: "obligations_decided", met: false },
        ],
      },
    },
  });
  await changePhase(commander.ctx, ref, { to: "contained", at: "2026-03-11T15:52:00.000000Z", precision: "minute" });
  const [times] =
    await rawSql()`select count(*) filter (where name = 'contained') as named, count(*) filter (where name = 'resolved') as guessed from named_times where incident_id = ${Number(incident.id)}`;
  expect(times).toEqual({ named: 1, guessed: 0 });
  await changePhase(commander.ctx, ref, { to: "closed", reason: "Written up elsewhere" });
  await expect(changePhase(commander.ctx, ref, { to: "active" })).rejects.toMatchObject({ code: "invalid" });
  await changePhase(commander.ctx, ref, { to: "active", reason: "Seen again" });
  const events =
    await rawSql()`select data from incident_events where incident_id = ${Number(incident.id)} and kind = 'phase_changed' order by seq`;
  expect(events.map((event) => event.data)).toEqual([
    { from: "active", to: "contained", reason: null, passed: [] },
    {
      from: "contained",
      to: "closed",
      reason: "Written up elsewhere",
      passed: ["windows_closed", "severity_assessed", "postmortem_approved", "obligations_decided"],
    },
    { from: "closed", to: "active", reason: "Seen again", passed: [] },
  ]);
  const responder = await aUser("responder");
  await expect(changePhase(responder.ctx, ref, { to: "contained" })).rejects.toMatchObject({ code: "forbidden" });
});

test("whatever people do, the incident's cached columns are what its record makes of them", async () => {
  const random = seeded(20_260_311);
  for (let run = 0; run < 5; run++) {
    const { incident, commander } = await anIncident(undefined, { title: `Run ${run}` });
    for (let step = 0; step < 25; step++) await anyVerb(commander, incident.ref, random);
    const found = await verifyRecord(commander.ctx, incident.ref);
    expect(found).toMatchObject({ sound: true, firstBad: null });
    expect(found.entries).toBeGreaterThan(20);
  }
  const phases = new Set((await db().select({ phase: incidents.phase }).from(incidents)).map((row) => row.phase));
  expect(phases.size).toBeGreaterThan(1);
});

async function anyVerb({ ctx }: TestUser, ref: string, random: (n: number) => number): Promise<void> {
  const verbs: (() => Promise<unknown>)[] = [
    () => changeIncident(ctx, ref, { title: `Title ${random(1e6)}` }),
    () => changeIncident(ctx, ref, { summary: "s".repeat(random(50)) }),
    () => changeIncident(ctx, ref, { kind: random(2) ? "data_exposure" : "availability" }),
    () => changeIncident(ctx, ref, { visibility: random(2) ? "open" : "restricted" }),
    () => addEntry(ctx, ref, { body: "x", ...(random(2) ? { occurredAt: null } : {}) }),
    async () => {
      const entry = await addEntry(ctx, ref, { body: "y", kind: "finding" });
      await correctEntry(ctx, ref, entry.id, { body: `z${random(9)}`, reason: "r" });
      await pinEntry(ctx, ref, entry.id, true);
    },
    () => nameTime(ctx, ref, { name: "detected", at: "2026-03-11T14:05:00.000001Z", precision: "minute" }),
    () => takeRole(ctx, ref, { role: "scribe" }),
    () => assessSeverity(ctx, ref, AssessSeverityInput.parse({ factors: { D: random(5), V: random(5) }, facts: {} })),
    async () => {
      const { transitions } = await gates(ctx, ref);
      const to = transitions[random(transitions.length)]?.to ?? PHASES[1];
      await changePhase(ctx, ref, { to, reason: "random" });
    },
  ];
  await verbs[random(verbs.length)]?.();
}

/** The same numbers each time, so that a failure can be seen again. */
function seeded(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}
