import { describe, expect, test } from "vitest";
import type { NormalisedEvent } from "../model";
import { finalHoles, HoleTracker } from "./holes";
import { type SaidOfLog, saidOfLog } from "./holes-said";

const at = (minute: number) => `2026-03-11T12:${String(minute).padStart(2, "0")}:00.000000Z`;
const said = (action: string, record: unknown = {}, outcome: NormalisedEvent["outcome"] = "success") =>
  saidOfLog({ action, outcome } as NormalisedEvent, record);
const holesOf = (events: [minute: number, said?: SaidOfLog | null][]) => {
  let tracker = new HoleTracker();
  // As after a crash at every event: what is known goes through JSON.
  for (const [minute, one] of events) {
    tracker = new HoleTracker(JSON.parse(JSON.stringify(tracker.snapshot())));
    tracker.event(at(minute), one);
  }
  return finalHoles(tracker.snapshot(), false).map(({ from, until }) => [from, until]);
};
const off = said("cloudtrail.amazonaws.com:StopLogging");
const on = said("cloudtrail.amazonaws.com:StartLogging");

const justAfter = (minute: number) => at(minute).replace("000000Z", "000001Z");

describe("what could not be read", () => {
  const read = (...lines: (number | null)[]) => {
    let tracker = new HoleTracker();
    for (const line of lines) {
      tracker = new HoleTracker(JSON.parse(JSON.stringify(tracker.snapshot())));
      if (line === null) tracker.reject();
      else tracker.event(at(line));
    }
    return tracker.snapshot();
  };
  const ends = (state: ReturnType<typeof read>, cutOff = false) =>
    finalHoles(state, cutOff).map(({ from, until }) => [from, until]);

  test("before the first event of a file and after its last is beyond what they span, in either direction", () => {
    expect(ends(read(null, 1, 2, 3, null))).toEqual([
      [null, justAfter(1)],
      [at(3), null],
    ]);
    expect(ends(read(null, 3, 2, 1, null))).toEqual([
      [at(3), null],
      [null, justAfter(1)],
    ]);
  });

  test("after a cut is newer than the last event that is whole, and older in a file that begins with the latest", () => {
    expect(ends(read(1, 2, 3), true)).toEqual([[at(3), null]]);
    expect(ends(read(3, 2, 1), true)).toEqual([[null, justAfter(1)]]);
    expect(ends(read(), true)).toEqual([[null, null]]);
  });

  test("between two events is a hole between them, whichever comes first", () => {
    expect(ends(read(1, null, 3))).toEqual([[at(1), justAfter(3)]]);
    expect(ends(read(9, 3, null, 1))).toEqual([[at(1), justAfter(3)]]);
  });
});

describe("a log that was switched off", () => {
  test("is silent until a record says that it is on again, in whatever order the file has them", () => {
    const records: [number, SaidOfLog | null][] = [
      [1, null],
      [5, off],
      [6, null],
      [20, on],
      [25, null],
    ];
    expect(holesOf(records)).toEqual([[at(5), at(20)]]);
    expect(holesOf([...records].reverse())).toEqual([[at(5), at(20)]]);
  });

  test("is silent until the next event that it has nevertheless, and to its end where it has none", () => {
    expect(holesOf([[1], [5, off], [9], [7]])).toEqual([[at(5), at(7)]]);
    expect(holesOf([[1], [5, off]])).toEqual([[at(5), null]]);
  });

  test("and whose events after it were read before it is silent for a moment only: it went on", () => {
    expect(holesOf([[9], [5, off], [1]])).toEqual([[at(5), at(5).replace("000000Z", "000001Z")]]);
  });
});

describe("what a record says of its log", () => {
  test.each<[string, string, unknown, SaidOfLog["says"] | null]>([
    ["a trail that was deleted", "cloudtrail.amazonaws.com:DeleteTrail", {}, "off"],
    ["a sink that was deleted", "logging.googleapis.com:google.logging.v2.ConfigServiceV2.DeleteSink", {}, "off"],
    ["a diagnostic setting that was deleted", "MICROSOFT.INSIGHTS/DIAGNOSTICSETTINGS/DELETE", {}, "off"],
    ["a log stream that was deactivated", "system.log_stream.lifecycle.deactivate", {}, "off"],
    [
      "Microsoft's audit log, off",
      "Set-AdminAuditLogConfig",
      { Parameters: [{ Name: "UnifiedAuditLogIngestionEnabled", Value: "False" }] },
      "off",
    ],
    [
      "Microsoft's audit log, on",
      "Set-AdminAuditLogConfig",
      { AuditData: '{"Parameters":[{"Name":"UnifiedAuditLogIngestionEnabled","Value":"True"}]}' },
      "on",
    ],
    [
      "Google's data access logs, off",
      "storage.googleapis.com:SetIamPolicy",
      { policyDelta: { auditConfigDeltas: [{ logType: "DATA_READ", action: "REMOVE" }] } },
      "off",
    ],
    [
      "a policy that leaves them alone",
      "storage.googleapis.com:SetIamPolicy",
      { policyDelta: { bindingDeltas: [{ action: "REMOVE" }] } },
      null,
    ],
    [
      "a throttled mailbox",
      "MailItemsAccessed",
      { OperationProperties: [{ Name: "IsThrottled", Value: "True" }] },
      "silent for",
    ],
    [
      "a throttled mailbox in a CSV",
      "MailItemsAccessed",
      { AuditData: '{"OperationProperties":[{"Name":"IsThrottled","Value":"True"}]}' },
      "silent for",
    ],
    [
      "a mailbox that is not throttled",
      "MailItemsAccessed",
      { OperationProperties: [{ Name: "IsThrottled", Value: "False" }] },
      null,
    ],
    [
      "a journal that dropped messages",
      "systemd-journald",
      "systemd-journald[1]: Suppressed 1042 messages from app.service",
      "silent before",
    ],
    ["reading an object", "s3.amazonaws.com:GetObject", { IsThrottled: "True" }, null],
  ])("%s", (_, action, record, expected) => {
    expect(said(action, record)?.says ?? null).toBe(expected);
  });

  test("an attempt that was denied switched nothing off", () => {
    expect(said("cloudtrail.amazonaws.com:StopLogging", {}, "denied")).toBeNull();
  });

  test("a mailbox that stays throttled is one silence, to 24 hours after the last record that says so", () => {
    const throttled = said("MailItemsAccessed", { OperationProperties: [{ Name: "IsThrottled", Value: "True" }] });
    expect(holesOf([[1, throttled], [2, throttled], [3]])).toEqual([[at(1), "2026-03-12T12:02:00.000000Z"]]);
  });
});
