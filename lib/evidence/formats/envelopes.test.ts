import fc from "fast-check";
import { expect, it } from "vitest";
import { unwrapEnvelopes } from "@/lib/evidence/formats/envelopes";

const event = { eventName: "GetObject", eventID: "e-1" };

it.each([
  ["a bare record", event],
  ["EventBridge", { "detail-type": "AWS API Call via CloudTrail", source: "aws.s3", detail: event }],
  ["lookup-events", { EventId: "e-1", CloudTrailEvent: JSON.stringify(event) }],
  [
    "a CloudWatch delivery",
    { logGroup: "trail", logEvents: [{ id: "1", timestamp: 1, message: JSON.stringify(event) }] },
  ],
  ["a CloudWatch event", { id: "1", timestamp: 1, message: JSON.stringify(event) }],
  ["Pub/Sub", { message: { data: btoa(JSON.stringify(event)) }, subscription: "s" }],
  ["Splunk", { preview: false, result: { _raw: JSON.stringify(event), host: "h" } }],
  ["Splunk without raw text", { preview: false, result: event }],
  ["Elastic", { _index: "i", _id: "1", _source: event }],
  [
    "Log Analytics",
    { tables: [{ columns: [{ name: "eventName" }, { name: "eventID" }], rows: [["GetObject", "e-1"]] }] },
  ],
  ["JSON in a string in a string", JSON.stringify(JSON.stringify(event)).slice(1, -1).replaceAll("\\", "")],
])("%s gives the record inside", (_name, record) => {
  expect(unwrapEnvelopes(record)).toEqual([event]);
});

it("leaves a record alone that only resembles an envelope", () => {
  for (const record of [
    { message: "{not json", id: "1" },
    { message: JSON.stringify(event), id: "1", user: "alice" },
    { detail: event },
    { logEvents: [] },
    "plain text",
    null,
  ]) {
    expect(unwrapEnvelopes(record)).toEqual([record]);
  }
});

it("never throws and never answers nothing", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
      expect(unwrapEnvelopes(value).length).toBeGreaterThan(0);
      expect(unwrapEnvelopes({ logEvents: [value], tables: [value] }).length).toBeGreaterThan(0);
    }),
  );
});
