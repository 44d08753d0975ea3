import { type Instant, instantToMicros } from "@/lib/time/instant";
import { secondsLater } from "./day-clock";
import type { Random } from "./random";

/** An agent as its own traces name it. */
export interface TracedAgent {
  name: string;
  id: string;
  model: string;
  provider: string;
  /** The instrumentation that wrote the spans. */
  scope: { name: string; version: string };
}

export interface Span {
  at: Instant;
  span: object;
}

export interface ToolCall {
  tool: string;
  /** In seconds after the run began. */
  after: number;
  args: object;
  attributes?: Record<string, string>;
  failed?: true;
}

const SPANS_A_LINE = 12;

/** One run of the agent: it is invoked by somebody, thinks, calls its tools and answers. */
export function agentRun(
  r: Random,
  agent: TracedAgent,
  at: Instant,
  person: string,
  calls: readonly ToolCall[],
): Span[] {
  const [traceId, root] = [r.hex(32), r.hex(16)];
  const session = { "gen_ai.conversation.id": `conv-${r.hex(8)}`, "enduser.id": person };
  const make = (
    name: string,
    from: Instant,
    seconds: number,
    attributes: Record<string, string>,
    parent: string | null,
    code = 1,
  ): Span => ({
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
      status: { code },
    },
  });
  const model = {
    "gen_ai.operation.name": "chat",
    "gen_ai.request.model": agent.model,
    "gen_ai.provider.name": agent.provider,
  };
  const last = Math.max(...calls.map((call) => call.after)) + 3;
  const invoked = {
    "gen_ai.operation.name": "invoke_agent",
    "gen_ai.agent.name": agent.name,
    "gen_ai.agent.id": agent.id,
  };
  return [
    make(`invoke_agent ${agent.name}`, at, last, invoked, null),
    make(`chat ${agent.model}`, secondsLater(at, 1), 0.9, model, root),
    ...calls.map(({ tool, after, args, attributes, failed }) =>
      make(
        `execute_tool ${tool}`,
        secondsLater(at, after),
        0.4,
        {
          "gen_ai.operation.name": "execute_tool",
          "gen_ai.tool.name": tool,
          "gen_ai.tool.call.arguments": JSON.stringify(args),
          ...attributes,
        },
        root,
        failed ? 2 : 1,
      ),
    ),
    make(`chat ${agent.model}`, secondsLater(at, last - 1), 0.9, model, root),
  ];
}

/** OTLP/JSON: one export a line, a dozen spans each, in the order of time. */
export function otlpLines(agent: TracedAgent, spans: readonly Span[]): string {
  const inOrder = [...spans].sort((a, b) => (a.at < b.at ? -1 : 1));
  const attributes = [{ key: "service.name", value: { stringValue: agent.name } }];
  const lines: string[] = [];
  for (let i = 0; i < inOrder.length; i += SPANS_A_LINE) {
    const some = inOrder.slice(i, i + SPANS_A_LINE).map(({ span }) => span);
    const resourceSpans = [{ resource: { attributes }, scopeSpans: [{ scope: agent.scope, spans: some }] }];
    lines.push(JSON.stringify({ resourceSpans }));
  }
  return `${lines.join("\n")}\n`;
}

function nanos(instant: Instant): string {
  return `${instantToMicros(instant)}000`;
}
