import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { apiTokens, incidentMembers, sessions, users } from "@/db/schema";
import { aCookie, anIncident, aToken, aUser, type TestUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import type { Permission, Role } from "@/lib/access/model";
import { api } from "./app";
import { POLICY } from "./authorisation.policy";
import type { Route } from "./define-route";
import { ROUTES } from "./route-table";

testDatabase();

/** The oracle's own table of roles: written apart from lib/access/model. */
const RIGHTS: Record<Role, Permission[]> = {
  viewer: ["read", "calendar"],
  responder: ["read", "respond", "ask", "alert", "calendar"],
  commander: ["read", "respond", "command", "ask", "alert", "calendar"],
  auditor: ["read", "audit", "calendar"],
  admin: ["read", "respond", "command", "administer", "audit", "ask", "alert", "calendar"],
};

interface Principal {
  name: string;
  headers: Record<string, string>;
  /** Null for somebody whom the API must not know. */
  rights: Permission[] | null;
  member: boolean;
}

type State = "open" | "restricted" | "absent";
type Verdict = "allowed" | "broken" | 401 | 403 | 404;

function expected(key: string, principal: Principal, state: State): Verdict {
  const asked = POLICY[key];
  if (principal.rights === null && "Authorization" in principal.headers) return 401;
  if (asked === "public") return "allowed";
  if (principal.rights === null) return 401;
  if (asked === "signed-in") return "allowed";
  if (key.includes("/incidents/{ref}")) {
    const visible = state === "open" || (state === "restricted" && principal.member);
    if (!visible || !principal.rights.includes("read")) return 404;
  }
  return principal.rights.includes(asked as Permission) ? "allowed" : 403;
}

const refs: Record<State, string> = { open: "", restricted: "", absent: "INC-999999" };
const principals: Principal[] = [];

beforeAll(async () => {
  const { incident: open, commander } = await anIncident();
  const { incident: restricted } = await anIncident(commander, {
    visibility: "restricted",
    title: "canary-restricted",
  });
  refs.open = open.ref;
  refs.restricted = restricted.ref;
  for (const role of Object.keys(RIGHTS) as Role[]) {
    for (const member of [false, true]) {
      const user = await aUser(role);
      if (member) await addMember(user, Number(restricted.id));
      const token = await aToken(user, [...RIGHTS.admin]);
      const name = `${role}${member ? ", member" : ""}`;
      principals.push({ name, headers: bearer(token), rights: RIGHTS[role], member });
    }
  }
  await addNarrowTokens(Number(restricted.id));
  await addStrangers();
});

function bearer(token: string): Record<string, string> {
  return { Authorization: `Bearer ${token}` };
}

async function addMember(user: TestUser, incidentId: number): Promise<void> {
  const addedAt = user.ctx.now();
  await db().insert(incidentMembers).values({ incidentId, userId: user.id, addedBy: "test", addedAt });
}

/** Tokens give at most what their owner may, and at most their scopes. */
async function addNarrowTokens(restrictedId: number): Promise<void> {
  for (const scopes of [["read"], ["respond"], ["ask"], ["alert"], ["calendar"], ["read", "audit"]] as Permission[][]) {
    // One each: a new address of a calendar ends the former one of its user.
    const admin = await aUser("admin");
    await addMember(admin, restrictedId);
    const headers = bearer(await aToken(admin, scopes));
    principals.push({ name: `admin's token for ${scopes}`, headers, rights: scopes, member: true });
  }
}

async function addStrangers(): Promise<void> {
  const add = (name: string, headers: Record<string, string>) =>
    principals.push({ name, headers, rights: null, member: true });
  add("nobody", {});
  add("a made-up token", bearer("fb_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
  const disabled = await aUser("admin");
  add("a disabled admin's token", bearer(await aToken(disabled, [...RIGHTS.admin])));
  add("a disabled admin's session", { Cookie: await aCookie(disabled), "Sec-Fetch-Site": "same-origin" });
  await db().update(users).set({ disabledAt: disabled.ctx.now() }).where(eq(users.id, disabled.id));
  const gone = await aUser("admin");
  add("a revoked token", bearer(await aToken(gone, [...RIGHTS.admin])));
  add("a revoked session", { Cookie: await aCookie(gone), "Sec-Fetch-Site": "same-origin" });
  await db().update(apiTokens).set({ revokedAt: gone.ctx.now() }).where(eq(apiTokens.userId, gone.id));
  await db().update(sessions).set({ revokedAt: gone.ctx.now() }).where(eq(sessions.userId, gone.id));
}

function keyOf(route: Route): string {
  return `${route.method.toUpperCase()} ${route.path}`;
}

async function call(route: Route, principal: Principal, ref: string): Promise<{ verdict: Verdict; body: string }> {
  const path = route.path.replace("{ref}", ref).replaceAll(/\{\w+\}/g, () => randomUUID());
  const sends = route.method !== "get" && route.method !== "delete";
  const response = await api.request(`http://localhost/api/v1${path}`, {
    method: route.method.toUpperCase(),
    headers: { ...principal.headers, ...(sends ? { "Content-Type": "application/json" } : {}) },
    ...(sends ? { body: "{}" } : {}),
  });
  const isEvents = response.headers.get("content-type")?.startsWith("text/event-stream");
  if (isEvents) await response.body?.cancel();
  const body = isEvents ? "" : await response.text();
  const { status } = response;
  if (status >= 500) return { verdict: "broken", body };
  if (status === 401 || status === 403) return { verdict: status, body };
  if (status === 404 && body.includes("no such incident")) return { verdict: 404, body };
  return { verdict: "allowed", body };
}

describe("the authorisation matrix", () => {
  test("knows every route of the API, and only those", () => {
    expect(Object.keys(POLICY).sort()).toEqual(ROUTES.map(keyOf).sort());
  });

  test("has no wrong cell: every route × principal × state of the incident", async () => {
    const wrong: string[] = [];
    let cells = 0;
    for (const route of ROUTES) {
      const states: State[] = route.path.includes("{ref}") ? ["open", "restricted", "absent"] : ["open"];
      for (const state of states) {
        for (const principal of principals) {
          const should = expected(keyOf(route), principal, state);
          const { verdict } = await call(route, principal, refs[state]);
          cells += 1;
          if (verdict !== should)
            wrong.push(`${keyOf(route)} as ${principal.name}, ${state}: ${verdict}, not ${should}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(cells).toBeGreaterThan(ROUTES.length * principals.length);
  }, 300_000);

  test("answers for a restricted incident exactly as for one that is not there", async () => {
    const outsider = principals.find((principal) => principal.name === "admin");
    if (!outsider) throw new Error("no such principal");
    for (const route of ROUTES.filter((candidate) => candidate.path.includes("{ref}"))) {
      const [forbidden, absent] = await Promise.all([
        call(route, outsider, refs.restricted),
        call(route, outsider, refs.absent),
      ]);
      expect(withoutRequestId(forbidden.body), keyOf(route)).toEqual(withoutRequestId(absent.body));
    }
  });

  test("lets no word of a restricted incident out by any list, search or count", async () => {
    const outsider = principals.find((principal) => principal.name === "commander");
    if (!outsider) throw new Error("no such principal");
    for (const route of ROUTES.filter((candidate) => candidate.method === "get" && !candidate.path.includes("{"))) {
      const { body } = await call(route, outsider, "");
      expect(body, keyOf(route)).not.toContain("canary-restricted");
    }
  });
});

function withoutRequestId(body: string): unknown {
  const { requestId: _, ...problem } = JSON.parse(body);
  return problem;
}
