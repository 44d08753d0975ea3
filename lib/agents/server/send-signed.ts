import { createHmac } from "node:crypto";
import http from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import { ForbiddenTarget, resolveTarget, type Target } from "./allowed-target";

const TIMEOUT_MS = 10_000;
/** More of an answer is not read: only its status says anything. */
const MOST_ANSWER_BYTES = 16 * 1024;

export interface SignedMessage {
  /** Stays the same with every try, so that the receiver can tell a repetition. */
  id: string;
  /** Sent byte for byte. */
  body: string;
  /** `whsec_` and base64. */
  secret: string;
  url: string;
}

export interface SendResult {
  status: number | null;
  error: string | null;
  /** Whether trying again can help. */
  final: boolean;
}

/** Sends one message as Standard Webhooks 1.0 say: signed, once, to an address that was checked and is kept. */
export async function sendSigned(message: SignedMessage, nowSeconds: number): Promise<SendResult> {
  let target: Target;
  try {
    target = await resolveTarget(message.url);
  } catch (error) {
    const forbidden = error instanceof ForbiddenTarget;
    return { status: null, error: forbidden ? error.message : "The address could not be read.", final: false };
  }
  const status = await post(target, message.body, signedHeaders(message, nowSeconds)).catch((error: Error) => error);
  if (status instanceof Error) return { status: null, error: sayOf(status), final: false };
  if (status >= 200 && status < 300) return { status, error: null, final: true };
  if (status >= 300 && status < 400)
    return { status, error: "It answered with a redirect, which is not followed.", final: true };
  if (status === 410) return { status, error: "It says that it is gone.", final: true };
  return { status, error: `It answered ${status}.`, final: false };
}

/** The three headers over which a receiver checks that the message is ours and fresh. */
export function signedHeaders({ id, body, secret }: SignedMessage, nowSeconds: number): Record<string, string> {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${nowSeconds}.${body}`).digest("base64");
  return {
    "webhook-id": id,
    "webhook-timestamp": String(nowSeconds),
    "webhook-signature": `v1,${signature}`,
  };
}

function post(target: Target, body: string, signed: Record<string, string>): Promise<number> {
  const pinned: LookupFunction = (_host, options, done) => {
    if (options.all) (done as unknown as (e: null, all: object[]) => void)(null, [{ ...target }]);
    else done(null, target.address, target.family);
  };
  return new Promise((resolve, reject) => {
    const { request } = target.url.protocol === "https:" ? https : http;
    const sent = request(
      target.url,
      {
        method: "POST",
        lookup: pinned,
        agent: false,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: {
          ...signed,
          "content-type": "application/json",
          "content-length": Buffer.byteLength(body),
          "user-agent": "Firebreak",
        },
      },
      (response) => {
        let bytes = 0;
        response.on("data", (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > MOST_ANSWER_BYTES) response.destroy();
        });
        response.on("close", () => resolve(response.statusCode ?? 0));
        response.on("error", () => {});
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

function sayOf(error: Error): string {
  if (error.name === "TimeoutError" || error.name === "AbortError") return "It did not answer within 10 seconds.";
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ECONNREFUSED") return "Nothing listens at this address.";
  return `It could not be reached${code ? ` (${code})` : ""}.`;
}
