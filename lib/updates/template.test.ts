import { expect, test } from "vitest";
import type { RoomView } from "@/lib/incidents/views";
import { DEFAULT_TARGETS, targetsOf } from "@/lib/severity/targets";
import type { Audience } from "./model";
import * as template from "./template";

const NOW = "2026-03-11T17:02:00.000000Z";

const draftOf = (room: RoomView, audience: Audience, now: string) =>
  template.draftOf(room, audience, targetsOf(room.incident.severity, DEFAULT_TARGETS), now);

function room(part: { incident?: object; exposure?: object | null; agent?: object } = {}): RoomView {
  return {
    incident: { phase: "active", severity: "SEV1", title: "canary", summary: "canary", ...part.incident },
    times: [],
    severity: null,
    exposure:
      part.exposure === null
        ? null
        : {
            open: 1,
            assets: 2,
            earliestOpenedAt: "2026-03-11T15:06:20.000000Z",
            exposedMs: { certain: 6_000_000, possible: 6_000_000 },
            accessed: "yes",
            exfiltrated: "unknown",
            unauthorised: { certain: 87, possible: 9, principals: 14 },
            gapMs: 360_000,
            ...part.exposure,
          },
    agent: { state: "stopped", ...part.agent },
    data: { peopleLow: null },
  } as unknown as RoomView;
}

test("says what is known, what is not, and what happens next, and nothing that the room does not know", () => {
  const { state, body } = draftOf(room(), "executives", NOW);
  expect(state).toBe("Active: data is exposed");
  expect(body).toContain("Data is exposed in 2 places since 2026-03-11 15:06 UTC.");
  expect(body).toContain("14 people or programs without clearance accessed the data: 87 accesses, 9 more possible.");
  expect(body).toContain("Whether data was taken out.");
  expect(body).toContain("What happened in 6 m for which we have no logs.");
  expect(body).toContain("that it did is not verified yet");
  expect(body).not.toContain("canary");
});

test("an access that is only possible is not said to have been", () => {
  const exposure = { unauthorised: { certain: 0, possible: 3, principals: 2 } };
  expect(draftOf(room({ exposure }), "executives", NOW).body).toContain("may have accessed the data");
});

test("everyone gets no figures of accesses", () => {
  expect(draftOf(room(), "everyone", NOW).body).not.toMatch(/\b(87|14)\b/);
});

test.each([
  ["SEV1", "2026-03-11T17:35:00.000000Z"],
  ["SEV2", "2026-03-11T18:05:00.000000Z"],
  ["SEV3", "2026-03-11T21:05:00.000000Z"],
  ["SEV4", null],
  [null, "2026-03-11T17:35:00.000000Z"],
])("the next update is promised as the response targets of %s say, on the next five minutes", (severity, nextAt) => {
  expect(draftOf(room({ incident: { severity } }), "everyone", NOW).nextAt).toBe(nextAt);
});

test("nothing is promised once it is resolved", () => {
  expect(draftOf(room({ incident: { phase: "resolved" } }), "everyone", NOW).nextAt).toBeNull();
});
