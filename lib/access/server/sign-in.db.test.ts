import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { apiTokens, sessions, users } from "@/db/schema";
import { aCookie, aToken, aUser, type TestUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { api } from "@/lib/api/server/app";
import { systemContext } from "@/lib/api/server/context";
import { hashPassword } from "./secrets";
import { createSetupLink, firstSetupToken } from "./set-up";

testDatabase();

const PASSWORD = "a few words do nicely";

function call(
  method: string,
  path: string,
  options: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Response> {
  return Promise.resolve(
    api.request(`http://localhost/api/v1${path}`, {
      method,
      headers: { "Content-Type": "application/json", ...options.headers },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    }),
  );
}

const signIn = (email: string, password: string) => call("POST", "/session", { body: { email, password } });

async function aUserWithPassword(): Promise<TestUser> {
  const user = await aUser("responder");
  await db()
    .update(users)
    .set({ passwordHash: await hashPassword(PASSWORD) })
    .where(eq(users.id, user.id));
  return user;
}

function cookieOf(response: Response): string {
  return response.headers.get("set-cookie")?.split(";")[0] ?? "";
}

describe("signing in", () => {
  test("gives a cookie that scripts can't read, and the next request knows who it is", async () => {
    const user = await aUserWithPassword();
    const response = await signIn(user.email.toUpperCase(), PASSWORD);
    expect(response.status).toBe(201);
    expect(response.headers.get("set-cookie")).toMatch(/HttpOnly; SameSite=Lax/);
    const me = await call("GET", "/session", { headers: { Cookie: cookieOf(response) } });
    expect(await me.json()).toMatchObject({ user: { email: user.email, role: "responder" } });
  });

  test("answers the same for a wrong password, an unknown account, an empty and a disabled one", async () => {
    const user = await aUserWithPassword();
    const disabled = await aUserWithPassword();
    await db().update(users).set({ disabledAt: user.ctx.now() }).where(eq(users.id, disabled.id));
    const withoutPassword = await aUser("admin");
    const answers = await Promise.all([
      signIn(user.email, "not this one at all"),
      signIn("nobody@test.example", PASSWORD),
      signIn(withoutPassword.email, " "),
      signIn(disabled.email, PASSWORD),
    ]);
    const bodies = await Promise.all(answers.map((answer) => answer.json()));
    expect(answers.map((answer) => answer.status)).toEqual([401, 401, 401, 401]);
    expect(new Set(bodies.map((body) => body.detail)).size).toBe(1);
    expect((await signIn(user.email, "")).status).toBe(422);
  });

  test("is slowed down after ten wrong tries for one account, while others get in", async () => {
    const [victim, other] = [await aUserWithPassword(), await aUserWithPassword()];
    const statuses: number[] = [];
    for (let i = 0; i < 12; i++) statuses.push((await signIn(victim.email, "guess after guess")).status);
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401));
    expect(statuses.slice(10)).toEqual([429, 429]);
    expect((await signIn(other.email, PASSWORD)).status).toBe(201);
  });

  test("stores neither the password nor the cookie nor the token anywhere in the database", async () => {
    const user = await aUserWithPassword();
    const secret = cookieOf(await signIn(user.email, PASSWORD)).split("=")[1] ?? "";
    const token = await aToken(user, ["read"]);
    const dumps = await Promise.all([
      db().execute(sql`select row_to_json(t)::text as row from users t`),
      db().execute(sql`select row_to_json(t)::text as row from sessions t`),
      db().execute(sql`select row_to_json(t)::text as row from api_tokens t`),
      db().execute(sql`select row_to_json(t)::text as row from audit_entries t`),
    ]);
    const text = JSON.stringify(dumps);
    for (const hidden of [PASSWORD, secret, token]) expect(text).not.toContain(hidden);
  });
});

describe("revocation", () => {
  test("of a session, a token or a user holds for the very next request", async () => {
    const user = await aUser("responder");
    const cookie = { Cookie: await aCookie(user) };
    const bearer = { Authorization: `Bearer ${await aToken(user, ["read"])}` };
    const statuses = async () =>
      Promise.all([cookie, bearer].map(async (headers) => (await call("GET", "/session", { headers })).status));
    expect(await statuses()).toEqual([200, 200]);
    await db().update(sessions).set({ revokedAt: user.ctx.now() }).where(eq(sessions.userId, user.id));
    expect(await statuses()).toEqual([401, 200]);
    await db().update(apiTokens).set({ revokedAt: user.ctx.now() }).where(eq(apiTokens.userId, user.id));
    expect(await statuses()).toEqual([401, 401]);
  });

  test("of a role takes the rights of a token that was made with them", async () => {
    const admin = await aUser("admin");
    const user = await aUser("responder");
    const headers = { Authorization: `Bearer ${await aToken(user, ["read", "respond"])}` };
    expect((await call("POST", "/incidents", { headers, body: { title: "before" } })).status).toBe(201);
    const demote = {
      headers: { Authorization: `Bearer ${await aToken(admin, ["administer"])}` },
      body: { role: "viewer" },
    };
    expect((await call("PATCH", `/users/${user.id}`, demote)).status).toBe(200);
    expect((await call("POST", "/incidents", { headers, body: { title: "after" } })).status).toBe(403);
  });
});

describe("a token", () => {
  test("can't be made with rights that its maker does not have", async () => {
    const user = await aUser("viewer");
    const headers = { Authorization: `Bearer ${await aToken(user, ["read"])}` };
    const response = await call("POST", "/tokens", { headers, body: { name: "more", scopes: ["read", "administer"] } });
    expect(response.status).toBe(403);
  });
});

describe("a setup link", () => {
  test("sets a password once, and is refused afterwards", async () => {
    const user = await aUser("responder");
    const token = await createSetupLink(systemContext(), user.id);
    const body = { token, password: PASSWORD };
    expect((await call("POST", "/setup", { body })).status).toBe(201);
    expect((await call("POST", "/setup", { body })).status).toBe(410);
    expect((await signIn(user.email, PASSWORD)).status).toBe(201);
  });

  test("is not given for a first admin once there are users", async () => {
    await aUser("viewer");
    expect(await firstSetupToken()).toBeNull();
  });

  test("refuses a short password with the field named", async () => {
    const token = await createSetupLink(systemContext(), (await aUser("viewer")).id);
    const response = await call("POST", "/setup", { body: { token, password: "short" } });
    expect(response.status).toBe(422);
    expect((await response.json()).errors[0].pointer).toBe("/password");
  });
});
