import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { incidentEvents, incidents } from "@/db/schema";
import { anIncident, aUser, type TestUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { changePhase } from "@/lib/incidents/server/change-phase";
import { getRoom } from "@/lib/incidents/server/get-room";
import { verifyRecord } from "@/lib/record/server/verify-record";
import { AddEntryInput } from "@/lib/timeline/inputs";
import { addEntry } from "@/lib/timeline/server/add-entry";
import { ReportInput } from "../inputs";
import { listLinks } from "./list-links";
import { listReports } from "./list-reports";
import { mergeIncident, unmergeIncident } from "./merge-incidents";
import { relateIncident, unrelateIncident } from "./relate-incidents";
import { report } from "./report";

testDatabase();

const BECAUSE = "The same agent, the same hour";
const merge = (by: TestUser, from: string, into: string) => mergeIncident(by.ctx, from, { into, reason: BECAUSE });

async function two(
  input: { first?: Parameters<typeof anIncident>[1]; second?: Parameters<typeof anIncident>[1] } = {},
) {
  const commander = await aUser("commander");
  const { incident: first } = await anIncident(commander, { title: "first-canary", ...input.first });
  const { incident: second } = await anIncident(commander, { title: "second-canary", ...input.second });
  return { commander, first: first.ref, second: second.ref };
}

async function entries(ref: string) {
  const rows = await db()
    .select()
    .from(incidentEvents)
    .where(eq(incidentEvents.incidentId, Number(ref.slice(4))));
  return rows.sort((a, b) => a.seq - b.seq);
}

describe("merging", () => {
  test("keeps the merged record whole, says it in both, and leads from the one to the other", async () => {
    const { commander, first, second } = await two();
    await addEntry(commander.ctx, first, AddEntryInput.parse({ occurredAt: "2026-03-01T10:00:00Z", body: "kept" }));
    const before = await entries(first);
    const links = await merge(commander, first, second);
    expect(links).toMatchObject({ leadsTo: second, mergedInto: { ref: second, reason: BECAUSE } });
    expect((await entries(first)).slice(0, before.length)).toEqual(before);
    expect((await entries(first)).at(-1)).toMatchObject({ kind: "incident_merged", data: { into: second } });
    expect((await entries(second)).at(-1)).toMatchObject({ kind: "merge_taken_in", data: { from: first } });
    expect((await listLinks(commander.ctx, second)).merged).toMatchObject([{ ref: first, phase: "merged" }]);
    for (const ref of [first, second]) expect(await verifyRecord(commander.ctx, ref)).toMatchObject({ sound: true });
  });

  test("taken back puts the incident where it stood, and what was reported is as before", async () => {
    const { commander, second } = await two();
    const reporter = await aUser("viewer");
    const { ref } = await report(reporter.ctx, ReportInput.parse({ what: "Seen it too" }));
    await merge(commander, ref, second);
    const own = async () => (await listReports(reporter.ctx, { limit: 5 })).data[0];
    expect(await own()).toMatchObject({ outcome: "merged", mergedInto: second });
    await unmergeIncident(commander.ctx, ref, { reason: "Another matter" });
    expect((await getRoom(commander.ctx, ref)).incident.phase).toBe("triage");
    expect(await own()).toMatchObject({ outcome: "waiting", mergedInto: null, decidedBy: null });
    expect(await listLinks(commander.ctx, second)).toMatchObject({ merged: [] });
    expect((await entries(second)).at(-1)?.kind).toBe("merge_taken_out");
    expect(await verifyRecord(commander.ctx, ref)).toMatchObject({ sound: true });
  });

  test("of three leads from the first to the last, and none is lost", async () => {
    const { commander, first, second } = await two();
    const { incident: third } = await anIncident(commander);
    await merge(commander, first, second);
    await merge(commander, second, third.ref);
    expect(await listLinks(commander.ctx, first)).toMatchObject({ leadsTo: third.ref, mergedInto: { ref: second } });
    await expect(merge(commander, third.ref, first)).rejects.toMatchObject({ code: "conflict" });
    await expect(merge(commander, first, third.ref)).rejects.toMatchObject({ code: "conflict" });
  });

  test("crosswise at the same moment makes one merge and no knot", async () => {
    const { commander, first, second } = await two();
    const results = await Promise.allSettled([merge(commander, first, second), merge(commander, second, first)]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("is refused into itself, into what was merged, and between a drill and what is real", async () => {
    const { commander, first, second } = await two({ second: { mode: "drill" } });
    await expect(merge(commander, first, first)).rejects.toMatchObject({ details: { fields: [{ pointer: "/into" }] } });
    await expect(merge(commander, first, second)).rejects.toMatchObject({ code: "conflict" });
    await expect(merge(commander, second, first)).rejects.toMatchObject({ code: "conflict" });
  });

  test("takes the right to command both: what one may not see is not there", async () => {
    const { commander, first, second } = await two({ second: { visibility: "restricted" } });
    const outsider = await aUser("commander");
    const absent = await merge(outsider, first, "INC-999999").catch((error: Error) => error.message);
    expect(await merge(outsider, first, second).catch((error: Error) => error.message)).toBe(absent);
    const responder = await aUser("responder");
    await expect(merge(responder, first, first)).rejects.toMatchObject({ code: "forbidden" });
    await merge(commander, first, second);
    await expect(unmergeIncident(outsider.ctx, first, { reason: "no" })).rejects.toMatchObject({ code: "forbidden" });
  });

  test("lets no word of a restricted incident out, whichever way it is merged or related", async () => {
    const outsider = await aUser("commander");
    for (const restricted of ["first", "second"] as const) {
      const made = await two({ [restricted]: { visibility: "restricted" } });
      const { commander, first, second } = made;
      const open = restricted === "first" ? second : first;
      const hidden = made[restricted];
      await relateIncident(commander.ctx, first, { to: second, reason: "secret-reason" });
      await mergeIncident(commander.ctx, first, { into: second, reason: "secret-reason" });
      const record = JSON.stringify((await entries(open)).map(({ data, payload }) => [data, payload]));
      for (const text of [record, JSON.stringify(await listLinks(outsider.ctx, open))]) {
        expect(text).not.toContain("secret-reason");
        expect(text).not.toContain(`${restricted}-canary`);
        expect(text).not.toContain(`"${hidden}"`);
      }
      expect((await listLinks(outsider.ctx, open)).mergedElsewhere).toBe(restricted === "second");
    }
  });

  test("is undone by taking it out, not by changing the phase", async () => {
    const { commander, first, second } = await two();
    await merge(commander, first, second);
    await expect(changePhase(commander.ctx, first, { to: "active", reason: "x" })).rejects.toMatchObject({
      code: "conflict",
    });
    const [row] = await db()
      .select()
      .from(incidents)
      .where(eq(incidents.id, Number(first.slice(4))));
    expect(row?.phase).toBe("merged");
  });
});

describe("relating", () => {
  test("shows each with the other, once however often it is said, until it is taken back", async () => {
    const { commander, first, second } = await two();
    await relateIncident(commander.ctx, first, { to: second, reason: "Same agent" });
    await relateIncident(commander.ctx, second, { to: first });
    expect((await listLinks(commander.ctx, first)).related).toMatchObject([{ ref: second, reason: "Same agent" }]);
    expect((await listLinks(commander.ctx, second)).related).toMatchObject([{ ref: first }]);
    expect((await entries(second)).filter(({ kind }) => kind === "incident_related")).toHaveLength(1);
    await unrelateIncident(commander.ctx, second, first);
    expect((await listLinks(commander.ctx, first)).related).toEqual([]);
    await expect(unrelateIncident(commander.ctx, second, first)).rejects.toMatchObject({ code: "not_found" });
  });
});
