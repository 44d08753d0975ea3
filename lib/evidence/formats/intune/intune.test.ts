import { expect, it } from "vitest";
import { eventOf, expectAnswers, NO_ANSWERS, readFixture } from "@/lib/evidence/formats/testing";
import { intune } from "./format";

const { records } = await readFixture(new URL("fixtures/diagnostics.ndjson", import.meta.url));

it("reads who changed what", () => {
  expect(eventOf(intune, records[0])).toMatchObject({
    occurredAt: "2025-04-25T00:44:00.467900Z",
    actor: "testuser@test.com",
    actorLabel: "5774e54b-f2ad-41f8-a2d5-4bc356342fa6",
    actorKind: "human",
    action: "Patch MobileApp",
    verb: "admin",
    resources: [{ id: "22a27bc3-334d-400b-b428-a05911dc29c4", name: "yubikey-manager-qt-1.2.6-win64.exe" }],
    outcome: "success",
    sourceIp: null,
    trace: "729bb97b-641a-4da9-b7f0-49cdfd33552b",
    eventId: "ef69082e-23d7-428a-9c74-0f2cacad2572",
  });
  expect(eventOf(intune, records[1])).toMatchObject({
    resources: [{ id: "914232cd-e64b-4ecd-9fe2-ecfc5f1aef89", name: null }],
  });
});

it("refuses a time that was broken on its way", () => {
  expect(intune.normalise(records[2], NO_ANSWERS)).toEqual([
    { kind: "reject", reason: 'time "2025-04-11:21:02.3387000Z" is not a time that can be read' },
  ]);
});

it("answers for any JSON", () => {
  expectAnswers(intune, {
    category: "AuditLogs",
    operationName: "x",
    time: "2026-03-11T14:05:00Z",
    properties: { AuditEventId: "1" },
  });
});
