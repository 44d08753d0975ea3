import { secondsLater } from "@/db/seed/day-clock";
import type { LogFile } from "@/db/seed/log-file";
import { agentRun, otlpLines, type Span, type ToolCall, type TracedAgent } from "@/db/seed/otlp-spans";
import { type Random, random } from "@/db/seed/random";
import { instantToMicros } from "@/lib/time/instant";
import { instantBetween, storyAccesses } from "../accesses";
import { AGENT, AGENT_CALLER, ENGINEERS } from "../cast";
import { TIMES } from "../times";

/** Runs of the agent that day besides those of the story; each is four spans. */
const RUNS = 740;

const TRACED: TracedAgent = {
  name: AGENT,
  id: "agent-forum-01",
  model: "in-house-large",
  provider: "in-house",
  scope: { name: "northwind.agents", version: "4.2.0" },
};

/** What the agent did, as OTLP/JSON: one export a line, a dozen spans each. */
export function agentSpansFile(): LogFile {
  const r = random(3301);
  const ordinary = Array.from({ length: RUNS }, (_, i) => {
    // The last one was under way when the agent was stopped.
    const at = i === 0 ? secondsLater(TIMES.lastAct, -2) : instantBetween(r, TIMES.dayBegins, TIMES.stopGiven);
    return agentRun(r, TRACED, at, r.pick(ENGINEERS).email, [
      { tool: "search_docs", after: 2, args: { query: "how do I" } },
    ]);
  });
  const spans = [...ordinary.flat(), ...answer(r), ...tableReads(r)];
  return {
    filename: "forum-assistant-spans-2026-03-11.ndjson",
    system: "otlp",
    coverageFrom: TIMES.dayBegins,
    coverageUntil: TIMES.dayEnds,
    bytes: Buffer.from(otlpLines(TRACED, spans)),
    expected: { records: spans.length, events: spans.length, duplicates: 0, skipped: 0, rejects: 0 },
  };
}

/** The run that answered in public: it searched, wrote, and posted without asking anybody. */
function answer(r: Random): Span[] {
  const posted = (instantToMicros(TIMES.agentPosted) - instantToMicros(TIMES.agentAsked)) / 1_000_000;
  return agentRun(r, TRACED, TIMES.agentAsked, AGENT_CALLER.email, [
    { tool: "search_docs", after: 20, args: { query: "read access to user tables for debugging" } },
    {
      tool: "post_reply",
      after: posted,
      args: { thread_id: "topic/4711", visibility: "public" },
      attributes: { "northwind.approval": "missing" },
    },
  ]);
}

/** The run in which the agent read a table for somebody who could not have. */
function tableReads(r: Random): Span[] {
  const reads = storyAccesses().filter((access) => access.through !== null);
  const first = reads[0];
  if (first === undefined) return [];
  const begun = secondsLater(first.at, -5);
  const calls = reads.map(
    (access): ToolCall => ({
      tool: "query_table",
      after: (instantToMicros(access.at) - instantToMicros(begun)) / 1_000_000,
      args: { table: "support-conversations", limit: 200 },
    }),
  );
  return agentRun(r, TRACED, begun, first.person.email, calls);
}
