import { expect, test } from "vitest";
import { testDatabase } from "@/db/testing/test-database";
import { createAsset } from "@/lib/assets/server/create-asset";
import { anEvidenceBench, type Bench, ndjson } from "@/lib/evidence/server/testing";
import { importPrincipals } from "@/lib/people/server/import-principals";
import { addEntry } from "@/lib/timeline/server/add-entry";
import { ChainQuery } from "../chain-inputs";
import type { ChainStepView } from "../chain-views";
import { getChain } from "./get-chain";
import { openWindow } from "./open-window";

testDatabase();

const at = (seconds: number) =>
  `2026-03-11T14:${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}.000000Z`;

function line(seconds: number, action: string, verb: string, more: object = {}) {
  const usual = { actor: "bot", actorKind: "agent", onBehalfOf: "ann", outcome: "success", session: "s-1" };
  return { occurredAt: at(seconds), action, verb, ...usual, resource: "docs", ...more };
}

/** A prompt, a tool call 41 times, a change by a person, an access; and beside it what nothing ties to the incident. */
const LINES = [
  ...Array.from({ length: 30 }, (_, n) =>
    line(n, "search", "execute", { session: `x-${n % 5}`, onBehalfOf: `p-${n % 3}` }),
  ),
  line(60, "prompt", "invoke"),
  ...Array.from({ length: 41 }, (_, n) => line(61 + n, "search", "execute")),
  line(110, "ask_person", "approve", { actor: "carl", actorKind: "human", onBehalfOf: undefined, session: "s-2" }),
  line(120, "GetItem", "read", { resource: "vault/1" }),
  line(121, "GetItem", "read", { resource: "vault/2" }),
  line(130, "PutPolicy", "grant", { actor: "dora", actorKind: "human", onBehalfOf: undefined, session: "s-3" }),
  line(200, "search", "execute", { session: "x-9" }),
];

async function story(bench: Bench) {
  const { ctx } = bench.user;
  const vault = await createAsset(ctx, {
    name: `vault ${bench.incident.ref}`,
    classification: "restricted",
    systems: ["app"],
    patterns: [{ resource: "vault/*" }],
  });
  await importPrincipals(ctx, [{ name: "Helper bot", kind: "agent", aliases: [{ value: "bot" }] }]);
  await openWindow(ctx, bench.incident.ref, {
    asset: vault.id,
    audience: { kind: "organisation" },
    openedAt: at(100),
    closedAt: at(180),
  });
  await bench.bring(ndjson(LINES), { filename: "app.ndjson", system: "app" });
  await addEntry(ctx, bench.incident.ref, {
    kind: "human_action",
    body: "Dora follows the answer.",
    occurredAt: at(125),
  });
}

const told = ({ kind, count, label, action }: ChainStepView) => `${kind} ${count} ${label ?? action ?? ""}`.trim();

test("the chain tells prompt, calls, change, access and the windows in order, and collapses runs that open on demand", async () => {
  const bench = await anEvidenceBench();
  await story(bench);
  const { ctx } = bench.user;
  const chain = await getChain(ctx, bench.incident.ref, ChainQuery.parse({}));
  expect(chain.data.map(told)).toEqual([
    "others 30",
    "prompt 1 prompt",
    "tool 39 search",
    "window_opened 1 Open to everyone inside",
    "tool 2 search",
    "access 2 GetItem",
    "entry 1 Dora follows the answer.",
    "change 1 PutPolicy",
    "window_closed 1 Closed to everyone inside",
    "others 1",
  ]);
  const [rest, , calls, , , access, , change] = chain.data;
  expect(rest?.others).toEqual({ sessions: 5, people: 3 });
  expect([calls?.principal, calls?.onBehalfOf, calls?.approval]).toEqual(["Helper bot", "ann", { event: null }]);
  expect([access?.class, access?.assets, change?.tie]).toEqual([
    "unresolved",
    [`vault ${bench.incident.ref}`],
    "near_opening",
  ]);
  expect(chain.basis).toEqual([expect.objectContaining({ filename: "app.ndjson", system: "app", approvals: 0 })]);

  const run = await getChain(ctx, bench.incident.ref, ChainQuery.parse({ run: calls?.run, limit: 200 }));
  expect(run.data.map(({ action, count }) => [action, count])).toEqual(Array.from({ length: 39 }, () => ["search", 1]));
  expect(run.data[0]?.event).toBe(calls?.event);

  const paged: ChainStepView[] = [];
  let cursor: string | undefined;
  do {
    const page = await getChain(ctx, bench.incident.ref, ChainQuery.parse({ limit: 3, cursor }));
    paged.push(...page.data);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(paged.map(told)).toEqual(chain.data.map(told));
  await expect(getChain(ctx, bench.incident.ref, ChainQuery.parse({ cursor: "bm8" }))).rejects.toThrow("cursor");
});

test("an approval in the same session before an action is named with it, one of another session is none", async () => {
  const bench = await anEvidenceBench();
  const approved = line(105, "permission", "approve", { actor: "carl", actorKind: "human", onBehalfOf: undefined });
  LINES.push(approved);
  await story(bench).finally(() => LINES.pop());
  const chain = await getChain(bench.user.ctx, bench.incident.ref, ChainQuery.parse({}));
  const [calls, access] = ["tool", "access"].map((kind) => chain.data.find((step) => step.kind === kind));
  expect(calls?.approval).toEqual({ event: null });
  expect(access?.approval?.event).toMatch(/^\d+-\d+$/);
});
