import { createHmac } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sendSigned, signedHeaders } from "./send-signed";

const SECRET = `whsec_${Buffer.from("0123456789abcdef0123456789abcdef").toString("base64")}`;
const NOW = 1_700_000_000;
const seen: { headers: http.IncomingHttpHeaders; body: string; host: string }[] = [];
let server: http.Server;
let base = "";

beforeAll(async () => {
  process.env.FIREBREAK_WEBHOOK_ALLOW = "127.0.0.1";
  server = http.createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    seen.push({ headers: request.headers, body, host: request.headers.host ?? "" });
    const path = request.url ?? "";
    if (path === "/redirect") response.writeHead(302, { Location: "http://127.0.0.1:1/" }).end();
    else if (path === "/endless") response.writeHead(200).end("x".repeat(5_000_000));
    else response.writeHead(Number(path.slice(1)) || 204).end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  delete process.env.FIREBREAK_WEBHOOK_ALLOW;
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

const message = (path: string) => ({ id: "stop_1", body: '{"type":"agent.stop"}', secret: SECRET, url: base + path });

test("a message is signed over its id, time and bytes, so that any other reads as false", async () => {
  expect(await sendSigned(message("/204"), NOW)).toEqual({ status: 204, error: null, final: true });
  const { headers, body } = seen.at(-1) ?? { headers: {} as http.IncomingHttpHeaders, body: "" };
  const expected = createHmac("sha256", "0123456789abcdef0123456789abcdef")
    .update(`stop_1.${NOW}.${body}`)
    .digest("base64");
  expect(headers).toMatchObject({ "webhook-id": "stop_1", "webhook-timestamp": String(NOW) });
  expect(headers["webhook-signature"]).toBe(`v1,${expected}`);
  expect(signedHeaders({ ...message("/"), body: "{}" }, NOW)["webhook-signature"]).not.toBe(`v1,${expected}`);
});

test("a redirect is not followed and not tried again; nor is what says that it is gone", async () => {
  const before = seen.length;
  expect(await sendSigned(message("/redirect"), NOW)).toMatchObject({ status: 302, final: true });
  expect(await sendSigned(message("/410"), NOW)).toMatchObject({ status: 410, final: true });
  expect(seen).toHaveLength(before + 2);
});

test("another refusal, and nobody there, can be tried again", async () => {
  expect(await sendSigned(message("/503"), NOW)).toEqual({ status: 503, error: "It answered 503.", final: false });
  const nobody = await sendSigned({ ...message("/"), url: "http://127.0.0.1:1/" }, NOW);
  expect(nobody).toEqual({ status: null, error: "Nothing listens at this address.", final: false });
});

test("no more of an answer is read than its status needs", async () => {
  expect(await sendSigned(message("/endless"), NOW)).toMatchObject({ status: 200, final: true });
});
