import { expect, it } from "vitest";
import { eventOf, expectAnswers, NDJSON, readLines } from "@/lib/evidence/formats/testing";
import { onepassword } from "./format";

const usages = readLines(new URL("fixtures/item-usages.ndjson", import.meta.url));
const signIns = readLines(new URL("fixtures/sign-ins.ndjson", import.meta.url));
const audit = {
  uuid: "3UQOGUC7DVOCN4OZP2MDKHFLSG",
  timestamp: "2026-03-11T14:05:00.827288935Z",
  actor_uuid: "GLF6",
  actor_details: { uuid: "GLF6", name: "Kim Park", email: "kim@example.com" },
  action: "suspend",
  object_type: "user",
  object_uuid: "ZRQC",
  session: { uuid: "ODOH", ip: "203.0.113.7" },
};

it("recognises the three kinds of events, and no other record with a uuid", () => {
  for (const r of [...usages, ...signIns, audit]) expect(onepassword.recognise(r, NDJSON)).toBe(1);
  expect(onepassword.recognise({ uuid: "1", timestamp: "x", category: "success" }, NDJSON)).toBe(0);
});

it("reads the use of an item as a read, with the vault it lies in", () => {
  expect(eventOf(onepassword, usages[0])).toMatchObject({
    occurredAt: "2022-02-23T22:11:50.591000Z",
    timeBasis: { field: "timestamp", zone: "contract" },
    actor: "homer@springfield.gov",
    actorLabel: "Homer Simpson",
    actorKind: "human",
    onBehalfOf: null,
    action: "item_usage",
    verb: "read",
    resources: [
      { id: "1234", type: "item" },
      { id: "54321", type: "vault" },
    ],
    outcome: "success",
    sourceIp: "1.1.1.1",
    session: null,
    eventId: "12345",
  });
  expect(eventOf(onepassword, usages[1])).toMatchObject({ sourceIp: null, sourceIpRaw: "1.1.1.1.1" });
  expect(eventOf(onepassword, { ...(usages[0] as object), action: "export" }).verb).toBe("export");
});

it("reads sign-ins with their session, and takes an unknown program for nobody's", () => {
  expect(eventOf(onepassword, signIns[0])).toMatchObject({
    occurredAt: "2021-12-15T18:02:23.000000Z",
    actor: "homer@springfield.gov",
    actorKind: "human",
    action: "success",
    verb: "login",
    outcome: "success",
    session: "12345",
  });
  expect(eventOf(onepassword, signIns[1]).actorKind).toBe("unknown");
  expect(eventOf(onepassword, signIns[3])).toMatchObject({
    action: "credentials_failed",
    outcome: "failure",
    sourceIp: "111.111.111.111",
  });
  expect(eventOf(onepassword, { ...(signIns[0] as object), category: "firewall_failed" }).outcome).toBe("denied");
});

it("reads an administrator's act", () => {
  expect(eventOf(onepassword, audit)).toMatchObject({
    occurredAt: "2026-03-11T14:05:00.827288Z",
    actor: "kim@example.com",
    actorKind: "unknown",
    action: "suspend",
    verb: "revoke",
    resources: [{ id: "ZRQC", type: "user" }],
    sourceIp: "203.0.113.7",
    session: "ODOH",
  });
});

it("answers any JSON", () => {
  expectAnswers(onepassword, {
    uuid: "u",
    timestamp: "2026-03-11T10:00:00Z",
    item_uuid: "i",
    vault_uuid: "v",
    user: {},
    client: {},
    category: "success",
  });
});
