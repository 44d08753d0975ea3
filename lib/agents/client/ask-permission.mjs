#!/usr/bin/env node
/**
 * Asks a person for permission before an agent does something risky. Needs nothing but Node 20.
 *
 *   FIREBREAK_URL=https://firebreak.example.org FIREBREAK_TOKEN=fb_… \
 *     node ask-permission.mjs AI_SYSTEM_ID REQUEST_ID "Publish the answer in topic 4711" [SECONDS]
 *
 * Exit code 0: allowed, and taken up: do it now, once. 1: denied, or nobody answered in time. 2: could not ask, which
 * is a no as well. REQUEST_ID names this one action: asked again with it, it is the same question.
 */
import { argv, env, exit } from "node:process";

const LONG_POLL_SECONDS = 25;

async function call(path, options = {}) {
  const response = await fetch(new URL(`/api/v1${path}`, env.FIREBREAK_URL), {
    ...options,
    headers: { Authorization: `Bearer ${env.FIREBREAK_TOKEN}`, "Content-Type": "application/json" },
    signal: AbortSignal.timeout((LONG_POLL_SECONDS + 10) * 1000),
  });
  const body = await response.json();
  if (!response.ok) throw new Error(body.detail ?? `Firebreak answered ${response.status}.`);
  return body;
}

/** Resolves with true only where a person said yes, in time, and nobody has used that yes before. */
export async function askPermission({ aiSystem, requestId, action, timeoutSeconds = 300 }) {
  const question = JSON.stringify({ aiSystem, requestId, action, timeoutSeconds });
  let request = await call("/approvals", { method: "POST", body: question });
  while (request.state === "waiting") request = await call(`/approvals/${request.id}?wait=${LONG_POLL_SECONDS}`);
  if (!request.allowed) return false;
  // Taken up before anything is done: a copy of this program that asked the same gets a refusal here.
  const used = await call(`/approvals/${request.id}/redeem`, { method: "POST" });
  return used.fingerprint === request.fingerprint;
}

if (import.meta.url === new URL(argv[1] ?? "", "file:").href) {
  const [aiSystem, requestId, action, seconds] = argv.slice(2);
  if (!aiSystem || !requestId || !action || !env.FIREBREAK_URL || !env.FIREBREAK_TOKEN) {
    console.error(
      "Usage: FIREBREAK_URL=… FIREBREAK_TOKEN=… node ask-permission.mjs AI_SYSTEM_ID REQUEST_ID ACTION [SECONDS]",
    );
    exit(2);
  }
  try {
    const allowed = await askPermission({ aiSystem, requestId, action, timeoutSeconds: Number(seconds ?? 300) });
    console.log(allowed ? "allowed" : "denied");
    exit(allowed ? 0 : 1);
  } catch (error) {
    console.error(error.message);
    exit(2);
  }
}
