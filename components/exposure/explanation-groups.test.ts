import { expect, test } from "vitest";
import type { ExplanationView } from "@/lib/exposure/views";
import { explanationGroups, waiting } from "./explanation-groups";

const base: ExplanationView = {
  id: "1",
  asset: "a",
  principal: { id: "p", name: "Ann" },
  actor: null,
  from: null,
  until: null,
  reason: "on call",
  agreedBy: null,
  recordedAt: "2026-03-11T18:00:00.000000Z",
  recordedBy: "Rita",
  state: "proposed",
  canAgree: true,
};

test("the same words about the same one for several assets are one explanation, other words or states another", () => {
  const rows = [
    base,
    { ...base, id: "2", asset: "b" },
    { ...base, id: "3", reason: "ticket 123" },
    { ...base, id: "4", state: "agreed" as const, agreedBy: "Ben" },
    { ...base, id: "5" },
  ];
  expect(explanationGroups(rows).map(({ ids, assets }) => [ids, assets])).toEqual([
    [
      ["1", "2"],
      ["a", "b"],
    ],
    [["3"], ["a"]],
    [["4"], ["a"]],
    [["5"], ["a"]],
  ]);
});

test("only what is proposed waits for a second person", () => {
  const unresolved = { ...base, principal: null, actor: "svc-1" };
  expect([...waiting([base, unresolved, { ...base, principal: { id: "q", name: "Q" }, state: "agreed" }])]).toEqual([
    "p:p",
    "a:svc-1",
  ]);
});
