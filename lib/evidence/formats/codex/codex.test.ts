import { expect, it } from "vitest";
import { eventOf, expectAnswers, NDJSON, NO_ANSWERS, readLines } from "@/lib/evidence/formats/testing";
import { codex } from "./format";

const records = readLines(new URL("fixtures/rollout.jsonl", import.meta.url));
const item = (payload: object, type = "response_item") => ({ timestamp: "2026-03-11T14:05:00.123Z", type, payload });

it("recognises every line of a session, and no other typed record with a payload", () => {
  expect(records.every((r) => codex.recognise(r, NDJSON) === 1)).toBe(true);
  expect(codex.recognise({ type: "order", timestamp: "x", payload: {} }, NDJSON)).toBe(0);
});

it("reads a call with its command; how it ended is not known yet", () => {
  expect(eventOf(codex, records[5])).toMatchObject({
    occurredAt: "2026-06-19T10:00:05.000000Z",
    timeBasis: { field: "timestamp", zone: "stated" },
    actor: "codex",
    actorKind: "agent",
    onBehalfOf: null,
    action: "exec_command",
    verb: "execute",
    resources: [{ id: "ls -la", type: "command", name: null }],
    outcome: "unknown",
    sourceIp: null,
    session: null,
    trace: "call_001",
  });
  expect(eventOf(codex, records[6])).toMatchObject({ action: "tool_result", outcome: "unknown", trace: "call_001" });
});

it("reads how a call ended wherever the output says it", () => {
  const output = (said: unknown) =>
    eventOf(codex, item({ type: "function_call_output", call_id: "c", output: said })).outcome;
  expect(output('{"output":"done","metadata":{"exit_code":0,"duration_seconds":0.1}}')).toBe("success");
  expect(output('{"output":"no","metadata":{"exit_code":1}}')).toBe("failure");
  expect(output("Exit code: 2\nWall time: 0.1 seconds\nOutput:\n")).toBe("failure");
  expect(output("Chunk ID: 1\nProcess exited with code 0\nOutput:\n")).toBe("success");
  expect(output("exec command rejected by user")).toBe("denied");
  expect(eventOf(codex, item({ type: "exec_command_end", call_id: "c", exit_code: 127 }, "event_msg"))).toMatchObject({
    action: "tool_result",
    outcome: "failure",
    trace: "c",
  });
});

it("reads the files of a patch, the words of a shell command and a page that was opened", () => {
  const input =
    "*** Begin Patch\n*** Update File: src/a.ts\n@@\n-the secret words\n*** Delete File: src/b.ts\n*** End Patch";
  const patch = eventOf(codex, item({ type: "custom_tool_call", name: "apply_patch", call_id: "c", input }));
  expect(patch).toMatchObject({
    verb: "write",
    resources: [
      { id: "src/a.ts", type: "file" },
      { id: "src/b.ts", type: "file" },
    ],
  });
  expect(JSON.stringify(patch)).not.toContain("secret words");
  const shell = item({ type: "local_shell_call", call_id: "c", action: { type: "exec", command: ["rm", "-rf", "x"] } });
  expect(eventOf(codex, shell).resources).toEqual([{ id: "rm -rf x", type: "command", name: null }]);
  const page = item({ type: "web_search_call", action: { type: "open_page", url: "https://example.com" } });
  expect(eventOf(codex, page)).toMatchObject({ verb: "read", resources: [{ id: "https://example.com", type: "url" }] });
});

it("reads what a person asked as a prompt by nobody in particular, and leaves out what the program adds", () => {
  const said = (text: string) => item({ type: "message", role: "user", content: [{ type: "input_text", text }] });
  expect(eventOf(codex, said("delete it all"))).toMatchObject({ actor: null, actorKind: "unknown", action: "prompt" });
  expect(codex.normalise(said("<environment_context>\n…"), NO_ANSWERS)).toEqual([
    { kind: "skip", reason: "context that the program adds" },
  ]);
  expect(codex.normalise(records[0], NO_ANSWERS)).toEqual([
    { kind: "skip", reason: "session bookkeeping: session_meta" },
  ]);
});

it("answers any JSON", () => {
  expectAnswers(codex, {
    type: "response_item",
    timestamp: "2026-03-11T10:00:00Z",
    payload: { type: "function_call", arguments: 1 },
  });
});

it("knows the session of every line where the file is called after it, and only there", () => {
  const id = "019a2d7a-41c4-78b1-b7cc-a45d62a89cd5";
  const meta = item({ id, cwd: "/srv" }, "session_meta");
  const named = { ...NDJSON, filename: `rollout-2026-03-11T14-05-00-${id}.jsonl` };
  const settled = codex.settle?.([meta], named, NO_ANSWERS) ?? NO_ANSWERS;
  expect(eventOf(codex, records[5], settled)).toMatchObject({ session: id });
  expect(codex.settle?.([meta], { ...NDJSON, filename: "sessions.zip" }, NO_ANSWERS)).toEqual(NO_ANSWERS);
  expect(codex.settle?.([], named, NO_ANSWERS)).toEqual(NO_ANSWERS);
});
