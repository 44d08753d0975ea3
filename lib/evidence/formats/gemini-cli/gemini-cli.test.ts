import { expect, it } from "vitest";
import { eventOf, eventsOf, expectAnswers, NDJSON, NO_ANSWERS, readLines } from "@/lib/evidence/formats/testing";
import { geminiCli } from "./format";

const [session] = readLines(new URL("fixtures/session.jsonl", import.meta.url));
const call = { id: "c1", name: "write_file", args: { file_path: "/srv/a.md", content: "the secret words" } };
const line = (more: object) => ({ id: "m1", timestamp: "2026-03-11T14:05:00Z", type: "gemini", content: "", ...more });

it("recognises sessions, their lines and the log of prompts, and no other typed message", () => {
  expect(geminiCli.recognise(session, NDJSON)).toBe(1);
  expect(geminiCli.recognise(line({}), NDJSON)).toBe(1);
  const logged = { sessionId: "s", messageId: 0, type: "user", message: "hi", timestamp: "2026-03-11T14:05:00Z" };
  expect(geminiCli.recognise(logged, NDJSON)).toBe(0.9);
  expect(geminiCli.recognise({ type: "user", uuid: "u", sessionId: "s", timestamp: "x" }, NDJSON)).toBe(0);
});

it("reads each message and each call of a session", () => {
  const events = eventsOf(geminiCli, session);
  expect(events.map((e) => e.action)).toEqual(["prompt", "message", "prompt", "message", "search"]);
  expect(events[4]).toMatchObject({
    occurredAt: "2026-06-19T10:00:04.000000Z",
    timeBasis: { field: "toolCalls.timestamp", zone: "stated" },
    actor: "gemini-cli",
    actorKind: "agent",
    onBehalfOf: null,
    verb: "execute",
    resources: [{ id: "search", type: "tool", name: null }],
    outcome: "success",
    sourceIp: null,
    session: "session-123",
    trace: "call-001",
  });
  expect(events[0]).toMatchObject({ actor: null, actorKind: "unknown", verb: "invoke", session: "session-123" });
  expect(JSON.stringify(events)).not.toContain("Paris");
});

it("reads how a call ended, and what it wrote to", () => {
  const outcome = (status: string) =>
    eventOf(geminiCli, line({ toolCalls: [{ ...call, status, timestamp: "2026-03-11T14:05:01Z" }] }));
  expect(outcome("error")).toMatchObject({ verb: "write", outcome: "failure" });
  expect(outcome("cancelled").outcome).toBe("denied");
  expect(outcome("awaiting_approval").outcome).toBe("unknown");
  expect(outcome("success").resources).toEqual([{ id: "/srv/a.md", type: "file", name: null }]);
  expect(JSON.stringify(outcome("success"))).not.toContain("secret words");
});

it("says why a line is no event", () => {
  const header = { sessionId: "s", projectHash: "h", startTime: "2026-03-11T14:05:00Z" };
  const reasons = [header, { $set: { lastUpdated: "x" } }, line({ type: "info" })].flatMap((r) =>
    geminiCli.normalise(r, NO_ANSWERS),
  );
  expect(reasons).toEqual([
    { kind: "skip", reason: "session bookkeeping: header" },
    { kind: "skip", reason: "session bookkeeping: change" },
    { kind: "skip", reason: "notice of the program" },
  ]);
});

it("answers any JSON", () => {
  expectAnswers(geminiCli, {
    sessionId: "s",
    projectHash: "h",
    messages: [{ type: "gemini", timestamp: "2026-03-11T10:00:00Z", toolCalls: [{ args: 1 }, 2] }],
    type: "gemini",
    timestamp: "2026-03-11T10:00:00Z",
  });
});
