import { expect, it } from "vitest";
import { eventOf, eventsOf, expectAnswers, NDJSON, NO_ANSWERS, readLines } from "@/lib/evidence/formats/testing";
import { openclaw } from "./format";

const records = readLines(new URL("fixtures/transcript.jsonl", import.meta.url));

it("recognises every line of a transcript, and no other record of a type and a parent", () => {
  expect(records.every((r) => openclaw.recognise(r, NDJSON) >= 0.9)).toBe(true);
  expect(openclaw.recognise({ type: "message", parentId: 1, timestamp: 1, message: { role: "x" } }, NDJSON)).toBe(0);
});

it("reads each call of one message, with what it names", () => {
  const [read, exec, ...more] = eventsOf(openclaw, records[3]);
  expect(more).toEqual([]);
  expect(read).toMatchObject({
    occurredAt: "2026-03-11T14:05:03.250000Z",
    timeBasis: { field: "timestamp", zone: "stated" },
    actor: "openclaw",
    actorKind: "agent",
    onBehalfOf: null,
    action: "read",
    verb: "read",
    resources: [{ id: "/home/kim/contracts.md", type: "file", name: null }],
    outcome: "unknown",
    sourceIp: null,
    session: null,
    trace: "toolu_01",
  });
  expect(exec).toMatchObject({ verb: "execute", resources: [{ id: "ls -la /srv/archive", type: "command" }] });
});

it("reads a result that says no error and tells of one as a failure", () => {
  expect(eventOf(openclaw, records[4])).toMatchObject({ action: "tool_result", outcome: "failure", trace: "toolu_01" });
  expect(eventOf(openclaw, records[5])).toMatchObject({ outcome: "success", trace: "toolu_02" });
});

it("reads what was asked as a prompt by nobody in particular, and leaves the words in the bytes", () => {
  const prompt = eventOf(openclaw, records[2]);
  expect(prompt).toMatchObject({ actor: null, actorKind: "unknown", action: "prompt", verb: "invoke" });
  expect(JSON.stringify(prompt)).not.toContain("secret words");
});

it("does not call a command of somebody in the session the agent's", () => {
  const message = { role: "bashExecution", command: "whoami", exitCode: 0 };
  const record = { type: "message", id: "x", parentId: "y", timestamp: "2026-03-11T14:05:00Z", message };
  expect(eventOf(openclaw, record)).toMatchObject({ actor: null, verb: "execute", outcome: "success" });
});

it("says why a line is no event", () => {
  expect([records[0], records[7], { type: "odd" }].flatMap((r) => openclaw.normalise(r, NO_ANSWERS))).toEqual([
    { kind: "skip", reason: "transcript bookkeeping: session" },
    { kind: "skip", reason: "transcript bookkeeping: compaction" },
    { kind: "skip", reason: "transcript entry of another type" },
  ]);
});

it("answers any JSON", () => {
  expectAnswers(openclaw, {
    type: "message",
    parentId: "p",
    timestamp: "2026-03-11T10:00:00Z",
    message: { role: "assistant", content: [{ type: "toolCall" }] },
  });
});

it("knows the session of every line where the file is called after it, and only there", () => {
  const id = "7c0e9c5e-6a53-4e0c-9d7e-2b8c1f0a4d11";
  const settled = openclaw.settle?.(records, { ...NDJSON, filename: `${id}.jsonl` }, NO_ANSWERS) ?? NO_ANSWERS;
  expect(eventsOf(openclaw, records[3], settled).map((event) => event.session)).toEqual([id, id]);
  expect(openclaw.settle?.(records, NDJSON, NO_ANSWERS)).toEqual(NO_ANSWERS);
});
