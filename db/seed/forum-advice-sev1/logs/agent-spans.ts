import type { LogFile } from "@/db/seed/log-file";
import { type Random, random } from "@/db/seed/random";
import { instantToMicros } from "@/lib/time/instant";
import { instantBetween, storyAccesses } from "../accesses";
import { AGENT, AGENT_CALLER, ENGINEERS, type Person } from "../cast";
import { secondsLater, TIMES } from "../times";

/** Runs of the agent that day besides those of the story; each is four spans. */
const RUNS = 740;

interface Span {
  at: string;
  span: object;
}

/** What the agent did, as OTLP/JSON: one export a line, a dozen spans each. */
export function agentSpansFile(): LogFile {
  const r = random(3301);
  const ordinary = Array.from({ length: RUNS }, (_, i) => {
    // The last one was under way when the agent was stopped.
    const at = i === 0 ? secondsLater(TIMES.lastAct, -2) : instantBetween(r, TIMES.dayBegins, TIMES.stopGiven);
    return run(r, at, r.pick(ENGINEERS), [{ tool: "search_docs", after: 2, args: { query: "how do I" } }]);
  });
  const spans = [...ordinary.flat(), ...answer(r), ...tableReads(r)].sort((a, b) => (a.at < b.at ? -1 : 1));
  const lines: string[] = [];
  for (let i = 0; i < spans.length; i += 12) lines.push(JSON.stringify(exported(spans.slice(i, i + 12))));
  return {
    filename: "forum-assistant-spans-2026-03-11.ndjson",
    system: "otlp",
    coverageFrom: TIMES.dayBegins,
    coverageUntil: TIMES.dayEnds,
    bytes: Buffer.from(`${lines.join("\n")}\n`),
    expected: { records: spans.length, events: spans.length, duplicates: 0, skipped: 0, rejects: 0 },
  };
}

interface Call {
  tool: string;
  after: number;
  args: object;
  approval?: "missing";
}

/** The run that answered in public: it searched, wrote, and posted without asking anybody. */
function answer(r: Random): Span[] {
  const posted = (instantToMicros(TIMES.agentPosted) - instantToMicros(TIMES.agentAsked)) / 1_000_000;
  return run(r, TIMES.agentAsked, AGENT_CALLER, [
    { tool: "search_docs", after: 20, args: { query: "read access to user tables for debugging" } },
    { tool: "post_reply", after: posted, args: { thread_id: "topic/4711", visibility: "public" }, approval: "missing" },
  ]);
}

/** The run in which the agent read a table for somebody who could not have. */
function tableReads(r: Random): Span[] {
  const reads = storyAccesses().filter((access) => access.through !== null);
  const first = reads[0];
  if (first === undefined) return [];
  const begun = secondsLater(first.at, -5);
  const calls = reads.map(
    (access): Call => ({
      tool: "query_table",
      after: (instantToMicros(access.at) - instantToMicros(begun)) / 1_000_000,
      args: { table: "support-conversations", limit: 200 },
    }),
  );
  return run(r, begun, first.person, calls);
}

function run(r: Random, at: string, person: Person, calls: readonly Call[]): Span[] {
  const [traceId, root] = [r.hex(32), r.hex(16)];
  const session = { "gen_ai.conversation.id": `conv-${r.hex(8)}`, "enduser.id": person.email };
  const make = (
    name: string,
    from: string,
    seconds: number,
    attributes: Record<string, string>,
    parent: string | null,
  ) => ({
    at: from,
    span: {
      traceId,
      spanId: parent === null ? root : r.hex(16),
      ...(parent === null ? {} : { parentSpanId: parent }),
      name,
      kind: 1,
      startTimeUnixNano: nanos(from),
      endTimeUnixNano: nanos(secondsLater(from, seconds)),
      attributes: Object.entries({ ...session, ...attributes }).map(([key, stringValue]) => ({
        key,
        value: { stringValue },
      })),
      status: { code: 1 },
    },
  });
  const model = {
    "gen_ai.operation.name": "chat",
    "gen_ai.request.model": "in-house-large",
    "gen_ai.provider.name": "in-house",
  };
  const last = Math.max(...calls.map((call) => call.after)) + 3;
  return [
    make(
      `invoke_agent ${AGENT}`,
      at,
      last,
      { "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": AGENT, "gen_ai.agent.id": "agent-forum-01" },
      null,
    ),
    make("chat in-house-large", secondsLater(at, 1), 0.9, model, root),
    ...calls.map((call) =>
      make(
        `execute_tool ${call.tool}`,
        secondsLater(at, call.after),
        0.4,
        {
          "gen_ai.operation.name": "execute_tool",
          "gen_ai.tool.name": call.tool,
          "gen_ai.tool.call.arguments": JSON.stringify(call.args),
          ...(call.approval ? { "northwind.approval": call.approval } : {}),
        },
        root,
      ),
    ),
    make("chat in-house-large", secondsLater(at, last - 1), 0.9, model, root),
  ];
}

function exported(spans: readonly Span[]): object {
  const attributes = [{ key: "service.name", value: { stringValue: AGENT } }];
  const scope = { name: "northwind.agents", version: "4.2.0" };
  return {
    resourceSpans: [{ resource: { attributes }, scopeSpans: [{ scope, spans: spans.map(({ span }) => span) }] }],
  };
}

function nanos(instant: string): string {
  return `${instantToMicros(instant)}000`;
}
