import { expect, it } from "vitest";
import { eventOf, NO_ANSWERS, readFixture } from "@/lib/evidence/formats/testing";
import { leef } from "./format";

const { records, hints } = await readFixture(new URL("fixtures/made-up.log", import.meta.url));

it("reads both versions, whatever parts the attributes, and the time of the syslog head where there is no other", () => {
  expect(records.map((record) => leef.recognise(record, hints))).toEqual([1, 1, 1]);
  expect(records.map((record) => eventOf(leef, record))).toMatchObject([
    {
      occurredAt: "2026-03-11T14:05:00.250000Z",
      actor: "kim@northwind.example",
      actorKind: "unknown",
      action: "login_failed",
      verb: "login",
      outcome: "failure",
      sourceIp: "203.0.113.7",
      resources: [{ id: "10.0.0.5", type: "host" }],
    },
    {
      occurredAt: "2026-03-11T14:06:00.000000Z",
      timeBasis: { field: "devTime", zone: "epoch" },
      actor: "mo",
      action: "FileDownload",
      verb: "export",
      outcome: "success",
      bytes: 4096,
      resources: [{ id: "/finance/q1.xlsx", type: "resource" }],
    },
    {
      occurredAt: "2026-03-11T14:07:00.000000Z",
      timeBasis: { field: "syslog time" },
      actor: "eve",
      outcome: "denied",
      sourceIp: "2001:db8::1",
      resources: [{ id: "https://x.example/a", type: "url" }],
    },
  ]);
});

it("refuses a header that is cut off", () => {
  expect(leef.normalise("LEEF:1.0|a|b", NO_ANSWERS)[0]?.kind).toBe("reject");
});
