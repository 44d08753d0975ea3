import { db } from "@/db/client";
import { requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { csvText } from "@/lib/api/server/csv";
import { incidentRef } from "@/lib/incidents/model";
import type { ExportTimelineQuery } from "../inputs";
import { MARKDOWN_HEAD, markdownRow, utcText } from "../markdown";
import { LIMITS } from "../model";
import type { TimelineEntryView } from "../views";
import { listTimeline } from "./list-timeline";

/** Everything that the filters let through, page by page as it is taken: CSV for sheets, Markdown to paste. */
export async function exportTimeline(ctx: Ctx, ref: string, query: ExportTimelineQuery): Promise<Response> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const { format, ...filters } = query;
  const pages = allPages(ctx, ref, filters);
  const encoder = new TextEncoder();
  let head: string | null = format === "csv" ? csvText([CSV_HEAD]) : MARKDOWN_HEAD;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (head !== null) {
        controller.enqueue(encoder.encode(head));
        head = null;
        return;
      }
      const { value, done } = await pages.next();
      if (done) controller.close();
      else
        controller.enqueue(
          encoder.encode(format === "csv" ? csvText(value.map(csvRow)) : value.map(markdownRow).join("")),
        );
    },
    cancel: () => void pages.return(undefined),
  });
  const name = `${incidentRef(incident.id)}-timeline.${format}`;
  return new Response(body, {
    headers: {
      "Content-Type": format === "csv" ? "text/csv; charset=utf-8" : "text/markdown; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}"`,
    },
  });
}

async function* allPages(ctx: Ctx, ref: string, filters: Omit<ExportTimelineQuery, "format">) {
  let cursor: string | undefined;
  do {
    const page = await listTimeline(ctx, ref, { ...filters, limit: LIMITS.pageSize, cursor, around: undefined });
    if (page.data.length > 0) yield page.data;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

const CSV_HEAD = [
  "entry",
  "occurred_at_utc",
  "precision",
  "recorded_at_utc",
  "author",
  "kind",
  "body",
  "evidence",
  "pinned",
  "corrected",
  "former",
];

function csvRow(entry: TimelineEntryView): (string | number)[] {
  return [
    entry.id,
    entry.occurredAt ?? "unknown",
    entry.precision,
    entry.recordedAt,
    entry.author.name,
    entry.kind,
    entry.body,
    entry.evidenceEventIds.join(" "),
    entry.pinned ? "yes" : "no",
    entry.former.at(-1)?.replacedBy.reason ?? "",
    entry.former.map((former) => `${utcText(former.occurredAt, former.precision)} ${former.body}`).join("\n"),
  ];
}
