import { expect, it } from "vitest";
import { eventOf, expectAnswers, NDJSON, NO_ANSWERS, readLines } from "@/lib/evidence/formats/testing";
import { slackAudit } from "./format";

const records = readLines(new URL("fixtures/audit-logs.ndjson", import.meta.url));
const of = (action: string, n = 0) =>
  eventOf(
    slackAudit,
    records.filter((r) => {
      const { action: a, date_create } = r as { action: string; date_create?: string };
      return a === action && date_create !== undefined;
    })[n],
  );
const as = (action: string) => ({ ...(records[0] as object), action });

it("recognises entries, also those that their authors left without a time", () => {
  expect(records.every((r) => slackAudit.recognise(r, NDJSON) > 0)).toBe(true);
  expect(slackAudit.recognise({ action: "git.push", actor: "kim", date_create: 1 }, NDJSON)).toBe(0);
});

it("reads an app's wider rights as a grant on the workspace, by a person in a browser", () => {
  expect(eventOf(slackAudit, records[0])).toMatchObject({
    occurredAt: "2022-07-28T16:48:14.000000Z",
    timeBasis: { field: "date_create", zone: "contract" },
    actor: "user@example.com",
    actorLabel: "username",
    actorKind: "human",
    onBehalfOf: null,
    action: "app_scopes_expanded",
    verb: "grant",
    resources: [{ id: "T01234N56GB", type: "workspace", name: "test-workspace-1" }],
    outcome: "success",
    sourceIp: "1.2.3.4",
    session: null,
    eventId: "9d9b76ce-47bb-4838-a96a-1b5fd4d1b564",
  });
});

it("does not take a person's act through a program for a person's", () => {
  expect(of("app_installed")).toMatchObject({
    actorKind: "unknown",
    verb: "grant",
    resources: [{ id: "A049JV0H0KC", type: "app", name: "Notion" }],
  });
  expect(of("app_uninstalled").verb).toBe("revoke");
});

it("names a user who was made an administrator, and leaves an anomaly open", () => {
  expect(of("role_change_to_admin")).toMatchObject({
    occurredAt: "2023-02-24T18:33:21.000000Z",
    verb: "grant",
    resources: [{ id: "example-account@example.com", type: "user", name: "Example Account" }],
    sourceIp: "12.12.12.12",
  });
  expect(of("anomaly")).toMatchObject({ verb: "other", outcome: "unknown" });
});

it("reads epoch seconds, a file that was downloaded, and the session as a number", () => {
  const record = {
    id: "e1",
    date_create: 1_773_237_900,
    action: "file_downloaded",
    actor: { type: "user", user: { id: "U1", name: "kim", email: "kim@example.com" } },
    entity: { type: "file", file: { id: "F1", name: "plan.pdf", title: "Plan" } },
    context: { ua: "com.tinyspeck.chatlyio/23.04.40 (iPhone)", ip_address: "203.0.113.7", session_id: 913_888_259_765 },
  };
  expect(eventOf(slackAudit, record)).toMatchObject({
    occurredAt: "2026-03-11T14:05:00.000000Z",
    actorKind: "human",
    verb: "export",
    resources: [{ id: "F1", type: "file", name: "plan.pdf" }],
    session: "913888259765",
  });
});

it("knows the verbs and the outcomes that names state", () => {
  const known = [
    ["user_login", "login", "success"],
    ["user_login_failed", "login", "failure"],
    ["user_logout", "other", "success"],
    ["file_downloaded_blocked", "export", "denied"],
    ["file_public_link_created", "share", "success"],
    ["file_public_link_revoked", "revoke", "success"],
    ["file_uploaded", "write", "success"],
    ["file_deleted", "delete", "success"],
    ["private_channel_converted_to_public", "share", "success"],
    ["user_session_reset_by_admin", "revoke", "success"],
    ["pref.two_factor_auth_changed", "admin", "success"],
  ] as const;
  for (const [action, verb, outcome] of known) {
    expect(eventOf(slackAudit, as(action)), action).toMatchObject({ verb, outcome });
  }
});

it("refuses an entry without a time, and answers any JSON", () => {
  expect(slackAudit.normalise(records[2], NO_ANSWERS)).toEqual([
    { kind: "reject", reason: "no time: date_create is missing or empty" },
  ]);
  expectAnswers(slackAudit, {
    action: "user_login",
    date_create: 1_700_000_000,
    actor: { type: "user", user: {} },
    entity: { type: "user" },
    context: {},
  });
});
