import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { incidentEvents, incidents } from "@/db/schema";
import { anIncident, aToken, aUser, type TestUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { api } from "@/lib/api/server/app";
import { userContext } from "@/lib/api/server/context";
import { listNotices } from "@/lib/inbox/server/list-notices";
import { ChangePhaseInput } from "@/lib/incidents/inputs";
import { changeIncident } from "@/lib/incidents/server/change-incident";
import { changePhase, gates } from "@/lib/incidents/server/change-phase";
import { getRoom } from "@/lib/incidents/server/get-room";
import { instantToMicros, microsToInstant } from "@/lib/time/instant";
import { AcceptReportInput, AlertInput, AlertmanagerInput } from "../inputs";
import { acceptReport, declineReport } from "./decide-report";
import { getOrigin } from "./get-origin";
import { listTriage } from "./list-triage";
import { mergeIncident, unmergeIncident } from "./merge-incidents";
import { receiveAlert, receiveAlertmanager } from "./receive-alerts";

testDatabase();

let sender: TestUser;
let commander: TestUser;
beforeAll(async () => {
  sender = await aUser("responder");
  commander = await aUser("commander");
});

let keys = 0;
const newKey = () => `key-${++keys}`;
const send = (input: Record<string, unknown>, by: TestUser = sender) =>
  receiveAlert(by.ctx, AlertInput.parse({ title: "Mass read of a bucket", ...input }));
const idOf = (ref: string | null) => Number(ref?.slice(4));

async function kindsOf(ref: string | null) {
  const rows = await db()
    .select()
    .from(incidentEvents)
    .where(eq(incidentEvents.incidentId, idOf(ref)))
    .orderBy(incidentEvents.seq);
  return rows.map(({ kind }) => kind).filter((kind) => kind.startsWith("alert"));
}

async function post(path: string, body: unknown, scopes: Parameters<typeof aToken>[1]) {
  return api.request(`http://localhost/api/v1${path}`, {
    method: "POST",
    headers: { Authorization: `Bearer ${await aToken(sender, scopes)}`, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

describe("an alert", () => {
  test("opens one incident in triage however often it is repeated, counted, with its first and its last time", async () => {
    const key = newKey();
    const first = await send({ key });
    for (let i = 0; i < 4; i += 1)
      expect(await send({ key })).toMatchObject({ outcome: "repeated", incident: first.incident });
    expect(first.outcome).toBe("opened");
    const { alerts, report } = await getOrigin(commander.ctx, first.incident ?? "");
    expect(alerts).toMatchObject([{ key, count: 5, state: "firing" }]);
    expect((alerts[0]?.lastAt ?? "") > (alerts[0]?.firstAt ?? "")).toBe(true);
    expect(report).toMatchObject({ origin: "alert", outcome: "waiting" });
    expect(await kindsOf(first.incident)).toEqual(["alert_received"]);
    const row = (await listTriage(commander.ctx, { limit: 200 })).data.find(({ ref }) => ref === first.incident);
    expect(row?.alerts).toMatchObject({ alerts: 1, firing: 1, times: 5 });
  });

  test("that comes eight times at the same moment makes one incident, and is counted eight times", async () => {
    const key = newKey();
    const receipts = await Promise.all(Array.from({ length: 8 }, () => send({ key })));
    expect(new Set(receipts.map(({ incident }) => incident)).size).toBe(1);
    expect(receipts.filter(({ outcome }) => outcome === "opened")).toHaveLength(1);
    const { alerts } = await getOrigin(commander.ctx, receipts[0]?.incident ?? "");
    expect(alerts).toMatchObject([{ count: 8 }]);
  });

  test("of the same group joins the incident; of another group it opens its own", async () => {
    const group = newKey();
    const one = await send({ key: newKey(), group });
    const two = await send({ key: newKey(), group });
    expect(two).toMatchObject({ outcome: "added", incident: one.incident });
    const other = await send({ key: newKey() });
    expect(other.incident).not.toBe(one.incident);
  });

  test("that ends is recorded with its time, fires again in the same incident, and ends nothing that never was", async () => {
    const key = newKey();
    const { incident } = await send({ key });
    expect(await send({ key, status: "resolved" })).toMatchObject({ outcome: "resolved", incident });
    expect((await getOrigin(commander.ctx, incident ?? "")).alerts).toMatchObject([{ state: "resolved", count: 1 }]);
    expect(await send({ key })).toMatchObject({ outcome: "repeated", incident });
    expect(await kindsOf(incident)).toEqual(["alert_received", "alert_resolved", "alert_received"]);
    const before = await db().$count(incidents);
    expect(await send({ key: newKey(), status: "resolved" })).toMatchObject({ outcome: "unknown", incident: null });
    expect(await db().$count(incidents)).toBe(before);
  });

  test("goes on belonging to what was declined until it ends or is silent for a day; then it opens a new one", async () => {
    const key = newKey();
    const { incident } = await send({ key });
    await declineReport(commander.ctx, incident ?? "", { reason: "expected_behaviour", text: "A backup." });
    expect(await send({ key })).toMatchObject({ outcome: "repeated", incident });
    await send({ key, status: "resolved" });
    const second = await send({ key });
    expect(second.outcome).toBe("opened");
    expect(second.incident).not.toBe(incident);
    await declineReport(commander.ctx, second.incident ?? "", { reason: "expected_behaviour", text: "A backup." });
    const later = microsToInstant(instantToMicros(sender.ctx.now()) + 25 * 3_600_000_000);
    const tomorrow = { ...sender, ctx: userContext(sender, { now: () => later }) };
    expect((await send({ key }, tomorrow)).outcome).toBe("opened");
  });

  test("adds to the incident that its own was merged into, and comes along when that is taken out again", async () => {
    const key = newKey();
    const { incident } = await send({ key });
    const { incident: target } = await anIncident(commander);
    await mergeIncident(commander.ctx, incident ?? "", { into: target.ref, reason: "The same matter" });
    expect(await send({ key, title: "again" })).toMatchObject({ outcome: "repeated", incident: target.ref });
    await send({ key, status: "resolved" });
    expect(await kindsOf(target.ref)).toEqual(["alert_resolved"]);
    expect((await getOrigin(commander.ctx, target.ref)).alerts).toMatchObject([{ key, count: 2, incident }]);
    await unmergeIncident(commander.ctx, incident ?? "", { reason: "Two matters" });
    expect((await getOrigin(commander.ctx, target.ref)).alerts).toEqual([]);
    expect((await getOrigin(commander.ctx, incident ?? "")).alerts).toMatchObject([{ key, count: 2 }]);
  });

  test("tells its sender nothing of an incident that was restricted to others since", async () => {
    const key = newKey();
    const { incident } = await send({ key });
    await changeIncident(commander.ctx, incident ?? "", { visibility: "restricted" });
    await db().execute(`delete from incident_members where incident_id = ${idOf(incident)}`);
    expect(await send({ key })).toEqual({ key, outcome: "repeated", incident: null });
  });

  test("of one sender never adds to what another sender's alert of the same key opened", async () => {
    const key = newKey();
    const { incident } = await send({ key });
    const other = await aUser("responder");
    expect((await send({ key }, other)).incident).not.toBe(incident);
  });

  test("is taken from a token that may do nothing else, and from no token without that scope", async () => {
    const body = { key: newKey(), title: "By token" };
    expect((await post("/alerts", body, ["alert"])).status).toBe(202);
    expect((await post("/alerts", body, ["read", "respond"])).status).toBe(403);
    expect((await post("/incidents", { title: "no" }, ["alert"])).status).toBe(403);
  });

  test("without a key or a title, or with an address that runs something, is refused at the field", async () => {
    const answer = await post("/alerts", { key: " ", link: "javascript:alert(1)" }, ["alert"]);
    expect(answer.status).toBe(422);
    const { errors } = (await answer.json()) as { errors: { pointer: string }[] };
    expect(errors.map(({ pointer }) => pointer)).toEqual(expect.arrayContaining(["/key", "/title", "/link"]));
  });

  test("that would open a sixty-first incident within an hour is refused, and one that repeats is still taken", async () => {
    const flood = await aUser("responder");
    const keysOfFlood = Array.from({ length: 60 }, newKey);
    for (const key of keysOfFlood) await send({ key }, flood);
    await expect(send({ key: newKey() }, flood)).rejects.toMatchObject({ code: "too_many" });
    expect(await send({ key: keysOfFlood[0] }, flood)).toMatchObject({ outcome: "repeated" });
  }, 60_000);
});

/** As Alertmanager's documentation of its webhook shows it. */
function notification(groupKey: string, alerts: Record<string, unknown>[], more: Record<string, unknown> = {}) {
  return {
    ...{ version: "4", groupKey, truncatedAlerts: 0, status: "firing", receiver: "firebreak" },
    ...{ groupLabels: { alertname: "AgentEgress" }, commonLabels: { alertname: "AgentEgress", team: "ai" } },
    ...{ commonAnnotations: {}, externalURL: "http://alertmanager.example:9093", alerts, ...more },
  };
}

function member(fingerprint: string, more: Record<string, unknown> = {}) {
  return {
    ...{ status: "firing", labels: { alertname: "AgentEgress", instance: fingerprint }, fingerprint },
    ...{ annotations: { summary: `Egress from ${fingerprint}`, description: "An agent sends to an unknown host." } },
    ...{
      startsAt: "2026-03-01T10:00:00.123456789Z",
      endsAt: "0001-01-01T00:00:00Z",
      generatorURL: "http://p/g",
      ...more,
    },
  };
}

describe("Alertmanager's webhook", () => {
  const take = (body: unknown) => receiveAlertmanager(sender.ctx, AlertmanagerInput.parse(body));

  test("makes one incident of a group, keeps each of its alerts, and ends those that are resolved", async () => {
    const group = `{}:{alertname="${newKey()}"}`;
    const { data } = await take(notification(group, [member("a"), member("b")]));
    expect(data.map(({ outcome }) => outcome)).toEqual(["opened", "added"]);
    const ended = { status: "resolved", endsAt: "2026-03-01T11:00:00Z" };
    const next = await take(notification(group, [member("a", ended), member("b"), member("c")]));
    expect(next.data.map(({ key, outcome }) => [key, outcome])).toEqual([
      ["b", "repeated"],
      ["c", "added"],
      ["a", "resolved"],
    ]);
    const { alerts } = await getOrigin(commander.ctx, data[0]?.incident ?? "");
    expect(alerts.map(({ key, state, count }) => [key, state, count]).sort()).toEqual([
      ["a", "resolved", 1],
      ["b", "firing", 2],
      ["c", "firing", 1],
    ]);
    expect(alerts.find(({ key }) => key === "a")).toMatchObject({
      ...{ title: "Egress from a", link: "http://p/g", labels: { instance: "a" } },
      ...{ resolvedAt: "2026-03-01T11:00:00.000000Z", startedAt: "2026-03-01T10:00:00.123456Z" },
    });
  });

  test("takes what is unusual in it: other fields, text that is too long, addresses that are none", async () => {
    const strange = member("x".repeat(2000), {
      annotations: { summary: `${"y".repeat(500)}\u0000` },
      generatorURL: "nothing",
    });
    const { data } = await take({ ...notification(newKey(), [strange]), notificationReason: "first" });
    const { alerts } = await getOrigin(commander.ctx, data[0]?.incident ?? "");
    expect(alerts[0]?.title).toHaveLength(200);
    expect(alerts[0]?.link).toBe("http://alertmanager.example:9093");
  });

  test("says what is wrong with a body that is none of its own", async () => {
    const answer = await post("/alerts/alertmanager", { alerts: [] }, ["alert"]);
    expect(answer.status).toBe(422);
    const { errors } = (await answer.json()) as { errors: { pointer: string }[] };
    expect(errors.map(({ pointer }) => pointer)).toEqual(expect.arrayContaining(["/groupKey", "/alerts"]));
  });
});

test("an alert that goes on after the incident was resolved is said once in the record, and whoever commands is told", async () => {
  const key = newKey();
  const { incident } = await send({ key });
  const ref = incident ?? "";
  await acceptReport(commander.ctx, ref, AcceptReportInput.parse({}));
  await changePhase(commander.ctx, ref, ChangePhaseInput.parse({ to: "resolved", reason: "It is over." }));
  await send({ key });
  await send({ key });
  const rows = await db()
    .select()
    .from(incidentEvents)
    .where(eq(incidentEvents.incidentId, idOf(ref)));
  const said = rows.filter(({ kind }) => kind === "alert_received").map(({ data }) => data.afterEnd);
  expect(said).toEqual([undefined, "resolved"]);
  const { data } = await listNotices(commander.ctx, { limit: 50, unread: "false" });
  expect(data.filter(({ kind }) => kind === "alert_after_end")).toHaveLength(1);
  expect((await getRoom(commander.ctx, ref)).counts.alertsFiring).toBe(1);
  await send({ key, status: "resolved" });
  expect((await getRoom(commander.ctx, ref)).counts.alertsFiring).toBe(0);
});

test("of a restricted incident that was merged into an open one, no alert is counted or named where others read", async () => {
  const { incident } = await send({ key: newKey(), title: "alert-canary" });
  const ref = incident ?? "";
  await acceptReport(commander.ctx, ref, AcceptReportInput.parse({ visibility: "restricted" }));
  const { incident: open } = await anIncident(commander);
  await mergeIncident(commander.ctx, ref, { into: open.ref, reason: "The same agent" });
  const reader = await aUser("responder");
  expect((await getRoom(reader.ctx, open.ref)).counts.alertsFiring).toBe(0);
  expect(JSON.stringify(await gates(reader.ctx, open.ref))).not.toContain("alert-canary");
});
