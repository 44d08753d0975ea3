import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { db } from "@/db/client";
import { incidents, outgoingMessages, users } from "@/db/schema";
import { anIncident, aUser, type TestUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { AskApprovalInput, RegisterAiSystemInput } from "@/lib/agents/inputs";
import { askApproval } from "@/lib/agents/server/ask-approval";
import { registerAiSystem } from "@/lib/agents/server/register-ai-system";
import { systemContext, userContext } from "@/lib/api/server/context";
import { BeginHandoverInput } from "@/lib/handover/inputs";
import { beginHandover } from "@/lib/handover/server/begin-handover";
import { NameTimeInput } from "@/lib/incidents/inputs";
import { addMember, removeMember } from "@/lib/incidents/server/manage-members";
import { nameTime } from "@/lib/incidents/server/name-time";
import { DecideObligationsInput } from "@/lib/obligations/inputs";
import { decideObligations } from "@/lib/obligations/server/decide-obligations";
import { AddTaskInput } from "@/lib/tasks/inputs";
import { addTask } from "@/lib/tasks/server/add-task";
import { finishTask } from "@/lib/tasks/server/finish-task";
import { microsToInstant } from "@/lib/time/instant";
import { SendUpdateInput } from "@/lib/updates/inputs";
import { sendUpdate } from "@/lib/updates/server/send-update";
import { NOTICE_KINDS } from "../model";
import { countUnread, listNotices, markAllRead, markNotice, setNotice } from "./list-notices";
import { remindClocks, remindUpdates } from "./remind";

testDatabase();

beforeAll(() => {
  vi.stubEnv("SMTP_URL", "smtp://127.0.0.1:1");
  vi.stubEnv("SMTP_FROM", "firebreak@northwind.example");
});
afterAll(() => {
  vi.unstubAllEnvs();
});

const ALL = { limit: 50, unread: "false" as const };

async function told(user: TestUser): Promise<string[]> {
  return (await listNotices(user.ctx, ALL)).data.map(({ kind }) => kind);
}

function at(minutes: number) {
  return microsToInstant(Date.now() * 1000 + minutes * 60_000_000);
}

const UPDATE = SendUpdateInput.parse({ audience: "everyone", state: "Being contained", body: "We are on it." });

test("whoever is given a task, or has one to verify, is told once, and never of what they did themselves", async () => {
  const { incident, commander } = await anIncident();
  const owner = await aUser("responder");
  const input = AddTaskInput.parse({ title: "Rotate the key", kind: "containment", ownerId: owner.id });
  const task = await addTask(commander.ctx, incident.ref, input);
  expect(await told(owner)).toEqual(["task_given"]);
  expect(await told(commander)).toEqual([]);
  await finishTask(owner.ctx, incident.ref, task.id, { proof: "Done.", proofEvidence: [], version: task.version });
  expect(await told(commander)).toEqual(["task_to_verify"]);
});

test("what is told of a drill says so first", async () => {
  const { incident, commander } = await anIncident(undefined, { mode: "drill" });
  const owner = await aUser("responder");
  const input = AddTaskInput.parse({ title: "Rotate the key", kind: "containment", ownerId: owner.id });
  await addTask(commander.ctx, incident.ref, input);
  expect((await listNotices(owner.ctx, ALL)).data.map(({ text }) => text)).toEqual([
    expect.stringMatching(/^Drill: .* gave you T-1/),
  ]);
});

test("a role that is offered waits for whom it is offered to, one that is asked for waits for its holder", async () => {
  const { incident, commander } = await anIncident();
  const other = await aUser("commander");
  const offer = BeginHandoverInput.parse({ kind: "offer", role: "commander", toId: other.id });
  await beginHandover(commander.ctx, incident.ref, offer);
  expect([await told(other), await told(commander)]).toEqual([["handover_waits"], []]);
  const asked = (await anIncident(commander)).incident;
  await beginHandover(other.ctx, asked.ref, BeginHandoverInput.parse({ kind: "request", role: "commander" }));
  expect([await told(other), await told(commander)]).toEqual([["handover_waits"], ["handover_waits"]]);
});

test("a notice about an incident vanishes with the right to see it, and comes back with it", async () => {
  const { incident, commander } = await anIncident(undefined, { visibility: "restricted" });
  const member = await aUser("viewer");
  await addMember(commander.ctx, incident.ref, { userId: member.id });
  await sendUpdate(commander.ctx, incident.ref, UPDATE);
  const [notice] = (await listNotices(member.ctx, ALL)).data;
  expect([notice?.kind, (await countUnread(member.ctx)).unread]).toEqual(["update_sent", 1]);
  await removeMember(commander.ctx, incident.ref, member.id);
  expect([await told(member), (await countUnread(member.ctx)).unread]).toEqual([[], 0]);
  await expect(markNotice(member.ctx, notice?.id ?? "", { read: true })).rejects.toThrow("no such notice");
  await markAllRead(member.ctx);
  await addMember(commander.ctx, incident.ref, { userId: member.id });
  expect((await countUnread(member.ctx)).unread).toBe(1);
});

test("nobody reads or marks what is another's, and a token without the right to read gets nothing of incidents", async () => {
  const { incident, commander } = await anIncident();
  const [one, other] = [await aUser("viewer"), await aUser("viewer")];
  await sendUpdate(commander.ctx, incident.ref, UPDATE);
  const [notice] = (await listNotices(one.ctx, ALL)).data;
  await expect(markNotice(other.ctx, notice?.id ?? "", { read: true })).rejects.toThrow("no such notice");
  const actor = one.ctx.actor && { ...one.ctx.actor, permissions: new Set(["ask"] as const) };
  expect((await listNotices({ ...one.ctx, actor }, ALL)).data).toEqual([]);
  expect(await markNotice(one.ctx, notice?.id ?? "", { read: true })).toMatchObject({ id: notice?.id });
  expect((await countUnread(one.ctx)).unread).toBe(0);
  expect((await countUnread(other.ctx)).unread).toBe(1);
});

test("each kind comes in the app, by mail as well, or not at all, as its reader chose", async () => {
  const { incident, commander } = await anIncident();
  const [app, mail, off] = [await aUser("viewer"), await aUser("viewer"), await aUser("viewer")];
  await setNotice(mail.ctx, { kind: "update_sent", channel: "mail" });
  await setNotice(off.ctx, { kind: "update_sent", channel: "off" });
  const { reach } = await sendUpdate(commander.ctx, incident.ref, UPDATE);
  expect([await told(app), await told(mail), await told(off)]).toEqual([["update_sent"], ["update_sent"], []]);
  const mails = await db().select().from(outgoingMessages).where(eq(outgoingMessages.purpose, "notice"));
  expect(mails.map(({ address }) => address)).toEqual([mail.email]);
  const [everybody] = await db().select({ id: users.id }).from(users).where(eq(users.id, off.id));
  expect([everybody?.id, reach.people > 1]).toEqual([off.id, true]);
  expect((await setNotice(off.ctx, { kind: "update_sent", channel: "app" })).data).toHaveLength(NOTICE_KINDS.length);
});

test("a promised update that is overdue is told to who leads and who promised it, once", async () => {
  const { incident, commander } = await anIncident();
  const writer = await aUser("responder");
  await sendUpdate(writer.ctx, incident.ref, { ...UPDATE, nextAt: at(30) });
  const before = systemContext(() => at(29));
  await remindUpdates(before);
  expect(await told(writer)).toEqual([]);
  for (const minutes of [31, 45]) await remindUpdates(systemContext(() => at(minutes)));
  expect(await told(writer)).toEqual(["update_overdue"]);
  expect(await told(commander)).toEqual(["update_overdue", "update_sent"]);
});

test("a promise that was kept, or whose incident ended, is overdue for nobody", async () => {
  const { incident, commander } = await anIncident();
  const writer = await aUser("responder");
  await sendUpdate(writer.ctx, incident.ref, { ...UPDATE, nextAt: at(30) });
  await sendUpdate(commander.ctx, incident.ref, UPDATE);
  const { incident: ended } = await anIncident(commander);
  await sendUpdate(writer.ctx, ended.ref, { ...UPDATE, nextAt: at(30) });
  await db()
    .update(incidents)
    .set({ phase: "closed" })
    .where(eq(incidents.id, Number(ended.id)));
  await remindUpdates(systemContext(() => at(60)));
  expect(await told(writer)).not.toContain("update_overdue");
});

test("a regulatory clock is told of a day before, four hours before and when it ran out, each once", async () => {
  const { incident, commander } = await anIncident();
  const aware = NameTimeInput.parse({ name: "aware", at: at(-60) });
  await nameTime(commander.ctx, incident.ref, aware);
  const signed = { rules: ["gdpr-33"], decision: "applies", reason: "Personal data was open." };
  await decideObligations(commander.ctx, incident.ref, DecideObligationsInput.parse(signed));
  const clocks = async () =>
    (await listNotices(commander.ctx, ALL)).data.filter(({ text }) => text.startsWith("GDPR, Art. 33")).reverse();
  for (const hours of [40, 48, 48.5, 68, 69, 71.5, 72]) await remindClocks(systemContext(() => at(hours * 60)));
  expect((await clocks()).map(({ text }) => text.replace(/^.*?(?=run|has)/, ""))).toEqual([
    "runs out within a day",
    "runs out within 4 hours",
    "has run out",
  ]);
});

test("an AI system that asks for permission is told to who may answer, and not about incidents they can't see", async () => {
  const { incident, commander } = await anIncident(undefined, { visibility: "restricted" });
  const outsider = await aUser("commander");
  const asker = await aUser("admin");
  const { id } = await registerAiSystem(asker.ctx, RegisterAiSystemInput.parse({ name: "Bot" }));
  const ask = (incident: string | null, requestId: string) =>
    AskApprovalInput.parse({ aiSystem: id, requestId, action: "delete the bucket", ...(incident ? { incident } : {}) });
  await askApproval(asker.ctx, ask(null, "request-1"));
  expect(await told(outsider)).toEqual(["approval_waits"]);
  expect(await told(asker)).toEqual([]);
  await addMember(commander.ctx, incident.ref, { userId: asker.id });
  await askApproval(asker.ctx, ask(incident.ref, "request-2"));
  expect(await told(commander)).toEqual(["approval_waits", "approval_waits"]);
  expect(await told(outsider)).toEqual(["approval_waits"]);
});

test("a user who was disabled is told nothing more", async () => {
  const { incident, commander } = await anIncident();
  const gone = await aUser("viewer");
  await db().update(users).set({ disabledAt: gone.ctx.now() }).where(eq(users.id, gone.id));
  await sendUpdate(commander.ctx, incident.ref, UPDATE);
  expect((await listNotices(userContext(gone), ALL)).data).toEqual([]);
});
