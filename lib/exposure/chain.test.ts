import { expect, test } from "vitest";
import { type ChainItem, collapsed, interleaved, kindOf, mightNeedApproval } from "./chain";

const item = (seconds: number, more: Partial<ChainItem> = {}): ChainItem => ({
  place: [`2026-03-11T14:00:${String(seconds).padStart(2, "0")}.000000Z`, 1, 1, seconds, 0],
  kind: "tool",
  event: `1-${seconds}`,
  actor: "bot",
  principal: null,
  actorKind: "agent",
  onBehalfOf: "ann",
  action: "execute_tool search",
  verb: "execute",
  outcome: "success",
  resources: [],
  assets: [],
  class: null,
  tie: null,
  session: "s",
  approval: null,
  label: null,
  recordedBy: null,
  source: null,
  ...more,
});

test("a run of the same thing is one step, and anything in between ends it", () => {
  const calls = [item(1), item(2), item(3, { outcome: "failure" }), item(4), item(5, { session: "t" })];
  expect(collapsed(calls).map(({ first, count }) => [first.event, count])).toEqual([
    ["1-1", 2],
    ["1-3", 1],
    ["1-4", 1],
    ["1-5", 1],
  ]);
  expect(collapsed(calls, true)).toHaveLength(5);
});

test("what nothing ties to the incident is one step however many sessions and people it was", () => {
  const rest = [1, 2, 3].map((n) => item(n, { kind: "others", session: `s${n}`, onBehalfOf: n < 3 ? "ann" : "ben" }));
  const [step] = collapsed(rest);
  expect([step?.count, step?.sessions.size, step?.people.size]).toEqual([3, 3, 2]);
});

test("what people recorded stands in its place in time, before what logs have of the same instant, and is never collapsed", () => {
  const window = item(2, {
    kind: "window_opened",
    place: ["2026-03-11T14:00:02.000000Z", 0, 1, 0, 0],
    source: { kind: "window", id: "w" },
    event: null,
  });
  const all = interleaved([item(1), item(2), item(3)], [window, { ...window, place: [window.place[0], 0, 2, 0, 0] }]);
  expect(collapsed(all).map(({ first, count }) => [first.kind, count])).toEqual([
    ["tool", 1],
    ["window_opened", 1],
    ["window_opened", 1],
    ["tool", 2],
  ]);
});

test("an event is named by what it did: an access before its verb, a change of rights whoever made it", () => {
  const of = (
    verb: "invoke" | "read" | "grant" | "execute" | "approve",
    action: string,
    byAgent = true,
    touches = false,
  ) => kindOf({ verb, action, byAgent, touches, tied: true });
  expect(of("invoke", "invoke_agent forum-assistant")).toBe("prompt");
  expect(of("invoke", "chat in-house-large")).toBe("answer");
  expect(of("execute", "execute_tool post_reply")).toBe("tool");
  expect(of("read", "GetItem", true, true)).toBe("access");
  expect(of("grant", "PutGroupPolicy", false)).toBe("change");
  expect(of("approve", "permission")).toBe("approval");
  expect(of("read", "topic.view", false)).toBe("human");
  expect(kindOf({ verb: "read", action: "x", byAgent: true, touches: true, tied: false })).toBe("others");
});

test("only what an AI system does is asked about for an approval, and neither prompt nor answer", () => {
  expect(mightNeedApproval({ kind: "tool", actorKind: "agent" })).toBe(true);
  expect(mightNeedApproval({ kind: "answer", actorKind: "agent" })).toBe(false);
  expect(mightNeedApproval({ kind: "change", actorKind: "human" })).toBe(false);
});
