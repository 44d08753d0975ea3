import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { OTLPLogExporter } from "@opentelemetry/exporter-logs-otlp-http";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { BatchLogRecordProcessor, LoggerProvider } from "@opentelemetry/sdk-logs";
import { BasicTracerProvider, BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { expect, onTestFinished, test } from "vitest";
import { ownerSql, rawSql } from "@/db/client";
import { testDatabase } from "@/db/testing/test-database";
import { getEvidence } from "@/lib/evidence/server/get-evidence";
import { getRaw } from "@/lib/evidence/server/get-raw";
import { takeLease } from "@/lib/evidence/server/lease";
import { rehashEvidence } from "@/lib/evidence/server/rehash-evidence";
import { anEvidenceBench, cloudTrail, ndjson, reconciles } from "@/lib/evidence/server/testing";
import { MOST_WAITING_BYTES } from "../model";
import { answerSender } from "./answer-sender";
import { endLiveSource } from "./end-live-source";
import { getLiveState, makeIngestToken, revokeIngestToken } from "./manage-ingest-tokens";
import { openLiveSource } from "./open-live-source";
import { sealSource } from "./seal-source";
import { takeDeliveries } from "./take-deliveries";

testDatabase();

async function aLiveSource(given: Partial<Parameters<typeof openLiveSource>[2]> = {}) {
  const bench = await anEvidenceBench();
  const { user, incident } = bench;
  const { source, token } = await openLiveSource(user.ctx, incident.ref, { name: "forum agent", ...given });
  const send = (body: string | Buffer, headers: Record<string, string> = {}, signal = "events") =>
    answerSender(
      signal,
      new Request(`http://localhost/v1/${signal}`, {
        method: "POST",
        body: typeof body === "string" ? body : new Uint8Array(body),
        headers: { authorization: `Bearer ${token.token}`, "content-type": "application/x-ndjson", ...headers },
      }),
    );
  const take = () => takeDeliveries(Number(incident.id), source.no);
  const view = () => getEvidence(user.ctx, incident.ref, source.id);
  return { ...bench, source, token, send, take, view };
}

const LINES = (from: number, count: number) => ndjson(Array.from({ length: count }, (_, i) => cloudTrail(from + i)));

test("lines that were sent are evidence: counted, with their bytes, and covered", async () => {
  const { user, incident, send, take, view, events } = await aLiveSource();
  const answer = await send(LINES(0, 30));
  expect([answer.status, await answer.json()]).toEqual([200, { events: 30, skipped: 0, rejected: 0, rejects: [] }]);
  await send(gzipSync(LINES(30, 10)), { "content-encoding": "gzip" });
  await take();
  const source = await view();
  expect(source).toMatchObject({ status: "ready", format: "aws-cloudtrail", counts: { records: 40, events: 40 } });
  expect(source.coverage).toHaveLength(1);
  const all = await events();
  expect(all).toHaveLength(40);
  for (const event of [all[0], all[35]]) {
    const raw = await (await getRaw(user.ctx, incident.ref, event?.id ?? "", 0)).json();
    expect(raw).toMatchObject({ eventID: event?.eventId });
  }
});

test("the same lines sent again count once", async () => {
  const { send, take, view, events } = await aLiveSource();
  await send(LINES(0, 5));
  await take();
  await send(LINES(3, 5));
  await take();
  await take();
  const { counts } = await view();
  expect(counts).toEqual({ records: 10, events: 8, duplicates: 2, skipped: 0, rejects: 0 });
  expect((await events()).map((event) => event.deliveries)).toEqual([1, 1, 1, 2, 2, 1, 1, 1]);
});

test("what breaks off half-way leaves nothing half-done, and is all there the next time", async () => {
  const { send, take, view, events, source, incident } = await aLiveSource();
  await send(LINES(0, 5));
  // Where the bytes have to go stands something else already: the last step fails after rows were staged.
  await rawSql()`
    insert into evidence_chunks (incident_id, source_no, stream, start_offset, length, encoding, bytes)
    values (${Number(incident.id)}, ${source.no}, 'decoded', 0, 1, 'none', 'x')`;
  await expect(take()).rejects.toThrow();
  expect([(await view()).counts.records, await events()]).toEqual([0, []]);
  await rawSql()`delete from evidence_chunks where source_no = ${source.no}`;
  await take();
  expect([(await view()).counts.events, (await events()).length]).toEqual([5, 5]);
});

test("while another worker is at the source nothing is taken twice, and nothing is lost", async () => {
  const { send, take, view, source } = await aLiveSource();
  await send(LINES(0, 5));
  const lease = await takeLease(source.no);
  await take();
  expect((await view()).counts.events).toBe(0);
  await lease?.release();
  await take();
  expect((await view()).counts.events).toBe(5);
});

test("a line that cannot be read is one reject with its place in the whole stream, and the sender is told", async () => {
  const { send, take, view } = await aLiveSource();
  await send(`${LINES(0, 3)}\n`);
  const answer = await send(`${LINES(3, 1)}\n{"broken": \n${LINES(4, 1)}`);
  const told = (await answer.json()) as { events: number; rejected: number; rejects: { record: number }[] };
  expect(told).toMatchObject({ events: 2, rejected: 1 });
  expect(told.rejects[0]?.record).toBe(2);
  await take();
  const source = await view();
  expect(source.counts).toEqual({ records: 6, events: 5, duplicates: 0, skipped: 0, rejects: 1 });
  expect(reconciles(source.counts)).toBe(true);
  expect(source.holes).toHaveLength(1);
  const [reject] = await rawSql()<{ record: number; offset: number }[]>`
    select record, start_offset as "offset" from evidence_rejects where source_no = ${source.no}`;
  expect(Number(reject?.record)).toBe(5);
  expect(Number(reject?.offset)).toBe(LINES(0, 3).length + 1 + LINES(3, 1).length + 1);
});

test("nothing is kept of a request that is refused, and the answer says what to do", async () => {
  const { send, view, user, incident, source } = await aLiveSource();
  const refused: [string, Promise<Response>, number][] = [
    ["no known lines", send('{"hello": 1}'), 400],
    ["no gzip", send("plain", { "content-encoding": "gzip" }), 400],
    ["another packing", send("plain", { "content-encoding": "zstd" }), 415],
    ["another type", send("a,b", { "content-type": "text/csv" }), 415],
    ["another signal", send("{}", { "content-type": "application/json" }, "metrics"), 404],
    ["no protobuf", send(Buffer.from([10, 255, 3]), { "content-type": "application/x-protobuf" }, "traces"), 400],
    ["no token", send(LINES(0, 1), { authorization: "Bearer fbi_0000000000000000000000000000" }), 401],
    ["too long", send(LINES(0, 1), { "content-length": "999999999" }), 413],
    ["a bomb", send(gzipSync(Buffer.alloc(20 << 20, 32)), { "content-encoding": "gzip" }), 413],
  ];
  for (const [what, answer, status] of refused) expect([what, (await answer).status]).toEqual([what, status]);
  expect((await view()).counts.records).toBe(0);
  expect(await getLiveState(user.ctx, incident.ref, source.id)).toMatchObject({ deliveries: 0, waiting: 0 });
});

test("a request that is acknowledged while the source is being ended is part of what is hashed", async () => {
  const { user, incident, source, send, view } = await aLiveSource();
  await send(LINES(0, 3));
  await endLiveSource(user.ctx, incident.ref, source.id);
  // As when the worker has looked for the last time and the request came before the end.
  expect(await sealSource(Number(incident.id), source.no)).toBe(false);
  expect((await view()).sha256).toBeNull();
  await takeDeliveries(Number(incident.id), source.no);
  expect((await view()).counts.events).toBe(3);
  expect((await rehashEvidence(user.ctx, incident.ref, source.id)).matches).toBe(true);
});

test("ten thousand lines that cannot be read are ten thousand rejects, and do not hold up what comes after", async () => {
  const { send, take, view } = await aLiveSource();
  await send(LINES(0, 1));
  const noise = Array.from({ length: 10_000 }, (_, i) => ({ noise: i }));
  await send(`${LINES(1, 1)}\n${ndjson(noise)}`);
  await take();
  await send(LINES(2, 1));
  await take();
  expect((await view()).counts).toMatchObject({ events: 3, rejects: 10_000 });
});

test("bytes that no container opens are refused and not swallowed with a 200", async () => {
  const { send, view } = await aLiveSource();
  const unsaid = await send(gzipSync(LINES(0, 3)));
  expect(unsaid.status).toBe(400);
  expect((await view()).counts.records).toBe(0);
});

test("the first request that is acknowledged decides the format: noise is rejected by it, another format refused", async () => {
  const { send, take, view } = await aLiveSource();
  await send(LINES(0, 2));
  const noise = await send('{"hello": 1}\n{"hello": 2}');
  expect([noise.status, await noise.json()]).toMatchObject([200, { events: 0, rejected: 2 }]);
  const other = await send(JSON.stringify({ resourceSpans: [] }), { "content-type": "application/json" }, "traces");
  expect(other.status).toBe(400);
  await take();
  expect((await view()).counts).toMatchObject({ records: 4, events: 2, rejects: 2 });
});

test("a full queue says when to come back, and takes again once there is room", async () => {
  const { send, take, source } = await aLiveSource();
  await send(LINES(0, 1));
  await rawSql()`update live_deliveries set text_length = ${MOST_WAITING_BYTES} where source_no = ${source.no}`;
  const full = await send(LINES(1, 1));
  expect([full.status, full.headers.get("retry-after")]).toEqual([429, "5"]);
  await take();
  expect((await send(LINES(1, 1))).status).toBe(200);
});

test("a revoked token and an ended source take nothing; what was taken is hashed as one and in the record", async () => {
  const { user, incident, source, token, send, take, view } = await aLiveSource();
  await send(LINES(0, 4));
  const second = await makeIngestToken(user.ctx, incident.ref, source.id, { name: "second" });
  await revokeIngestToken(user.ctx, incident.ref, source.id, token.id);
  expect((await send(LINES(4, 1))).status).toBe(401);
  const bySecond = { authorization: `Bearer ${second.token}` };
  expect((await send(LINES(4, 1), bySecond)).status).toBe(200);
  await endLiveSource(user.ctx, incident.ref, source.id);
  expect((await send(LINES(5, 1), bySecond)).status).toBe(403);
  await take();
  const ended = await view();
  expect(ended).toMatchObject({ counts: { events: 5 }, live: { endedAt: expect.any(String) } });
  expect(ended.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect((await rehashEvidence(user.ctx, incident.ref, source.id)).matches).toBe(true);
  await expect(makeIngestToken(user.ctx, incident.ref, source.id, { name: "third" })).rejects.toThrow("has ended");
});

test("only hashes of tokens are stored, also when the request carried an Idempotency-Key", async () => {
  const { user, incident } = await anEvidenceBench();
  const ctx = { ...user.ctx, idempotency: { key: "open-once-1", requestHash: "x" } };
  const { token } = await openLiveSource(ctx, incident.ref, { name: "agent" });
  await expect(openLiveSource(ctx, incident.ref, { name: "agent" })).rejects.toThrow("was shown then");
  const tables = await Promise.all([
    rawSql()`select row_to_json(t)::text as row from ingest_tokens t`,
    rawSql()`select data::text as row from incident_events`,
    rawSql()`select response::text as row from idempotency_keys`,
    rawSql()`select row_to_json(a)::text as row from audit_entries a`,
  ]);
  expect(JSON.stringify(tables)).toContain("agent");
  expect(JSON.stringify(tables)).not.toContain(token.token.slice(12));
});

test("the OpenTelemetry exporters, protobuf with gzip and JSON alike, send what the explorer then shows", async () => {
  const live = await aLiveSource();
  const address = await served();
  const headers = { authorization: `Bearer ${live.token.token}` };
  const exporter = new OTLPTraceExporter({ url: `${address}/v1/traces`, headers, compression: "gzip" as never });
  const provider = new BasicTracerProvider({ spanProcessors: [new BatchSpanProcessor(exporter)] });
  const tracer = provider.getTracer("agents");
  const attributes = { "gen_ai.agent.name": "forum-bot", "gen_ai.tool.name": "post_reply", "session.id": "s-1" };
  tracer.startSpan("execute_tool post_reply", { attributes, startTime: new Date("2026-03-11T10:00:00Z") }).end();
  await provider.shutdown();
  const logs = new OTLPLogExporter({ url: `${address}/v1/logs`, headers });
  const logger = new LoggerProvider({ processors: [new BatchLogRecordProcessor(logs)] });
  logger.getLogger("agents").emit({ body: "claude_code.tool_decision", timestamp: new Date("2026-03-11T10:00:01Z") });
  await logger.shutdown();
  await live.take();
  const [span, log] = await live.events();
  expect(span).toMatchObject({
    occurredAt: "2026-03-11T10:00:00.000000Z",
    actor: "forum-bot",
    actorKind: "agent",
    session: "s-1",
    trace: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
  expect(log).toMatchObject({ occurredAt: "2026-03-11T10:00:01.000000Z", action: "claude_code.tool_decision" });
  expect((await live.view()).format).toBe("otlp-genai");
});

/** The endpoint on a port of its own, until the test is over. */
async function served(): Promise<string> {
  const server = createServer(async (request, response) => {
    const answer = await answerSender((request.url ?? "").split("/").at(-1) ?? "", await toRequest(request));
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => new Promise<void>((done) => server.close(() => done())));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function toRequest(request: IncomingMessage): Promise<Request> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const headers = new Headers(request.headers as Record<string, string>);
  return new Request("http://localhost", { method: "POST", headers, body: new Uint8Array(Buffer.concat(parts)) });
}

test("batches of live sources make and drop no table: the catalogue stays as it is, and so do rows of others on their way", async () => {
  const { send, take, view } = await aLiveSource();
  await send(LINES(0, 5));
  await take();
  await ownerSql().unsafe(`
    create table made (tag text);
    create function note_made() returns event_trigger language plpgsql as $$ begin insert into made values (tg_tag); end $$;
    create event trigger note_made on ddl_command_end execute function note_made()`);
  onTestFinished(async () => {
    await ownerSql().unsafe("drop event trigger note_made; drop table made");
  });
  const other = 1_000_000;
  await ownerSql()`insert into evidence_live_events select * from evidence_events where record = 1 limit 1`;
  await ownerSql()`update evidence_live_events set source_no = ${other}`;
  for (let i = 1; i < 4; i += 1) {
    // Each overlaps with the one before.
    await send(LINES(i * 4, 5));
    await take();
  }
  expect((await view()).counts).toMatchObject({ records: 20, events: 17, duplicates: 3 });
  expect(await ownerSql()`select distinct tag from made where tag <> 'CREATE TABLE AS'`).toEqual([]);
  expect(await ownerSql()`select source_no as no from evidence_live_events`).toEqual([{ no: other }]);
  await ownerSql()`delete from evidence_live_events`;
});
