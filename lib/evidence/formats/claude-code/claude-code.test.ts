import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { NormaliseOptions, RecogniseHints } from "@/lib/evidence/formats/format";
import { claudeCode } from "./format";

const options: NormaliseOptions = { zone: null, dateOrder: null, mapping: null };
const hints: RecogniseHints = { filename: "session.jsonl", container: "ndjson" };
const records: unknown[] = readFileSync(new URL("fixtures/transcript.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));
const first = (record: unknown) => claudeCode.normalise(record, options)[0];

it("recognises the lines of a transcript, and not what else lies in the file", () => {
  const claimed = records.map((r) => claudeCode.recognise(r, hints) > 0);
  expect(claimed.filter(Boolean).length).toBeGreaterThan(15);
  expect(claudeCode.recognise({ silly: "this" }, hints)).toBe(0);
});

it("reads a call with the file it names; how it ended is not known yet", () => {
  expect(first(records[0])).toMatchObject({
    kind: "event",
    event: {
      occurredAt: "2025-09-29T17:08:59.132000Z",
      actor: "claude-code",
      actorKind: "agent",
      onBehalfOf: null,
      action: "Read",
      verb: "read",
      resources: [
        { id: "/Users/dain/workspace/danieldemmel.me-next/public/tokenizer.js", type: "file_path", name: null },
      ],
      outcome: "unknown",
      session: "b25638d7-b104-4f06-a797-70ac33d069ed",
      trace: "toolu_01Wd3WNjRpaga6vLSWTXfNeN",
    },
  });
});

it("reads a result that a person refused as refused, joined to its call by the trace", () => {
  expect(first(records[5])).toMatchObject({
    event: { action: "tool_result", verb: "deny", outcome: "denied", trace: "toolu_01X3AHK9hmPmJqASckfkMLmu" },
  });
  expect(first(records[4])).toMatchObject({ event: { action: "tool_result", outcome: "success" } });
});

it("says why a line is no event", () => {
  expect(first({ type: "summary", summary: "x", leafUuid: "y" })).toEqual({
    kind: "skip",
    reason: "transcript bookkeeping: summary",
  });
  expect(first({ silly: "this" })).toEqual({ kind: "reject", reason: "no type: not a line of a transcript" });
  expect(first(42)).toEqual({ kind: "reject", reason: "not a JSON object" });
});

it("answers at least one outcome for any JSON and never throws", () => {
  const odd = fc.record({
    type: fc.constantFrom("user", "assistant"),
    timestamp: fc.constant("2026-03-11T10:00:00Z"),
    message: fc.record({
      content: fc.array(
        fc.record({ type: fc.constantFrom("tool_use", "tool_result"), input: fc.jsonValue(), content: fc.jsonValue() }),
      ),
    }),
    toolUseResult: fc.jsonValue(),
  });
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), odd), (record) => {
      claudeCode.recognise(record, hints);
      expect(claudeCode.normalise(record, options).length).toBeGreaterThan(0);
    }),
  );
});
