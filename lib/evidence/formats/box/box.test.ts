import { expect, it } from "vitest";
import { eventOf, expectAnswers, NDJSON, NO_ANSWERS, readLines } from "@/lib/evidence/formats/testing";
import { box } from "./format";

const records = readLines(new URL("fixtures/events.ndjson", import.meta.url));
/** The fixture's authors left the time out. */
const at = (record: unknown, more: object = {}) => ({
  ...(record as object),
  created_at: "2026-03-11T07:05:00-07:00",
  event_id: "e1",
  ...more,
});
const of = (type: string) => at(records.find((r) => (r as { event_type: string }).event_type === type));

it("recognises events, and no other record of that type", () => {
  expect(records.every((r) => box.recognise(r, NDJSON) === 1)).toBe(true);
  expect(box.recognise({ type: "event", event_type: "user.login" }, NDJSON)).toBe(0);
});

it("refuses an event without a time", () => {
  expect(box.normalise(records[0], NO_ANSWERS)).toEqual([
    { kind: "reject", reason: "no time: created_at is missing or empty" },
  ]);
});

it("reads a download of a file with the folder it lies in", () => {
  const source = {
    type: "file",
    id: "986342059368",
    name: "test3.sh",
    parent: { type: "folder", id: "1679", name: "box-4" },
  };
  expect(eventOf(box, at(records[0], { event_type: "ITEM_DOWNLOAD", source, session_id: "s1" }))).toMatchObject({
    occurredAt: "2026-03-11T14:05:00.000000Z",
    timeBasis: { field: "created_at", zone: "stated" },
    actor: "cat@example",
    actorLabel: "Bob Cat",
    actorKind: "unknown",
    onBehalfOf: null,
    action: "ITEM_DOWNLOAD",
    verb: "export",
    resources: [
      { id: "986342059368", type: "file", name: "test3.sh" },
      { id: "1679", type: "folder", name: "box-4" },
    ],
    outcome: "success",
    session: "s1",
    eventId: "e1",
  });
});

it("reads the enterprise's form of an item, and leaves open what a scanner found", () => {
  expect(eventOf(box, of("FILE_MARKED_MALICIOUS"))).toMatchObject({
    verb: "other",
    outcome: "unknown",
    resources: [
      { id: "123456789012", type: "file", name: "bad_file.pdf" },
      { id: "12345", type: "folder", name: "Parent_Folder" },
    ],
  });
});

it("names nobody where nobody was signed in", () => {
  expect(eventOf(box, of("PREVIEW"))).toMatchObject({
    actor: null,
    actorLabel: "Unknown User",
    verb: "read",
    sourceIp: "1.2.3.4",
  });
});

it("reads a failed sign-in, and who an administrator acted for", () => {
  expect(eventOf(box, of("FAILED_LOGIN"))).toMatchObject({
    verb: "login",
    outcome: "failure",
    sourceIp: "111.111.111.111",
  });
  const record = at(records[0], { action_by: { type: "user", id: "9", login: "admin@example", name: "Ada" } });
  expect(eventOf(box, record)).toMatchObject({ actor: "admin@example", onBehalfOf: "cat@example" });
  const app = at(records[0], { created_by: { type: "user", id: "7", login: "AutomationUser_1@boxdevedition.com" } });
  expect(eventOf(box, app).actorKind).toBe("service");
});

it("knows the verbs of the usual events", () => {
  const known = {
    DELETE: "delete",
    ITEM_TRASH: "delete",
    ITEM_UPLOAD: "write",
    ITEM_SHARED_CREATE: "share",
    ITEM_SHARED_UNSHARE: "revoke",
    COLLABORATION_INVITE: "grant",
    ITEM_UNDELETE_VIA_TRASH: "write",
    CHANGE_FOLDER_PERMISSION: "admin",
  };
  for (const [type, verb] of Object.entries(known)) {
    expect(eventOf(box, at(records[0], { event_type: type })).verb, type).toBe(verb);
  }
});

it("answers any JSON", () => {
  expectAnswers(box, {
    type: "event",
    event_type: "DELETE",
    created_at: "2026-03-11T10:00:00Z",
    created_by: {},
    source: {},
    additional_details: "{}",
  });
});
