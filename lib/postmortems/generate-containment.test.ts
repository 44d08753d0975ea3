import { expect, test } from "vitest";
import type { IncidentAiSystemView } from "@/lib/agents/views";
import type { ActionView } from "@/lib/containment/views";
import type { PostmortemFacts } from "./facts";
import { containmentParts, stoodParts } from "./generate-containment";
import { judgeSafeguards } from "./safeguards";

const at = (time: string) => `2026-03-11T${time}.000000Z`;

const stop: ActionView = {
  id: "a",
  ref: "A-1",
  incident: "INC-42",
  kind: "stop_agent",
  stage: "contained",
  proof: "silence",
  title: "Stop forum-assistant",
  detail: "",
  aiSystem: { id: "s", name: "forum-assistant", webhook: false },
  state: "done",
  approvalsNeeded: 0,
  approvals: [],
  requestedAt: at("16:56:00"),
  requestedBy: { id: "u", name: "commander" },
  preservation: "preserved",
  preservationNote: null,
  execution: "by_hand",
  startedAt: at("16:57:20"),
  doneAt: at("16:58:40"),
  doneBy: { id: "u", name: "responder" },
  doneNote: null,
  withoutApproval: null,
  droppedReason: null,
  verdict: "verified",
  verification: {
    verdict: "verified",
    reason: "its last event was at 16:58:30 UTC",
    ...{ basis: "evidence", by: null, shownAt: at("17:04:00") },
    acted: 0,
    denied: 0,
    lastActed: null,
    timeToStopMs: 70_000,
    quietUntil: at("21:00:00"),
    systems: [],
  },
  verifiedAt: at("19:00:00"),
  checkedAt: at("19:00:00"),
  checks: [],
  deliveries: [],
  version: 3,
};

const system: IncidentAiSystemView = {
  aiSystem: { id: "s", name: "forum-assistant", status: "active", webhook: false },
  role: "caused",
  recordedAt: at("16:53:00"),
  recordedBy: "responder",
  identities: [],
  at: at("15:06:20"),
  atName: "started",
  stood: null,
  stoodSure: false,
  stopTestThen: null,
  assessmentThen: {
    state: "over",
    approvedBy: "A",
    expiresAt: at("00:00:00"),
    intern: "yes",
    internReason: "reads only",
  },
};

const facts = (part: Partial<PostmortemFacts>) =>
  ({ severity: [], tasks: [], sources: [], exposure: null, ...part }) as unknown as PostmortemFacts;
const textOf = (part: Partial<PostmortemFacts>) =>
  [...stoodParts(facts(part)), ...containmentParts(facts(part))].join("\n");

test("what was done to stop it is printed with what shows it, the time to stop and its source", () => {
  const text = textOf({ containment: [stop] });
  expect(text).toContain("Stop forum-assistant");
  expect(text).toContain("its last event was at 16:58:30 UTC | 1 m 10 s | [[cite:containment:A-1]]");
});

test("a time to stop that the logs do not show is unknown, and a stop that failed says so", () => {
  const unseen = {
    ...stop,
    verdict: "not_verified" as const,
    verification: { ...stop.verification, timeToStopMs: null },
  };
  expect(textOf({ containment: [unseen as ActionView] })).toMatch(/done, not verified .*unknown/);
  expect(textOf({ containment: [{ ...stop, verdict: "failed" }] })).toContain("**does not hold**");
  expect(textOf({})).toBe("What was done to stop it is not recorded.");
});

test("going ahead without the approval that the policy asks for is printed with its reason", () => {
  expect(textOf({ containment: [{ ...stop, withoutApproval: "nobody else was awake" }] })).toContain(
    "A-1 went ahead without the approval it needs: nobody else was awake",
  );
});

test("what stood when it began names the ended approval and the intern question, and unknown where nobody said", () => {
  const text = textOf({ aiSystems: [system] });
  expect(text).toContain("What stood when it began");
  expect(text).toContain("**had ended**. Asked then: a new intern would get this access (reads only).");
  expect(text).toContain("**never**");
});

test("the safeguard of the stop worked where it is verified, failed where the agent acted on, and is unknown otherwise", () => {
  const standing = (containment: ActionView[]) =>
    judgeSafeguards(facts({ containment })).find(({ safeguard }) => safeguard === "fail_safe_stop")?.standing;
  expect(standing([stop])).toBe("worked");
  expect(standing([{ ...stop, verdict: "failed" }, stop])).toBe("failed");
  expect(standing([{ ...stop, verdict: "not_verified" }])).toBe("unknown");
  expect(standing([])).toBe("unknown");
});
