import { expect, test } from "vitest";
import { testDatabase } from "@/db/testing/test-database";
import { getEvent } from "./get-event";
import { anEvidenceBench, cloudTrail, ndjson, reconciles } from "./testing";

testDatabase();

/** Shares of one file to four organisations, as a log writes them that gives all of them one id. */
const SHARES = ["ALLOWEDDOMAIN.COM", "OUTSIDER.COM", "EXTERNAL.IO", "MYCOMPANY.COM"].map((to) => ({
  Id: "111-aa-234",
  CreationTime: "2026-03-01T12:00:00",
  Operation: "SharingSet",
  RecordType: 14,
  Workload: "SharePoint",
  UserType: 0,
  UserId: "ann@northwind.example",
  ObjectId: "https://x/plan.docx",
  TargetUserOrGroupName: to,
}));

/** The same record with its keys the other way round and blanks between. */
function respelt(record: Record<string, unknown>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(record).reverse()), null, 1).replaceAll("\n", " ");
}

test("records of one id that differ are events of their own, each with the number of the others", async () => {
  const { bring, events } = await anEvidenceBench();
  const source = await bring(`${ndjson(SHARES)}\n${respelt(SHARES[2] ?? {})}`, { format: "m365-ual" });
  expect(source.counts).toMatchObject({ records: 5, events: 4, duplicates: 1 });
  expect(source.notes).toEqual([
    "4 events carry an id that others of this incident carry too, but differ from them: each is counted by itself.",
  ]);
  expect((await events()).map(({ sameId, deliveries }) => [sameId, deliveries])).toEqual([
    [3, 1],
    [3, 1],
    [3, 2],
    [3, 1],
  ]);
});

test.each([
  ["forwards", [0, 1, 2, 3]],
  ["backwards", [3, 2, 1, 0]],
  ["one of them twice", [2, 0, 2, 3, 1]],
])("in files of their own, %s, they come to the same", async (_name, order) => {
  const { bring, events, user, incident } = await anEvidenceBench();
  let last = "";
  for (const [i, at] of order.entries()) {
    const source = await bring(`${"\n".repeat(i)}${JSON.stringify(SHARES[at])}`, { format: "m365-ual" });
    expect(reconciles(source.counts)).toBe(true);
    last = source.notes.join();
  }
  expect(last).toMatch(/^1 event carries an id that others/);
  const all = await events();
  expect(all.map(({ sameId }) => sameId)).toEqual([3, 3, 3, 3]);
  expect(all.reduce((sum, { deliveries }) => sum + deliveries, 0)).toBe(order.length);
  expect(await getEvent(user.ctx, incident.ref, all[0]?.id ?? "")).toMatchObject({ sameId: 3 });
});

test("the same event from another container of its system is a delivery of it, whatever is around", async () => {
  const event = cloudTrail(1);
  const text = JSON.stringify(event);
  const { bring, events } = await anEvidenceBench();
  const ways = [
    text,
    respelt(event),
    JSON.stringify({ Records: [event] }),
    JSON.stringify({ "detail-type": "AWS API Call via CloudTrail", source: "aws.s3", detail: event }),
    JSON.stringify({ Events: [{ EventId: event.eventID, EventName: "GetObject", CloudTrailEvent: text }] }),
    JSON.stringify({ logGroup: "trail", logEvents: [{ id: "1", timestamp: 1, message: text }] }),
  ];
  for (const way of ways) expect((await bring(way)).error).toBeNull();
  expect(await events()).toMatchObject([{ deliveries: ways.length, sameId: 0 }]);
});

test("a Microsoft 365 record is the same as JSON and in the cell of a CSV", async () => {
  const { bring, events } = await anEvidenceBench();
  const cell = JSON.stringify(SHARES[0]).replaceAll('"', '""');
  await bring(`RecordId,CreationDate,Operation,AuditData\n1,2026-03-01T12:00:00Z,SharingSet,"${cell}"\n`);
  await bring(ndjson(SHARES.slice(0, 2)), { format: "m365-ual" });
  expect((await events()).map(({ deliveries }) => deliveries)).toEqual([2, 1]);
});

test("a large source says so too, and a source in which no id comes twice says nothing", async () => {
  const bench = await anEvidenceBench();
  bench.ownPartitionFrom = 2;
  const first = await bench.bring(ndjson([cloudTrail(1), cloudTrail(2), cloudTrail(3)]));
  expect(first.notes).toEqual([]);
  const second = await bench.bring(
    ndjson([cloudTrail(2), cloudTrail(3, { tlsDetails: { tlsVersion: "1.0" } }), cloudTrail(4)]),
  );
  expect(second).toMatchObject({ counts: { events: 2, duplicates: 1 }, notes: [expect.stringMatching(/^1 event /)] });
  expect((await bench.events()).map(({ sameId }) => sameId)).toEqual([0, 0, 1, 1, 0]);
});
