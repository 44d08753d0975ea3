import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/test-database";
import type { EventView } from "../views";
import { getEvent, listDeliveries } from "./get-event";
import { listEvents } from "./list-events";
import { anEvidenceBench, type Bench, cloudTrail, ndjson } from "./testing";

testDatabase();

let bench: Bench;
let all: EventView[];

beforeAll(async () => {
  bench = await anEvidenceBench();
  const denied = { errorCode: "AccessDenied" };
  const put = { eventName: "PutObject" };
  const records = Array.from({ length: 120 }, (_, i) => {
    // Three events share each second.
    const more = i % 10 === 0 ? denied : i % 7 === 0 ? put : {};
    return cloudTrail(i, { ...more, eventTime: cloudTrail(Math.floor(i / 3)).eventTime });
  });
  await bench.bring(ndjson(records.slice(0, 80)), { filename: "one.json" });
  await bench.bring(ndjson(records.slice(60)), { filename: "two.json", system: "aws-other" });
  all = await bench.events();
});

test("pages hold every event once, in a stable order where times are equal", async () => {
  expect(all).toHaveLength(120);
  for (const order of ["time", "-time", "record"] as const) {
    const whole = (await bench.events({ order })).map((event) => event.id);
    for (const limit of [1, 7, 50]) {
      const paged = (await bench.events({ order, limit })).map((event) => event.id);
      expect(paged).toEqual(whole);
    }
    expect(new Set(whole).size).toBe(120);
  }
  const backwards = (await bench.events({ order: "-time" })).map((event) => event.id);
  expect(backwards.reverse()).toEqual(all.map((event) => event.id));
});

test("each filter gives exactly the events that it names", async () => {
  const check = async (query: Parameters<Bench["events"]>[0], test: (event: EventView) => boolean) => {
    const expected = all.filter(test).map((event) => event.id);
    expect(expected.length).toBeGreaterThan(0);
    expect((await bench.events({ ...query, limit: 9 })).map((event) => event.id)).toEqual(expected);
  };
  const [first] = all;
  const from = all[30]?.occurredAt ?? "";
  const until = all[60]?.occurredAt ?? "";
  await check({ evidence: first?.evidence ?? "" }, (event) => event.evidence === first?.evidence);
  await check({ from, until }, (event) => event.occurredAt >= from && event.occurredAt < until);
  await check({ actor: "user-3" }, (event) => event.actor === "user-3");
  await check({ actor: "arn:aws:iam::1:user/user-3" }, (event) => event.actor === "user-3");
  await check({ actor: "user-*" }, () => true);
  await check({ action: "s3.amazonaws.com:PutObject" }, (event) => event.action.endsWith("PutObject"));
  await check({ verb: "write" }, (event) => event.verb === "write");
  await check({ outcome: "denied", verb: "read" }, (event) => event.outcome === "denied" && event.verb === "read");
  const object = "arn:aws:s3:::vault/file-7.txt";
  const touches = (event: EventView, id: string) => event.resources.some((resource) => resource.id === id);
  await check({ resource: object }, (event) => touches(event, object));
  await check({ resource: "arn:aws:s3:::vault*", verb: "write" }, (event) => event.verb === "write");
  await check({ resource: object, actor: "user-0" }, (event) => touches(event, object) && event.actor === "user-0");
  await check({ q: "FILE-7" }, (event) => touches(event, object));
  await check({ q: first?.eventId ?? "" }, (event) => event.id === first?.id);
  expect(await bench.events({ actor: "user-_" })).toEqual([]);
  expect(await bench.events({ resource: "nothing" })).toEqual([]);
});

test("an event says what the log said, and where every delivery of it stands", async () => {
  const { user, incident } = bench;
  const twice = all.filter((event) => event.deliveries === 2);
  expect(twice).toHaveLength(20);
  const event = twice[0] as EventView;
  expect(await getEvent(user.ctx, incident.ref, event.id)).toEqual(event);
  expect(event).toMatchObject({ sourceIp: "192.0.2.7", sourceIpRaw: "192.0.2.7", session: null, occurredUntil: null });
  const deliveries = (await listDeliveries(user.ctx, incident.ref, event.id)).data;
  expect(deliveries.map((delivery) => delivery.filename)).toEqual(["one.json", "two.json"]);
  expect(deliveries[1]).toMatchObject({ record: 1, offset: 0 });
});

test("a cursor of another list, or a made-up event, is refused in words", async () => {
  const { user, incident } = bench;
  const list = (cursor: string) => listEvents(user.ctx, incident.ref, { order: "time", limit: 5, cursor });
  await expect(list("nonsense")).rejects.toThrow("This cursor is not one");
  await expect(list(Buffer.from('["x",1,2,3]').toString("base64url"))).rejects.toThrow("This cursor is not one");
  await expect(getEvent(user.ctx, incident.ref, "1-99999999")).rejects.toThrow("no such event");
});

test("events of one incident are not to be seen in another", async () => {
  const other = await anEvidenceBench();
  expect(await other.events()).toEqual([]);
  await expect(getEvent(other.user.ctx, other.incident.ref, all[0]?.id ?? "")).rejects.toThrow("no such event");
});
