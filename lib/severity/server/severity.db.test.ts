import { and, desc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { incidentEvents, severityAssessments } from "@/db/schema";
import { anIncident, aToken, aUser, type TestUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { api } from "@/lib/api/server/app";
import type { IncidentView } from "@/lib/incidents/views";

testDatabase();

const META = { D: 3, V: 3, A: 2, T: 2, R: 2, G: 3, C: 0, E: 1 };
const LUNCH = { D: 0, V: 1, A: 0, T: 1, R: 0, G: 1, C: 0, E: 4 };

let commander: TestUser;
let incident: IncidentView;

beforeAll(async () => {
  ({ incident, commander } = await anIncident());
});

async function call(user: TestUser, method: string, path: string, body?: unknown) {
  const token = await aToken(user, ["read", "respond", "command"]);
  return api.request(`http://localhost/api/v1/incidents/${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

describe("assessing by the API", () => {
  test("answers with likely, high, floors, level and what was assumed, and the incident takes the level", async () => {
    const body = { factors: { ...META, V: null }, facts: { approvalMissing: true } };
    const answer = await call(commander, "POST", `${incident.ref}/severity`, body);
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({
      likely: { score: 48, level: "SEV1" },
      high: { score: 64, level: "SEV1" },
      floors: ["F1"],
      level: "SEV1",
      assumed: ["V"],
      overridden: false,
    });
    const read = await (await call(commander, "GET", incident.ref)).json();
    expect(read).toMatchObject({ severity: "SEV1", peakSeverity: "SEV1" });
  });

  test("the severity of record stays the highest there ever was", async () => {
    const lower = await call(commander, "POST", `${incident.ref}/severity`, { factors: LUNCH });
    expect(await lower.json()).toMatchObject({ level: "SEV5", likely: { score: 14 } });
    const read = await (await call(commander, "GET", incident.ref)).json();
    expect(read).toMatchObject({ severity: "SEV5", peakSeverity: "SEV1" });
  });

  test("a hazard's potential and actual level are both kept", async () => {
    const factors = { D: 4, V: 3, A: 4, T: 4, R: 4, G: 3, C: 0, E: 1 };
    const body = { factors, facts: { event: "hazard" } };
    const answer = await (await call(commander, "POST", `${incident.ref}/severity`, body)).json();
    expect(answer).toMatchObject({ potential: "SEV1", actual: "SEV2", level: "SEV2", likely: { score: 85 } });
  });

  test("keeps each version with its rubric, its author and its entry in the record; the newest comes first", async () => {
    const { incident: other } = await anIncident(commander);
    for (const factors of [META, LUNCH]) await call(commander, "POST", `${other.ref}/severity`, { factors });
    const history = await (await call(commander, "GET", `${other.ref}/severity`)).json();
    expect(history.data.map((one: { level: string }) => one.level)).toEqual(["SEV5", "SEV1"]);
    const [newest] = history.data;
    expect(newest).toMatchObject({ rubricVersion: "1", assessedBy: commander.name, factors: LUNCH });
    const [event] = await db()
      .select()
      .from(incidentEvents)
      .where(and(eq(incidentEvents.incidentId, Number(other.id)), eq(incidentEvents.kind, "severity_assessed")))
      .orderBy(desc(incidentEvents.seq))
      .limit(1);
    expect(String(event?.seq)).toBe(newest.eventId);
    const first = await (await call(commander, "GET", `${other.ref}/severity?limit=1`)).json();
    const next = await (
      await call(commander, "GET", `${other.ref}/severity?limit=1&cursor=${first.nextCursor}`)
    ).json();
    expect([first.data[0].level, next.data[0].level, next.nextCursor]).toEqual(["SEV5", "SEV1", null]);
  });

  test.each([
    [{ factors: { D: 5 } }, "/factors/D"],
    [{ factors: { D: 1.5 } }, "/factors/D"],
    [{ factors: {}, facts: { tenants: -1 } }, "/facts/tenants"],
    [{ factors: {}, override: "SEV0" }, "/override"],
  ])("what is no answer is refused at its field: %j", async (body, pointer) => {
    const refused = await call(commander, "POST", `${incident.ref}/severity`, body);
    expect(refused.status).toBe(422);
    expect((await refused.json()).errors[0].pointer).toBe(pointer);
  });
});

describe("an override", () => {
  test("needs a reason, and nothing is written without", async () => {
    const count = () => db().$count(severityAssessments);
    const before = await count();
    for (const override of ["SEV3", "SEV1"]) {
      const refused = await call(commander, "POST", `${incident.ref}/severity`, { factors: LUNCH, override });
      expect(refused.status).toBe(422);
      expect((await refused.json()).errors[0].pointer).toBe("/reason");
    }
    expect(await count()).toBe(before);
  });

  test("does not erase the computed level", async () => {
    const body = { factors: META, override: "SEV3", reason: "Only test rows were in the table." };
    const answer = await (await call(commander, "POST", `${incident.ref}/severity`, body)).json();
    expect(answer).toMatchObject({ level: "SEV3", computed: "SEV1", overridden: true, reason: body.reason });
  });

  test("below the high score is also explained by linked evidence", async () => {
    const body = { factors: META, override: "SEV2", evidence: ["3-20933"] };
    expect((await call(commander, "POST", `${incident.ref}/severity`, body)).status).toBe(201);
  });
});

describe("who may", () => {
  test("a responder assesses; a viewer reads and may not", async () => {
    const responder = await aUser("responder");
    const viewer = await aUser("viewer");
    expect((await call(responder, "POST", `${incident.ref}/severity`, { factors: META })).status).toBe(201);
    expect((await call(viewer, "POST", `${incident.ref}/severity`, { factors: META })).status).toBe(403);
    expect((await call(viewer, "GET", `${incident.ref}/severity`)).status).toBe(200);
  });

  test("a restricted incident is absent for others", async () => {
    const { incident: secret } = await anIncident(commander, { visibility: "restricted" });
    const admin = await aUser("admin");
    expect((await call(admin, "GET", `${secret.ref}/severity`)).status).toBe(404);
    expect((await call(admin, "GET", `${secret.ref}/severity/prefill`)).status).toBe(404);
    expect((await call(admin, "POST", `${secret.ref}/severity`, { factors: META })).status).toBe(404);
  });
});

test("ENISA's gauge stands beside the rubric when it is asked for", async () => {
  const privacy = { dpc: 2, ei: 1, confidentiality: 0.25, integrity: 0, availability: 0, malicious: false };
  const answer = await call(commander, "POST", `${incident.ref}/severity`, { factors: META, privacy });
  expect((await answer.json()).privacy).toEqual({ score: 2.25, band: "medium", input: privacy });
});
