import { randomUUID } from "node:crypto";
import { db } from "@/db/client";
import { users } from "@/db/schema";
import type { Permission, Role } from "@/lib/access/model";
import { insertToken } from "@/lib/access/server/manage-tokens";
import { openSession } from "@/lib/access/server/sessions";
import { type Ctx, userContext } from "@/lib/api/server/context";
import type { DeclareIncidentInput } from "@/lib/incidents/inputs";
import { declareIncident } from "@/lib/incidents/server/declare-incident";
import type { IncidentView } from "@/lib/incidents/views";
import { dateToInstant, type Instant, instantToMicros, microsToInstant } from "@/lib/time/instant";

export interface TestUser {
  id: string;
  name: string;
  email: string;
  role: Role;
  ctx: Ctx;
}

/** A user with a context to call verbs with. `now` fixes the clock. */
export async function aUser(role: Role, options: { name?: string; now?: Instant } = {}): Promise<TestUser> {
  const name = options.name ?? `${role} ${randomUUID().slice(0, 8)}`;
  const email = `${randomUUID()}@test.example`;
  const createdAt = dateToInstant(new Date());
  const [row] = await db().insert(users).values({ email, name, role, createdAt }).returning({ id: users.id });
  if (!row) throw new Error("insert returned no row");
  const { now } = options;
  return { id: row.id, name, email, role, ctx: userContext({ id: row.id, name, role }, now ? { now: () => now } : {}) };
}

/** An incident declared by `by`, or by a new commander. */
export async function anIncident(
  by?: TestUser,
  input: Partial<DeclareIncidentInput> = {},
): Promise<{ incident: IncidentView; commander: TestUser }> {
  const commander = by ?? (await aUser("commander"));
  const incident = await declareIncident(commander.ctx, { title: "An agent answered without approval", ...input });
  return { incident, commander };
}

/** A bearer token of a user, for tests that go through HTTP. */
export async function aToken(user: TestUser, scopes: Permission[]): Promise<string> {
  const { token } = await insertToken(db(), user.id, { name: "test", scopes }, dateToInstant(new Date()));
  return token;
}

/** A session's cookie header of a user. */
export async function aCookie(user: TestUser): Promise<string> {
  const { secret } = await openSession(db(), user, { now: dateToInstant(new Date()), ip: null, userAgent: "test" });
  return `firebreak=${secret}`;
}

/** A clock that moves on by `stepMs` at every look, so that times in a test are plain and never equal. */
export function tickingClock(start: Instant, stepMs = 1000): () => Instant {
  let micros = instantToMicros(start) - stepMs * 1000;
  return () => {
    micros += stepMs * 1000;
    return microsToInstant(micros);
  };
}
