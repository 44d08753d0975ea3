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

test("the blank at the end of an object's name is part of it", async () => {
  const { bring, events } = await anEvidenceBench();
  await bring(ndjson([{ ...RECORD, resource: "w/x " }]));
  expect((await events()).map((event) => event.resources[0]?.id)).toEqual(["w/x "]);
});
