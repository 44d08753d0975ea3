import { closeDatabase, configureDatabase, db, ownerSql } from "@/db/client";
import { users } from "@/db/schema";
import { insertToken } from "@/lib/access/server/manage-tokens";
import { openSession } from "@/lib/access/server/sessions";
import { type Ctx, systemContext, userContext } from "@/lib/api/server/context";
import { declareIncident } from "@/lib/incidents/server/declare-incident";
import { addEntry } from "@/lib/timeline/server/add-entry";
import type { Bench, BenchDatabase } from "./benchmark";

const INCIDENTS = 200;
const ENTRIES = 5000;

/** 200 incidents, the first with 5,000 entries, made by the verbs; and two ways to sign in. */
export async function fillRooms(database: BenchDatabase, bench: Bench): Promise<{ token: string; cookie: string }> {
  bench.say(`Recording ${INCIDENTS} incidents and ${ENTRIES * bench.scale} entries …`);
  configureDatabase(database);
  try {
    const { ctx, userId } = await makeCommander();
    for (let n = 1; n <= INCIDENTS; n += 1) await declareIncident(ctx, { title: `Incident ${n} of the benchmark` });
    for (let n = 1; n <= ENTRIES * bench.scale; n += 1) {
      await addEntry(ctx, "INC-1", { body: `Entry ${n}: somebody looked at something and wrote down what they saw.` });
    }
    // As the database does by itself within a minute; measuring begins sooner.
    await ownerSql()`analyze`;
    const { token } = await insertToken(db(), userId, { name: "bench", scopes: ["read"] }, ctx.now());
    const session = await openSession(db(), { id: userId }, { now: ctx.now(), ip: null, userAgent: null });
    return { token, cookie: `firebreak=${session.secret}` };
  } finally {
    await closeDatabase();
  }
}

async function makeCommander(): Promise<{ ctx: Ctx; userId: string }> {
  const person = { email: "bench@northwind.example", name: "Bench", role: "commander" as const };
  const [row] = await db()
    .insert(users)
    .values({ ...person, createdAt: systemContext().now() })
    .returning({ id: users.id });
  if (!row) throw new Error("insert returned no row");
  return { ctx: userContext({ id: row.id, ...person }), userId: row.id };
}
