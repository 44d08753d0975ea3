import { formatInstant } from "@/lib/time/format";
import type { Instant } from "@/lib/time/instant";
import { KIND_WORDS } from "./model";
import type { TimelineEntryView } from "./views";

/** The head of the table that `markdownRow` fills. Times are UTC and say so. */
export const MARKDOWN_HEAD = "| Time (UTC) | What happened | Kind | By | Evidence |\n| --- | --- | --- | --- | --- |\n";

/** One entry as a row of a Markdown table, with what it said before a correction. Its text is data, never markup. */
export function markdownRow(entry: TimelineEntryView): string {
  const was = entry.former.map((former) => {
    const time = former.occurredAt === entry.occurredAt ? "" : `${utcText(former.occurredAt, former.precision)}: `;
    return ` *(corrected ${utcText(former.replacedBy.recordedAt)}, was: ${time}${plain(former.body)})*`;
  });
  const cells = [
    utcText(entry.occurredAt, entry.precision),
    plain(entry.body) + was.join(""),
    KIND_WORDS[entry.kind],
    plain(entry.author.name),
    entry.evidence.map((cited) => `\`${cited.label.replaceAll(/[`|\n]/g, " ")}\``).join(" "),
  ];
  return `| ${cells.join(" | ")} |\n`;
}

/** `2026-11-20 14:05:33Z`, as precise as it is known. */
export function utcText(at: Instant | null, precision: TimelineEntryView["precision"] = "exact"): string {
  if (at === null || precision === "unknown") return "unknown";
  const text = formatInstant(at, { zone: "UTC", style: "datetime", precision });
  return precision === "day" ? text : `${text}Z`;
}

function plain(text: string): string {
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll(/[|*_`[\]<>#~]/g, (c) => (c === "<" ? "&lt;" : c === ">" ? "&gt;" : `\\${c}`))
    .replaceAll(/\s*\n\s*/g, "<br>");
}
