import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { incidentEvents, incidents, reports } from "@/db/schema";
import { aUser, type TestUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { RegisterAiSystemInput } from "@/lib/agents/inputs";
import { registerAiSystem } from "@/lib/agents/server/register-ai-system";
import { changeIncident } from "@/lib/incidents/server/change-incident";
import { changePhase } from "@/lib/incidents/server/change-phase";
import { getRoom } from "@/lib/incidents/server/get-room";
import { verifyRecord } from "@/lib/record/server/verify-record";
import { AcceptReportInput, ReportInput } from "../inputs";
import { acceptReport, declineReport } from "./decide-report";
import { listReports } from "./list-reports";
import { listTriage } from "./list-triage";
import { report } from "./report";

testDatabase();

const NO_INPUT = AcceptReportInput.parse({});

async function aReport(by?: TestUser, input: Record<string, unknown> = {}) {
  const reporter = by ?? (await aUser("viewer"));
  const made = await report(reporter.ctx, ReportInput.parse({ what: "The assistant quotes salaries", ...input }));
  return { reporter, ref: made.ref, id: Number(made.ref.slice(4)) };
}

async function ownReport(reporter: TestUser, ref: string) {
  return (await listReports(reporter.ctx, { limit: 50 })).data.find((one) => one.ref === ref);
}

async function kinds(id: number) {
  const rows = await db().select().from(incidentEvents).where(eq(incidentEvents.incidentId, id));
  return rows.sort((a, b) => a.seq - b.seq).map(({ kind }) => kind);
}

describe("a report", () => {
  test("of somebody who may only read waits in triage, and commanders find it, the longest waiting first", async () => {
    const first = await aReport();
    const second = await aReport();
    const commander = await aUser("commander");
    const refs = (await listTriage(commander.ctx, { limit: 200 })).data.map(({ ref }) => ref);
    expect(refs.indexOf(first.ref)).toBeGreaterThanOrEqual(0);
    expect(refs.indexOf(second.ref)).toBeGreaterThan(refs.indexOf(first.ref));
    expect((await getRoom(commander.ctx, first.ref)).incident.phase).toBe("triage");
    expect(await verifyRecord(commander.ctx, first.ref)).toMatchObject({ sound: true });
  });

  test("that is confidential is there for whoever reported it and for those who may command, and for nobody else", async () => {
    const commander = await aUser("commander");
    const responder = await aUser("responder");
    const { reporter, ref } = await aReport(undefined, { visibility: "restricted" });
    for (const person of [reporter, commander]) {
      expect((await getRoom(person.ctx, ref)).incident.ref).toBe(ref);
    }
    await expect(getRoom(responder.ctx, ref)).rejects.toMatchObject({ code: "not_found" });
    const shown = (await listTriage(responder.ctx, { limit: 200 })).data.map((row) => row.ref);
    expect(shown).not.toContain(ref);
  });

  test("with a time that has not come yet, an address that runs something or an unknown AI system is refused at its field", async () => {
    const reporter = await aUser("viewer");
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    expect(ReportInput.safeParse({ what: "x", link: "javascript:alert(1)" }).error?.issues[0]?.path).toEqual(["link"]);
    await expect(report(reporter.ctx, ReportInput.parse({ what: "x", happenedAt: tomorrow }))).rejects.toMatchObject({
      details: { fields: [{ pointer: "/happenedAt" }] },
    });
    const aiSystem = "00000000-0000-4000-8000-000000000000";
    await expect(report(reporter.ctx, ReportInput.parse({ what: "x", aiSystem }))).rejects.toMatchObject({
      details: { fields: [{ pointer: "/aiSystem" }] },
    });
  });

  test("is refused after thirty in an hour", async () => {
    const reporter = await aUser("viewer");
    for (let i = 0; i < 30; i += 1) await aReport(reporter);
    await expect(aReport(reporter)).rejects.toMatchObject({ code: "too_many" });
  });

  test("of one person is not among those of another", async () => {
    const { ref } = await aReport();
    const other = await aUser("viewer");
    expect(await ownReport(other, ref)).toBeUndefined();
  });
});

describe("accepting", () => {
  test("declares the incident: severity, commander, named times as reported, the AI system, all in the record", async () => {
    const commander = await aUser("commander");
    const system = await registerAiSystem(commander.ctx, RegisterAiSystemInput.parse({ name: "Salary bot" }));
    const happenedAt = "2026-03-01T10:00:00.000000Z";
    const { reporter, ref, id } = await aReport(undefined, {
      ...{ happenedAt, happenedPrecision: "hour", aiSystem: system.id },
    });
    const accepted = await acceptReport(commander.ctx, ref, AcceptReportInput.parse({ severity: "SEV2" }));
    expect(accepted).toMatchObject({ phase: "active", severity: "SEV2", peakSeverity: "SEV2" });
    const room = await getRoom(commander.ctx, ref);
    expect(room.roles).toMatchObject([{ role: "commander", userId: commander.id }]);
    expect(room.times.map(({ name, precision }) => [name, precision])).toEqual([
      ["started", "hour"],
      ["detected", "exact"],
      ["declared", "exact"],
    ]);
    expect(room.incident.declaredAt >= (room.times[1]?.at ?? "never")).toBe(true);
    expect(await kinds(id)).toEqual(
      expect.arrayContaining(["reported", "triage_accepted", "role_taken", "ai_system_linked"]),
    );
    expect(await ownReport(reporter, ref)).toMatchObject({
      outcome: "accepted",
      decidedBy: commander.name,
      phase: "active",
    });
    expect(await verifyRecord(commander.ctx, ref)).toMatchObject({ sound: true });
  });

  test("and restricting it hides it from its reporter, who still reads what became of the report and nothing else", async () => {
    const commander = await aUser("commander");
    const outsider = await aUser("commander");
    const { reporter, ref, id } = await aReport();
    await db().execute(`delete from incident_members where incident_id = ${id}`);
    await acceptReport(
      commander.ctx,
      ref,
      AcceptReportInput.parse({ visibility: "restricted", title: "Hidden words" }),
    );
    await expect(getRoom(reporter.ctx, ref)).rejects.toMatchObject({ code: "not_found" });
    await expect(getRoom(outsider.ctx, ref)).rejects.toMatchObject({ code: "not_found" });
    const own = await ownReport(reporter, ref);
    expect(own).toMatchObject({ outcome: "accepted", phase: null, what: "The assistant quotes salaries" });
    expect(JSON.stringify(own)).not.toContain("Hidden words");
  });

  test("gives command only to somebody who may hold it, and otherwise changes nothing", async () => {
    const commander = await aUser("commander");
    const viewer = await aUser("viewer");
    const { ref, id } = await aReport();
    await expect(acceptReport(commander.ctx, ref, { ...NO_INPUT, commander: viewer.id })).rejects.toMatchObject({
      details: { fields: [{ pointer: "/commander" }] },
    });
    expect((await db().select().from(incidents).where(eq(incidents.id, id)))[0]?.phase).toBe("triage");
  });

  test("twice at the same moment makes one incident with one commander", async () => {
    const [one, two] = [await aUser("commander"), await aUser("commander")];
    const { ref, id } = await aReport();
    const results = await Promise.allSettled([one, two].map(({ ctx }) => acceptReport(ctx, ref, NO_INPUT)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await kinds(id)).filter((kind) => kind === "triage_accepted")).toHaveLength(1);
  });

  test("is for those who may command: a responder is refused", async () => {
    const responder = await aUser("responder");
    const { ref } = await aReport();
    await expect(acceptReport(responder.ctx, ref, NO_INPUT)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("declining", () => {
  test("keeps the reason, which the reporter reads, and leaves the queue", async () => {
    const commander = await aUser("commander");
    const { reporter, ref, id } = await aReport();
    const text = "That was our own test of Tuesday.";
    await declineReport(commander.ctx, ref, { reason: "test_or_drill", text });
    expect(await ownReport(reporter, ref)).toMatchObject({
      ...{ outcome: "declined", declineReason: "test_or_drill", outcomeText: text, phase: "declined" },
    });
    expect((await listTriage(commander.ctx, { limit: 200 })).data.map((row) => row.ref)).not.toContain(ref);
    expect(await kinds(id)).toContain("triage_declined");
    expect(await verifyRecord(commander.ctx, ref)).toMatchObject({ sound: true });
    await expect(acceptReport(commander.ctx, ref, NO_INPUT)).rejects.toMatchObject({ code: "conflict" });
  });

  test("can be taken back with a reason, and the report is then accepted", async () => {
    const commander = await aUser("commander");
    const { reporter, ref } = await aReport();
    await declineReport(commander.ctx, ref, { reason: "other", text: "Nothing to see." });
    await changePhase(commander.ctx, ref, { to: "active", reason: "There was something to see." });
    expect(await ownReport(reporter, ref)).toMatchObject({ outcome: "accepted", phase: "active" });
  });

  test("the questions of triage can't be passed by changing the phase", async () => {
    const commander = await aUser("commander");
    const { ref, id } = await aReport();
    for (const to of ["active", "declined", "contained", "closed"] as const) {
      await expect(changePhase(commander.ctx, ref, { to, reason: "quick" })).rejects.toMatchObject({
        code: "conflict",
      });
    }
    expect((await db().select().from(reports).where(eq(reports.incidentId, id)))[0]?.outcome).toBe("waiting");
    await changeIncident(commander.ctx, ref, { summary: "Known more" });
  });
});
