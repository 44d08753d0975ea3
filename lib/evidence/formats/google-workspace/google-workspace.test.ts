import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NormaliseOptions, RecogniseHints } from "@/lib/evidence/formats/format";
import type { NormalisedEvent } from "@/lib/evidence/model";
import { googleWorkspace } from "./format";

const options: NormaliseOptions = { zone: null, dateOrder: null, mapping: null };
const hints: RecogniseHints = { filename: "drive.json", container: "ndjson" };
const flattened: unknown[] = readFileSync(new URL("fixtures/activity-events.ndjson", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

const activity = {
  kind: "admin#reports#activity",
  id: { time: "2026-03-11T14:21:07.123Z", uniqueQualifier: "-77", applicationName: "drive", customerId: "C1" },
  actor: { email: "kim@northwind.example", profileId: "1001", callerType: "USER" },
  ipAddress: "2001:db8::7",
  events: [
    {
      type: "access",
      name: "view",
      parameters: [
        { name: "primary_event", boolValue: true },
        { name: "doc_id", value: "1AbC" },
        { name: "doc_title", value: "Salaries" },
        { name: "doc_type", value: "spreadsheet" },
      ],
    },
    {
      type: "acl_change",
      name: "change_user_access",
      parameters: [
        { name: "doc_id", value: "1AbC" },
        { name: "old_value", multiValue: ["can_view"] },
        { name: "new_value", multiValue: ["none"] },
      ],
    },
  ],
};

function events(record: unknown): NormalisedEvent[] {
  return googleWorkspace.normalise(record, options).map((outcome) => {
    if (outcome.kind !== "event") throw new Error(JSON.stringify(outcome));
    return outcome.event;
  });
}

it("recognises activities of the API and of exporters", () => {
  expect(googleWorkspace.recognise(activity, hints)).toBe(1);
  for (const record of flattened) expect(googleWorkspace.recognise(record, hints)).toBeGreaterThanOrEqual(0.7);
});

describe("an activity of the Reports API", () => {
  it("gives one event for each element of events[], told apart", () => {
    const [view, change] = events(activity);
    expect(view).toMatchObject({
      occurredAt: "2026-03-11T14:21:07.123000Z",
      actor: "kim@northwind.example",
      actorLabel: "1001",
      actorKind: "human",
      action: "drive:view",
      verb: "read",
      outcome: "success",
      resources: [{ id: "1AbC", type: "spreadsheet", name: "Salaries" }],
      sourceIp: "2001:db8::7",
      eventId: "-77#0",
    });
    expect(change).toMatchObject({ action: "drive:change_user_access", verb: "revoke", eventId: "-77#1" });
    expect(view?.identity).not.toBe(change?.identity);
  });

  it("takes an app with a user's authority for the actor, on behalf of the user", () => {
    const app = { applicationName: "Summariser", oauthClientId: "c-1", impersonation: true };
    expect(events({ ...activity, actor: { ...activity.actor, applicationInfo: app } })[0]).toMatchObject({
      actor: "Summariser",
      actorLabel: "c-1",
      actorKind: "service",
      onBehalfOf: "kim@northwind.example",
    });
  });
});

describe("records of exporters", () => {
  it("hold one event beside the id, in UTC by contract, and have no identity but themselves", () => {
    expect(events(flattened[0])[0]).toMatchObject({
      occurredAt: "2022-12-11T02:57:48.693000Z",
      timeBasis: { field: "id.time", zone: "contract", text: "2022-12-11 02:57:48.693000000" },
      actor: "example@example.io",
      actorKind: "human",
      action: "admin:DELETE_ROLE",
      verb: "admin",
      resources: [{ id: "567890", type: "role", name: "CustomAdminRoleName" }],
      sourceIp: "12.12.12.12",
      identity: null,
    });
  });

  it("say unknown for an actor whose kind they do not state, and refuse a record without a time", () => {
    expect(events(flattened[20])[0]).toMatchObject({ actor: "user@example.io", actorKind: "unknown", verb: "revoke" });
    expect(googleWorkspace.normalise(flattened[40], options)).toEqual([
      { kind: "reject", reason: "no time: id.time is missing or empty" },
    ]);
  });

  it("give the same event where events is one object", () => {
    const { events: all, ...rest } = activity;
    expect(events({ ...rest, events: all[0] })[0]).toMatchObject({
      action: "drive:view",
      verb: "read",
      identity: null,
    });
  });
});

it("reads the outcome from the status or the name, and none out of a warning", () => {
  const named = (name: string, type = "login", more = {}) =>
    events({ ...activity, id: { ...activity.id, applicationName: "login" }, events: [{ name, type, ...more }] })[0]
      ?.outcome;
  expect(named("login_success")).toBe("success");
  expect(named("login_failure")).toBe("failure");
  expect(named("login_challenge")).toBe("unknown");
  expect(named("account_disabled_spamming", "account_warning")).toBe("unknown");
  expect(named("login_success", "login", { status: { eventStatus: "FAILED", httpStatusCode: 403 } })).toBe("denied");
});

it("reads the console's Drive CSV, asking for the zone of its dates", () => {
  const row = {
    Event: "Download",
    Actor: "kim@northwind.example",
    Date: "2026-03-11 16:21:07",
    "Document ID": "1AbC",
    Title: "Salaries",
    "Document type": "Google Sheets",
    "IP address": "192.0.2.1",
  };
  const csv: RecogniseHints = { filename: "d.csv", container: "csv", header: Object.keys(row) };
  expect(googleWorkspace.recognise(row, csv)).toBe(0.9);
  expect(googleWorkspace.needs?.([row], csv, options)).toEqual(["zone"]);
  const [outcome] = googleWorkspace.normalise(row, { ...options, zone: "Europe/Berlin" });
  expect(outcome).toMatchObject({
    kind: "event",
    event: {
      occurredAt: "2026-03-11T15:21:07.000000Z",
      verb: "export",
      action: "drive:download",
      resources: [{ id: "1AbC" }],
    },
  });
});

it("answers at least one outcome for any JSON and never throws", () => {
  const odd = fc.record(
    { id: fc.jsonValue(), events: fc.jsonValue(), actor: fc.jsonValue(), Event: fc.jsonValue(), Date: fc.jsonValue() },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), odd), (record) => {
      googleWorkspace.recognise(record, hints);
      expect(googleWorkspace.normalise(record, options).length).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});
