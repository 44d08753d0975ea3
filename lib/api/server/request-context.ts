import { randomUUID } from "node:crypto";
import { actorOfSession, actorOfToken } from "@/lib/access/server/sessions";
import { dateToInstant } from "@/lib/time/instant";
import { AppError } from "../errors";
import type { Ctx } from "./context";
import { isSecureOrigin, sessionCookie } from "./cookie";

/** Opens the context of a request: bearer token first, then the session cookie, else nobody. */
export async function requestContext(request: Request): Promise<Ctx> {
  const now = () => dateToInstant(new Date());
  const base = { now, requestId: randomUUID(), ip: clientAddress(request) };
  const authorization = request.headers.get("authorization");
  if (authorization !== null) {
    const token = /^Bearer (fb_[A-Za-z0-9_-]{20,100})$/.exec(authorization)?.[1];
    const actor = token ? await actorOfToken(token, now()) : null;
    if (!actor) throw new AppError("unauthenticated", "This API token is unknown, expired or revoked.");
    return { ...base, actor, source: "api" };
  }
  const secret = sessionCookie(request.headers.get("cookie"));
  const actor = secret ? await actorOfSession(secret, now()) : null;
  return { ...base, actor, source: "web" };
}

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * A request that changes something and rests on a cookie has to come from our own pages. Browsers say so in
 * Sec-Fetch-Site, older ones in Origin; one that says neither is refused when it carries a session.
 */
export function refuseCrossSite(request: Request): void {
  if (SAFE.has(request.method) || request.headers.has("authorization")) return;
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  const hasSession = sessionCookie(request.headers.get("cookie")) !== null;
  const same = site !== null ? site === "same-origin" : origin !== null ? isOwnOrigin(origin, request) : !hasSession;
  if (!same || (origin !== null && !isOwnOrigin(origin, request))) {
    throw new AppError("forbidden", "This request came from another site and was refused.");
  }
}

function isOwnOrigin(origin: string, request: Request): boolean {
  const configured = process.env.FIREBREAK_ORIGIN;
  if (configured) return origin === configured.replace(/\/$/, "");
  const host = request.headers.get("host");
  return origin === `http://${host}` || (isSecureOrigin() && origin === `https://${host}`);
}

/** Only a proxy that the operator named by FIREBREAK_TRUST_PROXY=1 may say who the client is. */
export function clientAddress(request: Request): string | null {
  if (process.env.FIREBREAK_TRUST_PROXY !== "1") return null;
  return request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim().slice(0, 64) ?? null;
}
