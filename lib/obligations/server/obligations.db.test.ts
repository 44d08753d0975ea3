import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { incidentEvents, incidents, obligationDecisions } from "@/db/schema";
import { anIncident, aToken, aUser, type TestUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { api } from "@/lib/api/server/app";
import type { IncidentEventKind } from "@/lib/record/model";
import { sentenceOf } from "@/lib/record/sentences";
import { microsToInstant } from "@/lib/time/instant";
import type { ObligationList, ObligationView, RunningClockList } from "../views";

testDatabase();

let commander: TestUser;
let responder: TestUser;
const headers = new Map<TestUser, Record<string, string>>();

beforeAll(async () => {
  [commander, responder] = await Promise.all([aUser("commander"), aUser("responder")]);
});

async function call(user: TestUser, method: string, path: string, body?: unknown) {
  if (!headers.has(user)) {
    headers.set(user, { Authorization: `Bearer ${await aToken(user, ["read", "respond", "command"])}` });
  }
  return api.request(`http://localhost/api/v1/${path}`, {
    method,
    headers: { ...headers.get(user), "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function ok<T>(response: Response): Promise<T> {
  expect(response.status, await response.clone().text()).toBeLessThan(300);
  return (await response.json()) as T;
}

const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

async function aware(hours: number): Promise<string> {
  const { ref } = (await anIncident(commander)).incident;
  await nameTime(ref, "aware", ago(hours));
  return ref;
}

async function nameTime(ref: string, name: string, at: string) {
  await ok(await call(commander, "POST", `incidents/${ref}/named-times`, { name, at }));
}

const list = async (ref: string) => ok<ObligationList>(await call(responder, "GET", `incidents/${ref}/obligations`));
const decide = (ref: string, body: Record<string, unknown>, user = responder) =>
  call(user, "POST", `incidents/${ref}/obligations/decisions`, body);
const submit = (ref: string, rule: string, body: Record<string, unknown>) =>
  call(responder, "POST", `incidents/${ref}/obligations/${rule}/submissions`, body);

function one({ data }: ObligationList, rule: string): ObligationView {
  const found = data.find((row) => row.rule === rule);
  if (!found) throw new Error(`no ${rule}`);
  return found;
}

async function lastSentence(ref: string) {
  const rows = await db()
    .select()
    .from(incidentEvents)
    .where(eq(incidentEvents.incidentId, Number(ref.slice(4))))
    .orderBy(incidentEvents.seq);
  const last = rows.at(-1);
  return last ? sentenceOf({ kind: last.kind as IncidentEventKind, data: last.data }) : "";
}

test("a clock waits until its time is named, and then counts from it and not from when it was named", async () => {
  const { ref } = (await anIncident(commander)).incident;
  expect(one(await list(ref), "gdpr-33")).toMatchObject({
    clock: "waiting",
    startsOn: { time: "aware" },
    triggerAt: null,
    dueAt: null,
  });
  const at = ago(10);
  await nameTime(ref, "aware", at);
  const after = one(await list(ref), "gdpr-33");
  expect(after.clock).toBe("running");
  expect(Date.parse(after.dueAt ?? "")).toBe(Date.parse(at) + 72 * 3_600_000);
});

test("what ran out comes first, then what runs out next, and what does not apply comes after", async () => {
  const ref = await aware(10);
  await ok(await decide(ref, { rules: ["gdpr-33"], decision: "does_not_apply", reason: "No personal data." }));
  const { data, summary } = await list(ref);
  expect(data[0]).toMatchObject({ rule: "cert-in", clock: "overdue" });
  const order = data.map(({ clock }) => clock);
  expect(order.indexOf("running")).toBeLessThan(order.indexOf("waiting"));
  expect(order.indexOf("waiting")).toBeLessThan(order.indexOf("not_applicable"));
  expect(order.at(-1)).toBe("off");
  expect(summary).toMatchObject({ next: { rule: "nis2-early-warning" }, overdueUndecided: 1, overdue: 0 });
});

test("a decision needs a reason, is signed, and supersedes the one before, which stays", async () => {
  const ref = await aware(1);
  const bare = await decide(ref, { rules: ["gdpr-33"], decision: "does_not_apply", reason: " " });
  expect(bare.status).toBe(422);
  expect(await bare.json()).toMatchObject({ errors: [{ pointer: "/reason" }] });
  await ok(await decide(ref, { rules: ["gdpr-33"], decision: "does_not_apply", reason: "A risk is unlikely." }));
  expect(await lastSentence(ref)).toBe("GDPR, Art. 33 notification does not apply: A risk is unlikely.");
  const again = await ok<ObligationList>(
    await decide(ref, { rules: ["gdpr-33"], decision: "applies", reason: "An address left the company." }, commander),
  );
  expect(one(again, "gdpr-33")).toMatchObject({
    clock: "running",
    decision: "applies",
    decidedBy: commander.name,
    formerDecisions: [{ decision: "does_not_apply", reason: "A risk is unlikely.", decidedBy: responder.name }],
  });
  const rows = await db()
    .select()
    .from(obligationDecisions)
    .where(eq(obligationDecisions.incidentId, Number(ref.slice(4))));
  expect(rows).toHaveLength(2);
});

test("one signature decides several rules, with one entry in the record, or none of them", async () => {
  const ref = await aware(1);
  const rules = ["dora-initial", "dora-intermediate", "dora-final"];
  const wrong = await decide(ref, { rules: [...rules, "no-rule"], decision: "does_not_apply", reason: "No bank." });
  expect(wrong.status).toBe(422);
  expect(one(await list(ref), "dora-initial").decision).toBe("undecided");
  const after = await ok<ObligationList>(
    await decide(ref, { rules, decision: "does_not_apply", reason: "No financial entity." }),
  );
  expect(rules.map((rule) => one(after, rule).clock)).toEqual(Array(3).fill("not_applicable"));
  expect(await lastSentence(ref)).toContain("DORA, Final report does not apply: No financial entity.");
});

test("a submission stops its clock, says whether it was in time, and starts the phase that counts from it", async () => {
  const ref = await aware(30);
  const at = ago(2);
  const after = await ok<ObligationList>(await submit(ref, "nis2-notification", { at, receipt: "CSIRT 2026-114" }));
  expect(one(after, "nis2-notification")).toMatchObject({ clock: "submitted", inTime: true });
  expect(Date.parse(one(after, "nis2-final").triggerAt ?? "")).toBe(Date.parse(at));
  expect(one(after, "nis2-final").clock).toBe("running");
  expect(await lastSentence(ref)).toBe(
    "NIS2, Notification submitted to CSIRT or competent authority, in time; receipt CSIRT 2026-114.",
  );
  const late = await ok<ObligationList>(await submit(ref, "nis2-early-warning", { receipt: "CSIRT 2026-115" }));
  expect(one(late, "nis2-early-warning")).toMatchObject({ clock: "submitted", inTime: false });
});

test("a submission that is withdrawn stays, and its clock goes on", async () => {
  const ref = await aware(1);
  const { submissions } = one(await ok<ObligationList>(await submit(ref, "gdpr-33", { receipt: "DPC 1" })), "gdpr-33");
  const path = `incidents/${ref}/obligations/gdpr-33/submissions/${submissions[0]?.id}/withdraw`;
  const after = one(
    await ok<ObligationList>(await call(responder, "POST", path, { reason: "Only a draft." })),
    "gdpr-33",
  );
  expect(after).toMatchObject({ clock: "running", submissions: [{ withdrawn: { because: "Only a draft." } }] });
  expect((await call(responder, "POST", path, { reason: "Twice." })).status).toBe(409);
});

test("what can't have been handed in is refused with the field", async () => {
  const ref = await aware(2);
  for (const at of [ago(3), ago(-1)]) {
    const refused = await submit(ref, "gdpr-33", { at, receipt: "DPC 1" });
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ errors: [{ pointer: "/at" }] });
  }
  expect((await submit(ref, "no-rule", { receipt: "1" })).status).toBe(404);
  await ok(await decide(ref, { rules: ["gdpr-33"], decision: "does_not_apply", reason: "No personal data." }));
  expect((await submit(ref, "gdpr-33", { receipt: "DPC 1" })).status).toBe(409);
});

test("a rule that is not in force takes neither a decision nor a submission", async () => {
  const ref = await aware(1);
  const row = one(await list(ref), "circia");
  expect(row).toMatchObject({ clock: "off", status: "pending", dueAt: null });
  expect((await decide(ref, { rules: ["circia"], decision: "applies", reason: "Yes." })).status).toBe(422);
  expect((await submit(ref, "circia", { receipt: "1" })).status).toBe(409);
});

test("the clocks across incidents show those of incidents that the reader may see, also after closing", async () => {
  const ref = await aware(1);
  await ok(await decide(ref, { rules: ["gdpr-33"], decision: "applies", reason: "Personal data." }));
  const hidden = (await anIncident(commander, { visibility: "restricted" })).incident;
  await nameTime(hidden.ref, "aware", ago(1));
  await ok(await call(commander, "POST", `incidents/${ref}/phase`, { to: "closed", reason: "A test." }));
  const { data } = await ok<RunningClockList>(await call(responder, "GET", "obligations/running"));
  expect(data).toContainEqual(expect.objectContaining({ incident: ref, rule: "gdpr-33", decision: "applies" }));
  expect(data.map(({ incident }) => incident)).not.toContain(hidden.ref);
  expect(data.map(({ dueAt }) => dueAt)).toEqual(data.map(({ dueAt }) => dueAt).sort());
});

test("what applies is named however many newer incidents are open", async () => {
  const ref = await aware(1);
  await ok(await decide(ref, { rules: ["gdpr-33"], decision: "applies", reason: "Personal data." }));
  const at = microsToInstant(Date.now() * 1000);
  const newer = {
    kind: "other",
    mode: "real",
    visibility: "open",
    phase: "active",
    declaredAt: at,
    updatedAt: at,
  } as const;
  await db()
    .insert(incidents)
    .values(Array.from({ length: 600 }, (_, n) => ({ id: 100_000 + n, title: `Newer ${n}`, ...newer })));
  const { data } = await ok<RunningClockList>(await call(responder, "GET", "obligations/running"));
  expect(data).toContainEqual(expect.objectContaining({ incident: ref, rule: "gdpr-33" }));
});

test("only exposure inside the organisation is said to fit the exception for it", async () => {
  const ref = await aware(1);
  const fits = async () => one(await list(ref), "pdpa-26d").exceptions.map((exception) => exception.fits);
  expect(await fits()).toEqual([false]);
  const bucket = { name: "Bucket of this test", classification: "restricted" };
  const { id: asset } = await ok<{ id: string }>(await call(commander, "POST", "assets", bucket));
  const open = (audience: object) =>
    call(commander, "POST", `incidents/${ref}/exposure-windows`, { asset, audience, openedAt: ago(3) });
  await ok(await open({ kind: "organisation" }));
  expect(await fits()).toEqual([true]);
  await ok(await open({ kind: "public" }));
  expect(await fits()).toEqual([false]);
});
