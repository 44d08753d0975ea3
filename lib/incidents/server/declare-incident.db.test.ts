import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { incidentEvents, incidents, namedTimes } from "@/db/schema";
import { aCookie, anIncident, aToken, aUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { api } from "@/lib/api/server/app";
import { declareIncident } from "./declare-incident";
import { nameTime } from "./name-time";

testDatabase();

function post(path: string, body: unknown, headers: Record<string, string>): Promise<Response> {
  return Promise.resolve(
    api.request(`http://localhost/api/v1${path}`, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "Content-Type": "application/json", ...headers },
    }),
  );
}

describe("declaring an incident", () => {
  test("makes its declarer commander and member, and records it all", async () => {
    const { incident, commander } = await anIncident();
    expect(incident).toMatchObject({ phase: "active", severity: null, declaredBy: commander.id });
    const events = await db()
      .select()
      .from(incidentEvents)
      .where(eq(incidentEvents.incidentId, Number(incident.id)));
    expect(events.map((event) => event.kind)).toEqual(["declared", "member_added", "role_taken", "time_named"]);
  });

  test("numbers stay dense and unique when twenty people declare at once", async () => {
    const commander = await aUser("commander");
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, i) => declareIncident(commander.ctx, { title: `incident ${i}` })),
    );
    const numbers = made.map((incident) => Number(incident.id)).sort((a, b) => a - b);
    const [{ max } = { max: 0 }] = await db().execute<{ max: number }>(sql`select max(id) as max from incidents`);
    expect(new Set(numbers).size).toBe(20);
    const [{ n } = { n: 0 }] = await db().execute<{ n: number }>(sql`select count(*)::int as n from incidents`);
    expect(n).toBe(max);
  });

  test("a named time that has not come yet is refused at its field, when declaring and afterwards", async () => {
    const { incident, commander } = await anIncident();
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().replace("Z", "000Z");
    const started = { name: "started", at: tomorrow } as const;
    await expect(nameTime(commander.ctx, incident.ref, started)).rejects.toMatchObject({
      code: "invalid",
      details: { fields: [{ pointer: "/at" }] },
    });
    await expect(declareIncident(commander.ctx, { title: "x", startedAt: tomorrow })).rejects.toMatchObject({
      details: { fields: [{ pointer: "/startedAt" }] },
    });
  });

  test("is refused to a viewer, and nothing is written", async () => {
    const viewer = await aUser("viewer");
    const before = await db().$count(incidents);
    await expect(declareIncident(viewer.ctx, { title: "no" })).rejects.toMatchObject({ code: "forbidden" });
    expect(await db().$count(incidents)).toBe(before);
  });

  test("twice with the same Idempotency-Key makes one incident, also at the same moment", async () => {
    const commander = await aUser("commander");
    const headers = {
      Authorization: `Bearer ${await aToken(commander, ["read", "respond"])}`,
      "Idempotency-Key": "form-instance-1",
    };
    const before = await db().$count(incidents);
    const answers = await Promise.all([1, 2, 3].map(() => post("/incidents", { title: "double Enter" }, headers)));
    const bodies = await Promise.all(answers.map((answer) => answer.json()));
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201]);
    expect(new Set(bodies.map((body) => body.ref)).size).toBe(1);
    expect(await db().$count(incidents)).toBe(before + 1);
    const other = await post("/incidents", { title: "something else" }, headers);
    expect(other.status).toBe(422);
  });

  test("names the field and says what to do when the input is wrong", async () => {
    const commander = await aUser("commander");
    const headers = { Authorization: `Bearer ${await aToken(commander, ["read", "respond"])}` };
    const answer = await post("/incidents", { title: "  ", severity: "SEV9", phase: "closed" }, headers);
    expect(answer.status).toBe(422);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    const problem = await answer.json();
    expect(problem.errors.map((error: { pointer: string }) => error.pointer)).toEqual(
      expect.arrayContaining(["/title", "/severity"]),
    );
  });

  test("from another site is refused although the browser sends the cookie along", async () => {
    const commander = await aUser("commander");
    const cookie = await aCookie(commander);
    const cases: Record<string, string>[] = [
      { "Sec-Fetch-Site": "cross-site", Origin: "https://evil.example" },
      { "Sec-Fetch-Site": "same-site" },
      { Origin: "null" },
      { Origin: "https://evil.example" },
      {},
    ];
    for (const headers of cases) {
      expect((await post("/incidents", { title: "forged" }, { Cookie: cookie, ...headers })).status).toBe(403);
    }
    const own = await post("/incidents", { title: "own page" }, { Cookie: cookie, "Sec-Fetch-Site": "same-origin" });
    expect(own.status).toBe(201);
  });
});

describe("the record", () => {
  test("can't be changed or deleted by the app's role, nor by the owner", async () => {
    const { incident } = await anIncident();
    const id = Number(incident.id);
    await expect(db().execute(sql`update incident_events set data = '{}' where incident_id = ${id}`)).rejects.toThrow();
    await expect(db().execute(sql`delete from incident_events where incident_id = ${id}`)).rejects.toThrow();
    await expect(db().execute(sql`truncate incident_events`)).rejects.toThrow();
    const { ownerSql } = await import("@/db/client");
    await expect(ownerSql()`update incident_events set data = '{}' where incident_id = ${id}`).rejects.toThrow(
      /append-only/,
    );
    await expect(ownerSql()`delete from incident_events where incident_id = ${id}`).rejects.toThrow(/append-only/);
    await expect(ownerSql()`truncate incident_events cascade`).rejects.toThrow(/append-only/);
  });
});

describe("what is written down afterwards", () => {
  test("has the times of then, each with how it is known, and its declaration moves where it is named anew", async () => {
    const commander = await aUser("commander");
    const incident = await declareIncident(commander.ctx, {
      ...{ title: "Found in the archive", mode: "retrospective" as const, timesBasis: "Mails of that week" },
      ...{ startedAt: "2025-03-01T10:00:00.000000Z", declaredAt: "2025-03-02T09:00:00.000000Z" },
    });
    expect(incident).toMatchObject({ mode: "retrospective", declaredAt: "2025-03-02T09:00:00.000000Z" });
    const times = await db()
      .select()
      .from(namedTimes)
      .where(eq(namedTimes.incidentId, Number(incident.id)));
    expect(times.map(({ name, basis }) => [name, basis]).sort()).toEqual([
      ["declared", "Mails of that week"],
      ["started", "Mails of that week"],
    ]);
    const at = "2025-03-02T08:30:00.000000Z";
    await nameTime(commander.ctx, incident.ref, { name: "declared", at, basis: "The ticket" });
    const [row] = await db()
      .select()
      .from(incidents)
      .where(eq(incidents.id, Number(incident.id)));
    expect(row?.declaredAt).toBe(at);
  });

  test("can't have been declared in the future", async () => {
    const commander = await aUser("commander");
    const declaredAt = new Date(Date.now() + 86_400_000).toISOString().replace("Z", "000Z");
    await expect(declareIncident(commander.ctx, { title: "x", declaredAt })).rejects.toMatchObject({
      details: { fields: [{ pointer: "/declaredAt" }] },
    });
  });
});
