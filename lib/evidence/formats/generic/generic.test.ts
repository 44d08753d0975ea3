import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NormaliseOptions, RecogniseHints } from "@/lib/evidence/formats/format";
import { settleOptions } from "@/lib/evidence/formats/registry";
import type { NormalisedEvent } from "@/lib/evidence/model";
import { genericCsv, genericJson } from "./format";
import { guessMapping } from "./mapping";
import { wordOutcome, wordVerb } from "./words";

const unsaid: NormaliseOptions = { zone: null, dateOrder: null, mapping: null };

function csv(text: string): { rows: Record<string, string>[]; hints: RecogniseHints } {
  const rows = parse<Record<string, string>>(text, { columns: true });
  return { rows, hints: { filename: "a.csv", container: "csv", header: Object.keys(rows[0] ?? {}) } };
}

const fixture = (name: string) => csv(readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8"));

function read(text: string, answers: Partial<NormaliseOptions> = {}) {
  const { rows, hints } = csv(text);
  const { options, needs } = settleOptions(genericCsv, rows, hints, { ...unsaid, ...answers });
  return { needs, outcomes: rows.flatMap((row) => genericCsv.normalise(row, options)) };
}

describe("conventional column names are a mapping", () => {
  it("that reads the rows without a question where times have a zone", () => {
    const { needs, outcomes } = read(
      "Time,User,Action,Object,IP,Status\n2026-03-11T14:05:00Z,kim@northwind.example,topic.view,topic/77,192.0.2.4:443,200\n",
    );
    expect(needs).toEqual([]);
    expect(outcomes).toEqual([
      {
        kind: "event",
        event: {
          occurredAt: "2026-03-11T14:05:00.000000Z",
          occurredUntil: null,
          timeBasis: { field: "Time", zone: "stated", text: "2026-03-11T14:05:00Z" },
          actor: "kim@northwind.example",
          actorLabel: null,
          actorKind: "unknown",
          onBehalfOf: null,
          action: "topic.view",
          verb: "read",
          resources: [{ id: "topic/77", type: null, name: null }],
          outcome: "success",
          sourceIp: "192.0.2.4",
          sourceIpRaw: "192.0.2.4:443",
          session: null,
          trace: null,
          records: null,
          bytes: null,
          eventId: null,
          identity: null,
        },
      },
    ]);
  });

  it("and names that tell no time, or nobody and nothing, are asked for", () => {
    expect(guessMapping(["foo", "bar"])).toBeNull();
    expect(guessMapping(["time", "message"])).toBeNull();
    expect(read("foo,bar\n1,2\n").needs).toEqual(["mapping"]);
    const { rows, hints } = fixture("timesketch-csv_datetime_last_column.csv");
    expect(settleOptions(genericCsv, rows, hints, unsaid).needs).toEqual(["mapping"]);
  });

  it("unless the cells are not what the name says", () => {
    const { rows, hints } = fixture("honeybucket.csv");
    expect(settleOptions(genericCsv, rows, hints, unsaid).needs).toEqual(["mapping"]);
    const mapping = { occurredAt: "Event DateTime", action: "Event Name", sourceIp: "Source IP", eventId: "Event ID" };
    expect(settleOptions(genericCsv, rows, hints, { ...unsaid, mapping }).needs).toEqual([]);
    expect(genericCsv.normalise(rows[0], { ...unsaid, mapping })[0]).toMatchObject({
      event: {
        occurredAt: "2022-02-18T17:34:57.000000Z",
        actor: null,
        action: "ListObjects",
        verb: "list",
        sourceIp: "177.131.167.145",
        eventId: "283770f5-968d-448d-9328-0b010f4d3696",
        outcome: "unknown",
      },
    });
  });

  it("reads epoch numbers in seconds, milliseconds and microseconds of one file", () => {
    const { rows } = fixture("timesketch-csv_timestamp_no_datetime.csv");
    const mapping = { occurredAt: "timestamp", action: "message" };
    const times = rows.map((row) => genericCsv.normalise(row, { ...unsaid, mapping })[0]);
    expect(times.map((t) => t?.kind === "event" && t.event.occurredAt)).toEqual([
      "2022-07-24T19:01:01.000000Z",
      "2022-07-24T19:01:01.123000Z",
      "2022-07-24T19:01:01.123456Z",
    ]);
  });
});

describe("what the file does not say is asked, once for the whole file", () => {
  it("the zone of times without one", () => {
    const text = "time,user,action\n2026-03-11 14:05:00,kim,view\n";
    expect(read(text).needs).toEqual(["zone"]);
    expect(read(text).outcomes[0]).toMatchObject({ kind: "reject" });
    const answered = read(text, { zone: "America/New_York" });
    expect(answered.needs).toEqual([]);
    expect(answered.outcomes[0]).toMatchObject({ event: { occurredAt: "2026-03-11T18:05:00.000000Z" } });
  });

  it("the order of day and month, unless a number above 12 settles it", () => {
    expect(read("time,user,action\n03/04/2024 10:00,kim,view\n").needs).toEqual(["zone", "dateOrder"]);
    const proven = read("time,user,action\n03/04/2024 10:00,kim,view\n13/04/2024 10:00,kim,view\n", { zone: "UTC" });
    expect(proven.needs).toEqual([]);
    expect(proven.outcomes[0]).toMatchObject({ event: { occurredAt: "2024-04-03T10:00:00.000000Z" } });
  });

  it("and a line in the other order is a reject, not a guess", () => {
    const mixed = read("time,user,action\n03/04/2024 10:00,kim,view\n04/13/2024 10:00,kim,view\n", {
      zone: "UTC",
      dateOrder: "dmy",
    });
    expect(mixed.outcomes.map((o) => o.kind)).toEqual(["event", "reject"]);
    expect(read("time,user,action\n13/04/2024 10:00,a,b\n04/13/2024 10:00,a,b\n", { zone: "UTC" }).needs).toEqual([
      "dateOrder",
    ]);
  });
});

describe("this product's own export", () => {
  const own: NormalisedEvent = {
    occurredAt: "2026-03-11T14:05:00.000001Z",
    occurredUntil: "2026-03-11T14:07:00.000001Z",
    timeBasis: { field: "CreationTime", zone: "contract", text: "2026-03-11T14:05:00.0000015" },
    actor: "Expense helper",
    actorLabel: "agent-1",
    actorKind: "agent",
    onBehalfOf: "kim@northwind.example",
    action: "MailItemsAccessed",
    verb: "read",
    resources: [
      { id: "<1@x>", type: "mail", name: "Hello" },
      { id: "kim@northwind.example", type: "mailbox", name: null },
    ],
    outcome: "unknown",
    sourceIp: "2001:db8::7",
    sourceIpRaw: "[2001:db8::7]:443",
    session: "s-1",
    trace: "t-1",
    records: 7,
    bytes: 123,
    eventId: "e-1",
    identity: "i-1",
  };
  const hints: RecogniseHints = { filename: "events.ndjson", container: "ndjson" };

  it("is read without loss and without a question", () => {
    expect(settleOptions(genericJson, [own], hints, unsaid).needs).toEqual([]);
    expect(genericJson.normalise(own, settleOptions(genericJson, [own], hints, unsaid).options)).toEqual([
      { kind: "event", event: own, record: { ...own, timeBasis: null } },
    ]);
  });

  it("as the API lists it, with ids of its own beside", () => {
    const { identity: _, timeBasis: __, ...listed } = own;
    const [outcome] = genericJson.normalise(
      { id: "uuid", evidence: "uuid", record: 3, offset: 10, length: 20, deliveries: 2, ...listed },
      unsaid,
    );
    expect(outcome).toMatchObject({
      kind: "event",
      event: { ...listed, identity: `e-1|2026-03-11T14:05:00.000001Z|${own.verb}|${own.outcome}` },
    });
  });

  it("while a record with other names of its own goes by its columns", () => {
    const record = {
      occurredAt: "2026-03-11T14:05:00Z",
      actor: "kim",
      action: "read",
      object: "db/users",
      ip: "192.0.2.1",
    };
    const { options } = settleOptions(genericJson, [record], hints, unsaid);
    expect(genericJson.normalise(record, options)[0]).toMatchObject({
      event: { resources: [{ id: "db/users" }], sourceIp: "192.0.2.1", verb: "read" },
    });
  });
});

it("takes verbs and outcomes from words that mean one thing only", () => {
  expect(
    ["post.create", "View page", "sign in", "userLogin", "GET", "frobnicate", "ListObjectsV2"].map((a) =>
      wordVerb(null, a),
    ),
  ).toEqual(["write", "read", "login", "login", "read", "other", "list"]);
  expect(wordVerb("export", "view")).toBe("export");
  expect(["OK", "403", "HTTP 500", "302", "False", "maybe", null].map(wordOutcome)).toEqual([
    "success",
    "denied",
    "failure",
    "success",
    "failure",
    "unknown",
    "unknown",
  ]);
});

it("answers at least one outcome for any JSON and never throws", () => {
  const odd = fc.record(
    {
      occurredAt: fc.jsonValue(),
      actor: fc.jsonValue(),
      action: fc.jsonValue(),
      resources: fc.jsonValue(),
      time: fc.jsonValue(),
      status: fc.jsonValue(),
      timeBasis: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), odd), (record) => {
      const hints: RecogniseHints = { filename: "a.json", container: "json" };
      const { options } = settleOptions(genericJson, [record], hints, unsaid);
      expect(genericJson.normalise(record, options).length).toBeGreaterThan(0);
    }),
    { numRuns: 1000 },
  );
});
