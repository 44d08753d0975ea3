import { formatDuration, formatInstant, type Precision } from "@/lib/time/format";
import type { Instant } from "@/lib/time/instant";

/** Text of people and logs as text: nothing in it is markup, also not a citation. */
export function md(text: string): string {
  return text
    .replaceAll(/\[(?=\[)/g, "[ ")
    .replaceAll("&", "&amp;")
    .replaceAll("\\", "\\\\")
    .replaceAll(/[|*_`[\]<>#~!]/g, (c) => (c === "<" ? "&lt;" : c === ">" ? "&gt;" : `\\${c}`))
    .replaceAll(/\bhttps?:/gi, (scheme) => scheme.replace(":", "\\:"))
    .replaceAll(/\bwww\./gi, "www\\.")
    .replaceAll(/\s*\n\s*/g, " ")
    .replace(/^(\s*\d*)([-+.)]\s)/, "$1\\$2")
    .trim();
}

/** Text in which paragraphs and lines stay apart, as a quotation. */
export function quoted(text: string): string {
  return text
    .split(/\n/)
    .map((line) => `> ${md(line)}`.trimEnd())
    .join("\n");
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}

export const UNKNOWN = "*unknown*";

/** `2026-03-11 14:05:33Z`, as precise as it is known. */
export function utc(at: Instant | null, precision: Precision = "exact"): string {
  if (at === null || precision === "unknown") return UNKNOWN;
  const text = formatInstant(at, { zone: "UTC", style: "datetime", precision });
  return precision === "day" ? text : `${text}Z`;
}

export function figure(n: number): string {
  return n.toLocaleString("en");
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${figure(n)} ${n === 1 ? one : many}`;
}

/** `1 h 52 m`, or `1 h 52 m certain, up to 1 h 57 m possible`. */
export function bounds({ certain, possible }: { certain: number; possible: number }): string {
  const [low, high] = [formatDuration(certain), formatDuration(possible)];
  return low === high ? low : `${low} certain, up to ${high} possible`;
}

/** `87`, or `87 certain and 9 possible`: an access is one or the other, so the two are never one number. */
export function countBounds({ certain, possible }: { certain: number; possible: number }): string {
  return possible === 0 ? figure(certain) : `${figure(certain)} certain and ${figure(possible)} possible`;
}

export function words(code: string): string {
  return code.replaceAll("_", " ");
}

export function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
