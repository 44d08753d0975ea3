import { expect, test } from "vitest";
import { anIncident, aToken, aUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { api } from "@/lib/api/server/app";
import { listEvidence } from "@/lib/evidence/server/list-evidence";
import { parseIncidentRef } from "@/lib/incidents/model";
import { getRoom } from "@/lib/incidents/server/get-room";
import { answerSender } from "@/lib/ingest/server/answer-sender";
import { takeDeliveries } from "@/lib/ingest/server/take-deliveries";
import { dateToInstant } from "@/lib/time/instant";
import { listTimeline } from "@/lib/timeline/server/list-timeline";
import { playDrill, type Stage } from "./play";

testDatabase();

/** Ten minutes of the story in which the permissions were changed. */
const STRETCH = { from: "2026-03-11T15:02:00.000000Z", until: "2026-03-11T15:12:00.000000Z" };
const SPEED = 60;

/** A stage whose clock moves only when the play waits. */
async function aStage() {
  const user = await aUser("responder");
  const token = await aToken(user, ["read", "respond"]);
  let now = Date.now() - 3_600_000;
  const began = dateToInstant(new Date(now));
  const stage: Stage = {
    fetch: async (path, { token: own = token, headers, ...init }) => {
      const given = { ...init, headers: { ...headers, Authorization: `Bearer ${own}` } };
      const request = new Request(`http://localhost${path}`, given);
      return path.startsWith("/v1/") ? answerSender("events", request) : api.request(request);
    },
    now: () => dateToInstant(new Date(now)),
    wait: async (ms) => {
      now += ms;
    },
    say: () => {},
  };
  return { user, stage, began, end: () => dateToInstant(new Date(now)) };
}

test("a drill's lines come by live ingestion as its evidence, in the time of the play, and every inject is told", async () => {
  const { user, stage, began, end } = await aStage();
  const { incident, lines } = await playDrill(stage, { incident: null, speed: SPEED, ...STRETCH });
  expect(lines).toBeGreaterThan(100);
  expect((await getRoom(user.ctx, incident)).incident.mode).toBe("drill");
  const { data: sources } = await listEvidence(user.ctx, incident, { limit: 50 });
  const id = parseIncidentRef(incident) ?? 0;
  for (const { no } of sources) await takeDeliveries(id, no);
  const { data: read } = await listEvidence(user.ctx, incident, { limit: 50 });
  expect(read.map(({ counts }) => counts.rejects)).toEqual([0, 0]);
  for (const { firstEventAt, lastEventAt } of read) {
    // Spans are sent when the last of their line has ended, so the first of them began a little before.
    expect(Date.parse(firstEventAt ?? "")).toBeGreaterThan(Date.parse(began) - 60_000);
    expect(Date.parse(lastEventAt ?? "")).toBeLessThanOrEqual(Date.parse(end()));
  }
  const { data: entries } = await listTimeline(user.ctx, incident, { order: "oldest", limit: 50 });
  expect(entries.filter(({ body }) => body.startsWith("Inject: ")).map(({ kind }) => kind)).toEqual(["communication"]);
});

test("nothing is played into an incident that is real, and nothing is written to it", async () => {
  const { user, stage } = await aStage();
  const { incident } = await anIncident();
  await expect(playDrill(stage, { incident: incident.ref, speed: SPEED, ...STRETCH })).rejects.toThrow(/is no drill/);
  expect((await listEvidence(user.ctx, incident.ref, { limit: 50 })).data).toEqual([]);
});
