import { createHash } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { testDatabase } from "@/db/testing/test-database";
import type { EventView } from "../views";
import { countFacets } from "./count-facets";
import { exportEvents } from "./export-events";
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
  await bench.bring(ndjson(records.slice(60, 110)), { filename: "two.json" });
  await bench.bring(ndjson(records.slice(110)), { filename: "three.json", system: "aws-other" });
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
  await check({ system: "aws-other" }, (event) => event.system === "aws-other");
  const kind = first?.actorKind ?? "human";
  await check({ actorKind: kind }, (event) => event.actorKind === kind);
  await check({ q: "FILE-7" }, (event) => touches(event, object));
  await check({ q: first?.eventId ?? "" }, (event) => event.id === first?.id);
  expect(await bench.events({ actor: "user-_" })).toEqual([]);
  expect(await bench.events({ resource: "nothing" })).toEqual([]);
});

/** Three records in which one person stands under two identities, once as the name beside a third, and once alone. */
async function homer() {
  const other = await anEvidenceBench();
  const okta = (id: number, actor: object) => ({
    eventType: "user.session.start",
    published: `2026-03-11T10:00:0${id}.000Z`,
    uuid: `uuid-${id}`,
    version: "0",
    actor,
    outcome: { result: "SUCCESS" },
    target: [{ id: `Q3/Report-${id}`, type: "File", alternateId: `Q3/Report-${id}` }],
  });
  await other.bring(
    ndjson([
      okta(1, { alternateId: "Homer Simpson", displayName: null, type: "User" }),
      okta(2, { alternateId: "homer@example.com", displayName: "Homer Simpson", type: "User" }),
      okta(3, { alternateId: "hs@example.org", displayName: "Homer Simpson", type: "User" }),
      okta(4, { alternateId: "marge@example.com", displayName: "Marge", type: "User" }),
      okta(5, { displayName: "Homer Simpson", type: "User" }),
    ]),
    { filename: "okta.json", format: "okta" },
  );
  return other;
}

test("a name finds every event whose identity or label it is, and the facet counts as many", async () => {
  const other = await homer();
  const every = await other.events();
  expect(every).toHaveLength(5);
  const isHomer = (event: EventView) => event.actor === "Homer Simpson" || event.actorLabel === "Homer Simpson";
  const expected = every.filter(isHomer).map((event) => event.id);
  expect(expected).toHaveLength(4);
  const found = async (query: Parameters<Bench["events"]>[0]) => (await other.events(query)).map(({ id }) => id);
  expect(await found({ actor: "Homer Simpson" })).toEqual(expected);
  expect(await found({ actor: "Homer Simpson", limit: 1, order: "-time" })).toEqual([...expected].reverse());
  expect(await found({ actor: "Homer*" })).toEqual(expected);
  expect(await found({ actor: "Homer Simpson", resource: "*Report-2" })).toEqual([expected[1]]);
  expect(await found({ actor: "hs@example.org" })).toHaveLength(1);
  const count = (query: object) => countFacets(other.user.ctx, other.incident.ref, query);
  expect((await count({ actor: "Homer Simpson" })).total).toBe(4);
  for (const { value, count: n } of (await count({})).actor)
    if (value !== null) expect([value, n]).toEqual([value, (await found({ actor: value })).length]);
});

test("a part of a resource's name finds it in any case, where none is called so as a whole", async () => {
  const other = await homer();
  const found = async (resource: string) => (await other.events({ resource })).length;
  expect(await found("q3/report")).toBe(5);
  expect(await found("Report-3")).toBe(1);
  expect(await found("Q3/Report-3")).toBe(1);
  expect(await found("q3/*-3")).toBe(0);
  expect(await found("100%_")).toBe(0);
  // One that is called exactly so is meant alone, and not those of which it is a part.
  const trail = await anEvidenceBench();
  const named = (key: string) => ({ requestParameters: { bucketName: "vault", key } });
  await trail.bring(ndjson([cloudTrail(1, named("a.txt")), cloudTrail(2, named("a.txt.bak"))]));
  expect(await trail.events({ resource: "arn:aws:s3:::vault/a.txt" })).toHaveLength(1);
  expect(await trail.events({ resource: "A.TXT" })).toHaveLength(2);
  expect((await countFacets(trail.user.ctx, trail.incident.ref, { resource: "A.TXT.B" })).total).toBe(1);
});

test("facets and histogram count what the list holds, whatever the filter", async () => {
  const { user, incident } = bench;
  const object = "arn:aws:s3:::vault/file-7.txt";
  for (const query of [{}, { actor: "user-3" }, { resource: object }, { resource: "arn:*", verb: "write" as const }]) {
    const facets = await countFacets(user.ctx, incident.ref, query);
    const listed = await bench.events(query);
    expect(facets.total).toBe(listed.length);
    const tally = (of: (event: EventView) => string[]) => {
      const counts = new Map<string, number>();
      for (const value of listed.flatMap(of)) counts.set(value, (counts.get(value) ?? 0) + 1);
      return counts;
    };
    const compare = (facet: { value: string | null; count: number }[], of: (event: EventView) => string[]) => {
      const counts = tally(of);
      expect(facet.length).toBe(Math.min(12, counts.size));
      for (const { value, count } of facet) expect(count).toBe(counts.get(value ?? ""));
      expect(facet[0]?.count).toBe(Math.max(...counts.values()));
    };
    compare(facets.actor, (event) => [event.actor ?? ""]);
    compare(facets.actorKind, (event) => [event.actorKind]);
    compare(facets.verb, (event) => [event.verb]);
    compare(facets.action, (event) => [event.action]);
    compare(facets.outcome, (event) => [event.outcome]);
    compare(facets.resource, (event) => event.resources.map((resource) => resource.id));
    compare(facets.source, (event) => [event.evidence]);
    compare(facets.system, (event) => [event.system]);
    const { seconds, buckets } = facets.histogram;
    expect(buckets.reduce((sum, bucket) => sum + bucket.count, 0)).toBe(listed.length);
    for (const [i, { from, count }] of buckets.entries()) {
      const until = buckets[i + 1]?.from ?? "9999";
      expect(count).toBe(listed.filter((event) => event.occurredAt >= from && event.occurredAt < until).length);
    }
    expect(seconds).toBe(1);
  }
  expect((await countFacets(user.ctx, incident.ref, { actor: "nobody" })).total).toBe(0);
});

test("an export holds every event of the filter under a head that says which, who, when, and its hash", async () => {
  const { user, incident } = bench;
  const listed = await bench.events({ verb: "write" });
  const csv = await (
    await exportEvents(user.ctx, incident.ref, { verb: "write", order: "time", format: "csv" })
  ).text();
  const [head = "", body = ""] = csv.split(/(?<=# SHA-256 of what follows,[0-9a-f]{64}\r\n)/);
  expect(head).toContain("# filter,verb=write order=time");
  expect(head).toContain(`# exported by,${user.name}`);
  expect(head).toContain(createHash("sha256").update(body).digest("hex"));
  expect(body.trimEnd().split("\r\n")).toHaveLength(listed.length + 1);
  const ndjson = await (await exportEvents(user.ctx, incident.ref, { order: "time", format: "ndjson" })).text();
  const lines = ndjson.trimEnd().split("\n");
  expect(JSON.parse(lines[0] ?? "").export).toMatchObject({ incident: incident.ref, rows: 120, zone: "UTC" });
  expect(lines.slice(1).map((line) => JSON.parse(line))).toEqual(all);
});

test("a word of a log that a sheet would take for a formula is exported as text", async () => {
  const other = await anEvidenceBench();
  await other.bring(ndjson([cloudTrail(1, { eventName: "=HYPERLINK(1)", eventSource: undefined })]));
  const { user, incident } = other;
  const csv = await (await exportEvents(user.ctx, incident.ref, { order: "time", format: "csv" })).text();
  expect(csv).toContain("HYPERLINK");
  expect(csv).not.toMatch(/(^|,)=/m);
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

test("a filter that names more words than are looked up is refused, and never answered from a part of them", async () => {
  const { user, incident, bring } = await anEvidenceBench();
  await bring(ndjson([cloudTrail(1)]));
  await rawSql()`
    insert into evidence_terms (incident_id, kind, value, hash)
    select ${Number(incident.id)}, 'resource', 'many-' || n, gen_random_uuid() from generate_series(1, 20001) n`;
  const ask = (filter: object) => listEvents(user.ctx, incident.ref, { order: "time", limit: 10, ...filter });
  for (const filter of [{ resource: "many-*" }, { q: "many-" }])
    await expect(ask(filter)).rejects.toThrow("more than 20,000 names");
  expect((await ask({ resource: "many-1*" })).data).toEqual([]);
});
