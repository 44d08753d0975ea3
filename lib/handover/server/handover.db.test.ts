import { and, eq, isNull } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { db, ownerSql, rawSql } from "@/db/client";
import { handoverBriefs, incidentEvents, incidentRoles } from "@/db/schema";
import { anIncident, aToken, aUser, type TestUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { api } from "@/lib/api/server/app";
import { addMember } from "@/lib/incidents/server/manage-members";
import type { IncidentView } from "@/lib/incidents/views";
import { sentenceOf } from "@/lib/record/sentences";
import { verifyRecord } from "@/lib/record/server/verify-record";
import { addTask } from "@/lib/tasks/server/add-task";
import type { HandoverView } from "../views";
import { acceptHandover, acknowledgeHandover, declineHandover, renewBrief, withdrawHandover } from "./answer-handover";
import { beginHandover } from "./begin-handover";
import { getHandover, listHandovers, listRoles } from "./list-handovers";
import { releaseRole, takeRole } from "./take-role";

testDatabase();

let incident: IncidentView;
let holder: TestUser;
let taker: TestUser;

beforeEach(async () => {
  ({ incident, commander: holder } = await anIncident(undefined, { severity: "SEV1" }));
  taker = await aUser("commander", { name: "Taker" });
});

const commander = "commander" as const;
const ref = () => incident.ref;

async function commanders(): Promise<string[]> {
  const rows = await db()
    .select({ id: incidentRoles.userId })
    .from(incidentRoles)
    .where(
      and(
        eq(incidentRoles.incidentId, Number(incident.id)),
        eq(incidentRoles.role, commander),
        isNull(incidentRoles.until),
      ),
    );
  return rows.map(({ id }) => id);
}

async function kinds(): Promise<string[]> {
  const rows = await db()
    .select({ kind: incidentEvents.kind })
    .from(incidentEvents)
    .where(eq(incidentEvents.incidentId, Number(incident.id)))
    .orderBy(incidentEvents.seq);
  return rows.map(({ kind }) => kind);
}

function offer(note = ""): Promise<HandoverView> {
  return beginHandover(holder.ctx, ref(), { kind: "offer", role: commander, toId: taker.id, note });
}

const takeOver = (who: TestUser) =>
  beginHandover(who.ctx, ref(), { kind: "take_over", role: commander, reason: "Cannot be reached." });

describe("command passes", () => {
  test("when the taker has acknowledged the brief that came with the offer, and not before", async () => {
    await addTask(holder.ctx, ref(), {
      title: "Revert the grant",
      detail: "",
      kind: "containment",
      safeguard: null,
      ownerId: null,
    });
    const offered = await offer("My shift ends.");
    expect(await commanders()).toEqual([holder.id]);
    expect(JSON.stringify(offered.briefs[0]?.brief)).toContain("T-1 “Revert the grant”: nobody owns it");
    const done = await acknowledgeHandover(taker.ctx, ref(), offered.id, { brief: 1, notes: "Who calls legal?" });
    expect(done).toMatchObject({
      state: "acknowledged",
      acknowledgedBrief: 1,
      takerNotes: "Who calls legal?",
      open: false,
    });
    expect(await commanders()).toEqual([taker.id]);
    expect((await kinds()).slice(-4)).toEqual([
      "handover_begun",
      "handover_briefed",
      "handover_acknowledged",
      "role_taken",
    ]);
    const { data } = await listRoles(taker.ctx, ref());
    expect(data.map(({ person, until, how }) => [person.id, until === null, how])).toEqual([
      [taker.id, true, "handed_over"],
      [holder.id, false, "taken"],
    ]);
  });

  test("by a request only after the holder accepted it, with a brief of that moment", async () => {
    const asked = await beginHandover(taker.ctx, ref(), { kind: "request", role: commander, note: "I can take it." });
    expect(asked).toMatchObject({ state: "asked", briefs: [] });
    await expect(acknowledgeHandover(taker.ctx, ref(), asked.id, { brief: 1, notes: "" })).rejects.toThrow(/taker/);
    await expect(acceptHandover(taker.ctx, ref(), asked.id)).rejects.toThrow(/who holds the role/);
    expect((await acceptHandover(holder.ctx, ref(), asked.id)).briefs).toHaveLength(1);
    expect(await commanders()).toEqual([holder.id]);
    await acknowledgeHandover(taker.ctx, ref(), asked.id, { brief: 1, notes: "" });
    expect(await commanders()).toEqual([taker.id]);
  });

  test("at once by a take-over with its reason, whose brief is acknowledged afterwards", async () => {
    const taken = await takeOver(taker);
    expect(taken).toMatchObject({ state: "waiting", open: true, from: { id: holder.id } });
    expect(await commanders()).toEqual([taker.id]);
    expect((await listRoles(holder.ctx, ref())).data[0]).toMatchObject({
      how: "taken_over",
      reason: "Cannot be reached.",
    });
    const done = await acknowledgeHandover(taker.ctx, ref(), taken.id, { brief: 1, notes: "" });
    expect(done.state).toBe("acknowledged");
    expect(done.passedAt).toBe(taken.passedAt);
  });

  test("never by giving it directly, and never to nobody", async () => {
    await expect(takeRole(taker.ctx, ref(), { role: commander })).rejects.toThrow(/passes by a handover/);
    await expect(takeRole(holder.ctx, ref(), { role: commander, userId: taker.id })).rejects.toThrow(/handover/);
    await expect(releaseRole(holder.ctx, ref(), commander, {})).rejects.toThrow(/always one commander/);
    expect(await commanders()).toEqual([holder.id]);
  });
});

describe("there is one commander, always", () => {
  test("of six who take command over at the same moment each takes it from one other, and one has it", async () => {
    const crowd = await Promise.all(Array.from({ length: 6 }, () => aUser("commander")));
    await Promise.all(crowd.map((who) => takeOver(who)));
    const [last, ...more] = await commanders();
    expect(more).toEqual([]);
    const { data } = await listRoles(holder.ctx, ref());
    expect(data).toHaveLength(7);
    const { data: all } = await listHandovers(holder.ctx, ref());
    expect(new Set(all.map(({ from }) => from?.id)).size).toBe(6);
    expect(crowd.map(({ id }) => id)).toContain(last);
    expect((await verifyRecord(holder.ctx, ref())).sound).toBe(true);
  });

  test("also where a take-over meets an acknowledgement: the offer is overtaken or was first, and nobody holds it twice", async () => {
    const offered = await offer();
    const third = await aUser("commander");
    const results = await Promise.allSettled([
      acknowledgeHandover(taker.ctx, ref(), offered.id, { brief: 1, notes: "" }),
      takeOver(third),
    ]);
    expect(results[1]?.status).toBe("fulfilled");
    expect(await commanders()).toEqual([third.id]);
    const after = await getHandover(holder.ctx, ref(), offered.id);
    expect(after.state).toBe(results[0]?.status === "fulfilled" ? "acknowledged" : "overtaken");
  });

  test("the database itself refuses a second holder, and a commander who leaves without another", async () => {
    const id = Number(incident.id);
    const sql = rawSql();
    await expect(
      sql`insert into incident_roles (incident_id, role, user_id, since) values (${id}, 'commander', ${taker.id}, now())`,
    ).rejects.toThrow(/incident_roles_holder_key/);
    await expect(sql`update incident_roles set until = now() where incident_id = ${id}`).rejects.toThrow(
      /without a commander/,
    );
    await expect(sql`delete from incident_roles where incident_id = ${id}`).rejects.toThrow(/without a commander/);
    expect(await commanders()).toEqual([holder.id]);
  });
});

describe("the brief", () => {
  test("is kept word for word: nobody can change it, and the record carries it", async () => {
    const offered = await offer();
    const owner = ownerSql();
    await expect(owner`update handover_briefs set record_seq = 0`).rejects.toThrow(/append-only/);
    await expect(owner`delete from handover_briefs`).rejects.toThrow(/append-only/);
    const [event] = await db()
      .select()
      .from(incidentEvents)
      .where(and(eq(incidentEvents.incidentId, Number(incident.id)), eq(incidentEvents.kind, "handover_briefed")));
    expect(event?.data.brief).toEqual(offered.briefs[0]?.brief.sections);
    expect(sentenceOf({ kind: "handover_briefed", data: event?.data ?? {} })).toBe(
      "Brief 1 made for Taker as commander.",
    );
  });

  test("says how much was recorded since, can be made again, and only the newest can be acknowledged", async () => {
    const offered = await offer();
    expect((await getHandover(taker.ctx, ref(), offered.id)).briefs[0]?.recordedSince).toBe(0);
    await addTask(holder.ctx, ref(), {
      title: "New since",
      detail: "",
      kind: "containment",
      safeguard: null,
      ownerId: null,
    });
    expect((await getHandover(taker.ctx, ref(), offered.id)).briefs[0]?.recordedSince).toBe(1);
    const again = await renewBrief(taker.ctx, ref(), offered.id);
    expect(again.briefs.map(({ version }) => version)).toEqual([2, 1]);
    expect(JSON.stringify(again.briefs[0])).toContain("New since");
    expect(JSON.stringify(again.briefs[1])).not.toContain("New since");
    await expect(acknowledgeHandover(taker.ctx, ref(), offered.id, { brief: 1, notes: "" })).rejects.toThrow(
      /version 2/,
    );
    expect(await commanders()).toEqual([holder.id]);
    await acknowledgeHandover(taker.ctx, ref(), offered.id, { brief: 2, notes: "" });
    expect(await db().select().from(handoverBriefs).where(eq(handoverBriefs.handoverId, offered.id))).toHaveLength(2);
  });
});

describe("saying no", () => {
  test("the taker declines an offer and the holder a request, each with a reason, and the role stays", async () => {
    const offered = await offer();
    await expect(declineHandover(holder.ctx, ref(), offered.id, { reason: "x" })).rejects.toThrow(/who was asked/);
    const declined = await declineHandover(taker.ctx, ref(), offered.id, { reason: "I am on another incident." });
    expect(declined).toMatchObject({ state: "declined", endReason: "I am on another incident.", open: false });
    const asked = await beginHandover(taker.ctx, ref(), { kind: "request", role: commander, note: "" });
    expect((await declineHandover(holder.ctx, ref(), asked.id, { reason: "In ten minutes." })).state).toBe("declined");
    await expect(acceptHandover(holder.ctx, ref(), asked.id)).rejects.toThrow(/nothing left to answer/);
    expect(await commanders()).toEqual([holder.id]);
  });

  test("what is under way is one at a time, and is withdrawn by who began it", async () => {
    const offered = await offer();
    await expect(
      beginHandover((await aUser("commander")).ctx, ref(), { kind: "request", role: commander, note: "" }),
    ).rejects.toThrow(/Taker has been offered it already/);
    await expect(withdrawHandover((await aUser("responder")).ctx, ref(), offered.id, {})).rejects.toThrow(/withdraw/);
    await expect(withdrawHandover(taker.ctx, ref(), offered.id, {})).rejects.toThrow(/withdraw/);
    expect((await withdrawHandover(holder.ctx, ref(), offered.id, {})).state).toBe("withdrawn");
    await expect(acknowledgeHandover(taker.ctx, ref(), offered.id, { brief: 1, notes: "" })).rejects.toThrow(
      /withdrawn/,
    );
  });
});

describe("who may hold a role", () => {
  test("only commanders and admins command; a reader can be legal adviser and answer for themselves", async () => {
    const responder = await aUser("responder");
    await expect(takeOver(responder)).rejects.toThrow(/can't be commander/);
    await expect(
      beginHandover(holder.ctx, ref(), { kind: "offer", role: commander, toId: responder.id, note: "" }),
    ).rejects.toThrow(/only commanders and admins/);
    const lawyer = await aUser("viewer");
    await takeRole(holder.ctx, ref(), { role: "legal", userId: holder.id });
    const offered = await beginHandover(holder.ctx, ref(), { kind: "offer", role: "legal", toId: lawyer.id, note: "" });
    const token = await aToken(lawyer, ["read"]);
    const path = `http://localhost/api/v1/incidents/${ref()}/handovers/${offered.id}/acknowledge`;
    const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
    const byToken = await api.request(path, { method: "POST", headers, body: JSON.stringify({ brief: 1 }) });
    expect(byToken.status).toBe(403);
    expect((await acknowledgeHandover(lawyer.ctx, ref(), offered.id, { brief: 1, notes: "" })).state).toBe(
      "acknowledged",
    );
  });

  test("nobody gets into a restricted incident by a role, and a member can", async () => {
    const { incident: secret } = await anIncident(holder, { visibility: "restricted" });
    const toTaker = { kind: "offer", role: commander, toId: taker.id, note: "" } as const;
    await expect(beginHandover(holder.ctx, secret.ref, toTaker)).rejects.toThrow(/add the person as a member/);
    await expect(listRoles(taker.ctx, secret.ref)).rejects.toThrow(/no such incident/);
    await addMember(holder.ctx, secret.ref, { userId: taker.id });
    expect((await beginHandover(holder.ctx, secret.ref, toTaker)).state).toBe("waiting");
  });

  test("a scribe's role is taken from nobody without a reason, given on by its holder, and given back", async () => {
    const [a, b] = [await aUser("responder", { name: "A" }), await aUser("responder", { name: "B" })];
    await takeRole(a.ctx, ref(), { role: "scribe" });
    await expect(takeRole(b.ctx, ref(), { role: "scribe" })).rejects.toThrow(/A is the scribe/);
    await takeRole(a.ctx, ref(), { role: "scribe", userId: b.id });
    await expect(releaseRole(a.ctx, ref(), "scribe", {})).rejects.toThrow(/B is the scribe/);
    await releaseRole(b.ctx, ref(), "scribe", { reason: "Done." });
    const { data } = await listRoles(a.ctx, ref());
    const scribes = data
      .filter(({ role }) => role === "scribe")
      .map(({ person, how, givenBy }) => [person.name, how, givenBy?.name]);
    expect(scribes).toEqual([
      ["B", "given", "A"],
      ["A", "taken", undefined],
    ]);
  });
});
