import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NormaliseOptions, RecogniseHints } from "@/lib/evidence/formats/format";
import type { NormalisedEvent } from "@/lib/evidence/model";
import { otlpGenai } from "./format";

const options: NormaliseOptions = { zone: null, dateOrder: null, mapping: null };
const hints: RecogniseHints = { filename: "spans.json", container: "ndjson" };
const read = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8");
const exports: unknown[] = read("vendor-spans.ndjson")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

function events(record: unknown): NormalisedEvent[] {
  return otlpGenai.normalise(record, options).map((outcome) => {
    if (outcome.kind !== "event") throw new Error(JSON.stringify(outcome));
    return outcome.event;
  });
}

const attributes = (pairs: Record<string, string>) =>
  Object.entries(pairs).map(([key, stringValue]) => ({ key, value: { stringValue } }));

function span(pairs: Record<string, string>, more: object = {}): object {
  return {
    traceId: "0af7651916cd43dd8448eb211c80319c",
    spanId: "b7ad6b7169203331",
    name: "span",
    startTimeUnixNano: "1773237900000000001",
    attributes: attributes(pairs),
    ...more,
  };
}

function exported(spans: object[], service = "forum-assistant"): object {
  return {
    resourceSpans: [{ resource: { attributes: attributes({ "service.name": service }) }, scopeSpans: [{ spans }] }],
  };
}

it("recognises exports and elements of them, and leaves metrics aside with a reason", () => {
  for (const record of exports) expect(otlpGenai.recognise(record, hints)).toBe(1);
  expect(otlpGenai.recognise({ resource: {}, scopeSpans: [] }, hints)).toBe(1);
  expect(otlpGenai.normalise({ resourceMetrics: [] }, options)).toEqual([
    { kind: "skip", reason: "OpenTelemetry metrics" },
  ]);
  expect(otlpGenai.normalise({ resourceSpans: [] }, options)[0]).toMatchObject({ kind: "skip" });
});

describe("real spans", () => {
  it("of a tool call name tool, session, user and trace", () => {
    expect(events(exports[9])).toEqual([
      expect.objectContaining({
        occurredAt: "2025-05-08T00:39:40.418532Z",
        timeBasis: { field: "startTimeUnixNano", zone: "epoch", text: "1746664780418532160" },
        actor: null,
        actorKind: "agent",
        onBehalfOf: "test-user",
        action: "execute_tool_bake_cake",
        verb: "execute",
        resources: [{ id: "bake_cake", type: "tool", name: null }],
        outcome: "success",
        session: "test-session-333bff8e",
        trace: "abcdef1234567890abcdef1234567890",
        eventId: "89a16f45ba5e6d36",
      }),
    ]);
  });

  it("of a model call are an invocation by a service whose kind nobody stated", () => {
    const [chat, tool] = events(exports[6]);
    expect(chat).toMatchObject({
      actor: "otel-test-service",
      actorKind: "unknown",
      action: "chat test-model",
      verb: "invoke",
      outcome: "unknown",
    });
    expect(tool).toMatchObject({
      actor: "otel-test-service",
      actorKind: "agent",
      action: "execute_tool get_weather",
      verb: "execute",
    });
    expect(events(exports[1])[0]).toMatchObject({ verb: "invoke", outcome: "success", onBehalfOf: null });
  });

  it("written by protobufjs keep their ids and their time", () => {
    expect(events(JSON.parse(read("protobufjs-long.json")))[0]).toMatchObject({
      trace: "ea673708441c2984a54a3e3962d3595f",
      eventId: "b904bffb20be6d7e",
      occurredAt: "2025-04-30T15:28:50.686364Z",
    });
  });
});

describe("an agent", () => {
  it("is named by the span above where the span itself does not", () => {
    const run = span({
      "gen_ai.operation.name": "invoke_agent",
      "gen_ai.agent.name": "Forum helper",
      "gen_ai.agent.id": "agent-7",
    });
    const call = span(
      {
        "gen_ai.operation.name": "execute_tool",
        "gen_ai.tool.name": "get_object",
        "gen_ai.tool.call.arguments": '{"bucket":"user-data","key":"a/b.csv"}',
        "enduser.id": "engineer-2",
      },
      {
        spanId: "00f067aa0ba902b7",
        parentSpanId: "b7ad6b7169203331",
        name: "execute_tool get_object",
        status: { code: "STATUS_CODE_OK" },
      },
    );
    expect(events(exported([run, call]))[1]).toMatchObject({
      actor: "Forum helper",
      actorLabel: "agent-7",
      actorKind: "agent",
      onBehalfOf: "engineer-2",
      resources: [
        { id: "get_object", type: "tool", name: null },
        { id: "arn:aws:s3:::user-data/a/b.csv", type: "s3 object", name: null },
      ],
      outcome: "success",
    });
  });

  it("whose call was refused was denied, and whose status is unset ended nobody knows how", () => {
    const outcome = (more: object, pairs: Record<string, string> = {}) =>
      events(exported([span(pairs, more)]))[0]?.outcome;
    expect(outcome({ status: { code: 2, message: "permission denied" } })).toBe("denied");
    expect(outcome({ status: { code: 2 } })).toBe("failure");
    expect(outcome({}, { "error.type": "timeout" })).toBe("failure");
    expect(outcome({ status: {} })).toBe("unknown");
  });
});

describe("logs of a coding agent", () => {
  const log = (pairs: Record<string, string>) => ({
    resourceLogs: [
      {
        resource: { attributes: attributes({ "service.name": "claude-code" }) },
        scopeLogs: [
          {
            scope: { name: "com.anthropic.claude_code.events" },
            logRecords: [
              {
                timeUnixNano: "1773237900000000000",
                body: { stringValue: `claude_code.${pairs["event.name"]}` },
                attributes: attributes(pairs),
              },
            ],
          },
        ],
      },
    ],
  });

  it("keep approvals and refusals of tools as that", () => {
    const decided = (decision: string) =>
      events(
        log({
          "event.name": "tool_decision",
          tool_name: "Bash",
          decision,
          source: "user_reject",
          "user.email": "kim@northwind.example",
          "session.id": "s-1",
        }),
      )[0];
    expect(decided("reject")).toMatchObject({
      actor: "claude-code",
      actorKind: "agent",
      onBehalfOf: "kim@northwind.example",
      action: "tool_decision Bash",
      verb: "deny",
      outcome: "denied",
      session: "s-1",
    });
    expect(decided("accept")).toMatchObject({ verb: "approve", outcome: "success" });
  });

  it("read success written as text", () => {
    const result = (success: string) =>
      events(
        log({
          "event.name": "tool_result",
          tool_name: "Read",
          success,
          tool_parameters: '{"file_path":"/etc/passwd"}',
        }),
      )[0];
    expect(result("false")).toMatchObject({
      verb: "read",
      outcome: "failure",
      resources: [{ id: "Read" }, { id: "/etc/passwd", type: "argument file_path" }],
    });
    expect(result("true")?.outcome).toBe("success");
  });
});

it("answers at least one outcome for any JSON and never throws", () => {
  const odd = fc
    .record({
      resource: fc.jsonValue(),
      traceId: fc.jsonValue(),
      spanId: fc.jsonValue(),
      startTimeUnixNano: fc.jsonValue(),
      attributes: fc.jsonValue(),
      status: fc.jsonValue(),
    })
    .map(({ resource, ...span }) => ({ resourceSpans: [{ resource, scopeSpans: [{ spans: [span, span] }] }] }));
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), odd), (record) => {
      otlpGenai.recognise(record, hints);
      expect(otlpGenai.normalise(record, options).length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});
