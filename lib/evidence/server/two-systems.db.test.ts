import { expect, test } from "vitest";
import { testDatabase } from "@/db/testing/test-database";
import { anEvidenceBench, ndjson } from "./testing";

testDatabase();

const RECORD = {
  occurredAt: "2026-03-01T12:00:00Z",
  actor: "7",
  action: "read",
  verb: "read",
  outcome: "success",
  resource: "w/x",
  eventId: "1",
};

test.each([[["one", "other"]], [["other", "one"]]])(
  "the same id in the logs of two systems is two events, brought in the order %s",
  async (order) => {
    const { bring, events } = await anEvidenceBench();
    for (const system of order) {
      // A blank line more, so that the bytes differ.
      const source = await bring(`${ndjson([RECORD])}${system === "one" ? "\n" : ""}`, { system });
      expect(source.counts).toMatchObject({ events: 1, duplicates: 0 });
    }
    expect((await events()).map((event) => event.system).sort()).toEqual(["one", "other"]);
  },
);

test("the very same bytes are another source when they are stated to be another system's", async () => {
  const { bring, events } = await anEvidenceBench();
  const first = await bring(ndjson([RECORD]), { system: "one" });
  const second = await bring(ndjson([RECORD]), { system: "other" });
  expect(second.counts).toMatchObject({ events: 1, duplicates: 0 });
  expect((await events()).map((event) => event.system).sort()).toEqual(["one", "other"]);
  for (const query of [{ system: "one" }, {}]) expect((await bring(ndjson([RECORD]), query)).id).toBe(first.id);
  expect(await events()).toHaveLength(2);
});

test("the same bytes with a new statement of what they cover change that, and nothing else", async () => {
  const { bring, events } = await anEvidenceBench();
  const stated = { coverageFrom: "2026-03-01T00:00:00.000000Z", coverageUntil: "2026-03-02T00:00:00.000000Z" };
  const first = await bring(ndjson([RECORD]));
  expect(first.coverage).toMatchObject([{ basis: "inferred" }]);
  const again = await bring(ndjson([RECORD]), stated);
  expect(again.id).toBe(first.id);
  expect(again.coverage).toEqual([{ from: stated.coverageFrom, until: stated.coverageUntil, basis: "stated" }]);
  expect(await bring(ndjson([RECORD]), stated)).toEqual(again);
  expect(await events()).toHaveLength(1);
});

test("an id that comes again with another object, actor or time is another event; in another precision it is the same", async () => {
  const { bring } = await anEvidenceBench();
  const mailbox = { Id: "a-1", CreationTime: "2026-03-01T12:00:00", Operation: "FileAccessed", Workload: "SharePoint" };
  const record = {
    ...mailbox,
    RecordType: 6,
    UserId: "ann@northwind.example",
    UserType: 0,
    ObjectId: "https://x/public.docx",
  };
  const others = [
    { ...record, ObjectId: "https://x/secret.docx" },
    { ...record, UserId: "bob@northwind.example" },
    { ...record, CreationTime: "2026-03-01T12:00:07" },
  ];
  const finer = { ...record, CreationTime: "2026-03-01T12:00:00.4" };
  const { counts } = await bring(ndjson([record, ...others, record, finer]), { format: "m365-ual" });
  expect(counts).toMatchObject({ records: 6, events: 4, duplicates: 2 });
});

test.each([
  ["success", "denied"],
  ["denied", "success"],
])("the same id with the outcomes %s and %s is two events, in whatever order", async (first, second) => {
  const { bring, events } = await anEvidenceBench();
  await bring(ndjson([{ ...RECORD, outcome: first }]));
  await bring(ndjson([{ ...RECORD, outcome: second }]));
  expect((await events()).map((event) => event.outcome).sort()).toEqual(["denied", "success"]);
});

test("a line that says until when keeps its interval", async () => {
  const { bring, events } = await anEvidenceBench();
  await bring(ndjson([{ ...RECORD, occurredUntil: "2026-03-01T12:02:00Z" }]));
  expect(await events()).toMatchObject([
    { occurredAt: "2026-03-01T12:00:00.000000Z", occurredUntil: "2026-03-01T12:02:00.000000Z" },
  ]);
});

test("the blank at the end of an object's name is part of it", async () => {
  const { bring, events } = await anEvidenceBench();
  await bring(ndjson([{ ...RECORD, resource: "w/x " }]));
  expect((await events()).map((event) => event.resources[0]?.id)).toEqual(["w/x "]);
});
