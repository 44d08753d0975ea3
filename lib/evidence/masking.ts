import { type CsvHeading, sensitiveCells } from "./masking/csv-cells";
import { merged, type Range } from "./masking/ranges";
import { sensitivityOf } from "./masking/sensitive-keys";
import { sensitiveRanges } from "./masking/sensitive-ranges";
import { tokenShapes } from "./masking/token-shapes";

/** Formats whose messages are conversations with a model: what was said is as sensitive as any secret. */
const CONVERSATIONS = new Set(
  (
    "anthropic-compliance anthropic-managed-agents aws-bedrock-invocation azure-openai claude-code codex gemini-cli " +
    "langfuse-trace langsmith-run litellm-spend mcp-jsonrpc openai-audit openclaw otlp-genai"
  ).split(" "),
);

/** What is masked already is not masked again. */
const MASKED = /^\[masked, \d+ characters?\]$/;

/**
 * Stretches of a record that only those may see who may see raw evidence, in order: tokens, passwords and other
 * secrets in any format, prompts and answers in those of AI systems. Takes any text; positions are UTF-16 units. Of a
 * row of CSV the heading says more than the row itself.
 */
export function maskedRanges(record: string, format: string | null, heading: CsvHeading | null = null): Range[] {
  const bodies = format !== null && CONVERSATIONS.has(format);
  const found = sensitiveRanges(record, bodies);
  const ranges = heading ? merged([...found, ...sensitiveCells(record, heading, bodies)]) : found;
  return ranges.filter(({ from, until }) => !MASKED.test(record.slice(from, until)));
}

/** A record as everybody may see it; everything but what is masked stays as it is, unit for unit. */
export function maskRecord(record: string, format: string | null, heading: CsvHeading | null = null): string {
  return maskedText(record, maskedRanges(record, format, heading));
}

/** A cell under the heading of its column. */
export function maskCell(heading: string, cell: string): string {
  if (cell === "" || sensitivityOf(heading, false) === null) return maskRecord(cell, null);
  return maskedText(cell, [{ from: 0, until: cell.length }]);
}

/** One word of an event (a resource, a label): only what looks like a secret is masked. */
export function maskTokens(word: string): string {
  const ranges = merged(tokenShapes(word));
  return ranges.length === 0 ? word : maskedText(word, ranges);
}

/** A text with words in the place of each of these stretches, which are in order. */
export function maskedText(text: string, ranges: readonly Range[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { from, until, bare } of ranges) {
    const words = `[masked, ${until - from} ${until - from === 1 ? "character" : "characters"}]`;
    parts.push(text.slice(at, from), bare ? `"${words}"` : words);
    at = until;
  }
  parts.push(text.slice(at));
  return parts.join("");
}
