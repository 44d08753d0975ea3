import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { inArray } from "drizzle-orm";
import { db } from "@/db/client";
import { evidenceSources } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { csvText } from "@/lib/api/server/csv";
import { incidentRef } from "@/lib/incidents/model";
import { recordEvent } from "@/lib/record/server/record-event";
import type { ExportEventsQuery } from "../inputs";
import type { EventView } from "../views";
import { exportFolder } from "./export-folder";
import { listEvents } from "./list-events";
import { maskedEvent } from "./masked-event";
import { namedSources } from "./named-sources";

const PAGE = 1000;
const MOST_ROWS = 1_000_000;

/**
 * The events that a filter lets through, as a file that says where it comes from: incident, filter, zone, who, when,
 * and the SHA-256 of everything below its head. What looks like a secret is masked, whoever exports. Written to the disk first, since the head comes before what it hashes.
 */
export async function exportEvents(
  ctx: Ctx,
  ref: string,
  query: ExportEventsQuery,
  signal?: AbortSignal,
): Promise<Response> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const { format, ...filter } = query;
  const { folder, gone } = await exportFolder();
  try {
    const path = join(folder, "rows");
    const { rows, bytes, sources, sha256 } = await writeRows(ctx, ref, query, path, signal);
    const facts = { incident: incidentRef(incident.id), filter, zone: "UTC", by: ctx.actor?.name ?? "", at: ctx.now() };
    const data = { what: `events as ${format}`, filter, rows, ...namedSources(sources), sha256 };
    await db().transaction((tx) => recordEvent(tx, ctx, { incidentId: incident.id, kind: "evidence_viewed", data }));
    const head = headOf(format, { ...facts, rows, sha256 });
    const body = Readable.from(parts(head, path));
    // Also where nobody reads a single byte of it.
    body.once("close", () => void gone());
    const leave = () => body.destroy();
    signal?.addEventListener("abort", leave, { once: true });
    if (signal?.aborted) leave();
    return new Response(Readable.toWeb(body) as ReadableStream<Uint8Array>, {
      headers: {
        "Content-Type": format === "csv" ? "text/csv; charset=utf-8" : "application/x-ndjson; charset=utf-8",
        "Content-Length": String(Buffer.byteLength(head) + bytes),
        "Content-Disposition": `attachment; filename="${incidentRef(incident.id)}-events.${format}"`,
      },
    });
  } catch (error) {
    await gone();
    throw error;
  }
}

async function* parts(head: string, path: string): AsyncGenerator<Buffer> {
  yield Buffer.from(head);
  for await (const piece of createReadStream(path)) yield piece as Buffer;
}

async function writeRows(
  ctx: Ctx,
  ref: string,
  { format, ...filter }: ExportEventsQuery,
  path: string,
  signal: AbortSignal | undefined,
) {
  const hash = createHash("sha256");
  const file = await open(path, "wx", 0o600);
  const files = new Map<string, string>();
  let rows = 0;
  let bytes = 0;
  const write = async (text: string) => {
    const piece = Buffer.from(text);
    hash.update(piece);
    bytes += piece.length;
    await file.write(piece);
  };
  try {
    if (format === "csv") await write(csvText([COLUMNS.map(([name]) => name)]));
    let cursor: string | undefined;
    do {
      if (signal?.aborted) throw new AppError("unavailable", "This export was broken off. Start it again.");
      const page = await listEvents(ctx, ref, { ...filter, limit: PAGE, cursor });
      rows += page.data.length;
      await nameSources(page.data, files);
      if (rows > MOST_ROWS)
        throw new AppError("too_large", "That is over a million events. Narrow the filter and export in parts.");
      await write(
        format === "csv"
          ? csvText(page.data.map(maskedEvent).map((event) => csvRow(event, files)))
          : page.data.map(maskedEvent).map(line).join(""),
      );
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  } finally {
    await file.close();
  }
  return { rows, bytes, sources: [...files.keys()], sha256: hash.digest("hex") };
}

interface Head {
  incident: string;
  filter: Record<string, unknown>;
  zone: string;
  by: string;
  at: string;
  rows: number;
  sha256: string;
}

function headOf(format: ExportEventsQuery["format"], head: Head): string {
  if (format === "ndjson") return `${JSON.stringify({ export: head })}\n`;
  const { filter, ...facts } = head;
  const told = Object.entries(filter).map(([name, value]) => `${name}=${value}`);
  const lines: [string, string | number][] = [
    ["# incident", facts.incident],
    ["# filter", told.join(" ")],
    ["# zone", facts.zone],
    ["# exported by", facts.by],
    ["# exported at", facts.at],
    ["# events", facts.rows],
    ["# SHA-256 of what follows", facts.sha256],
  ];
  return csvText(lines);
}

/** Adds the names of the files that the events are from. */
async function nameSources(events: readonly EventView[], files: Map<string, string>): Promise<void> {
  const unknown = [...new Set(events.map(({ evidence }) => evidence))].filter((id) => !files.has(id));
  if (unknown.length === 0) return;
  const { id, filename } = evidenceSources;
  const rows = await db().select({ id, filename }).from(evidenceSources).where(inArray(id, unknown));
  for (const row of rows) files.set(row.id, row.filename);
}

type Files = ReadonlyMap<string, string>;

const COLUMNS: readonly [name: string, of: (event: EventView, files: Files) => string | number | null | undefined][] = [
  ["event", (event) => event.id],
  ["occurred_at_utc", (event) => event.occurredAt],
  ["occurred_until_utc", (event) => event.occurredUntil],
  ["actor", (event) => event.actor],
  ["actor_label", (event) => event.actorLabel],
  ["actor_kind", (event) => event.actorKind],
  ["on_behalf_of", (event) => event.onBehalfOf],
  ["action", (event) => event.action],
  ["verb", (event) => event.verb],
  ["resources", (event) => event.resources.map((resource) => resource.id).join("\n")],
  ["outcome", (event) => event.outcome],
  ["source_ip", (event) => event.sourceIpRaw],
  ["session", (event) => event.session],
  ["trace", (event) => event.trace],
  ["records", (event) => event.records],
  ["bytes", (event) => event.bytes],
  ["event_id", (event) => event.eventId],
  ["system", (event) => event.system],
  ["deliveries", (event) => event.deliveries],
  ["source", (event) => event.evidence],
  ["source_file", (event, files) => files.get(event.evidence)],
  ["member", (event) => event.member],
  ["record", (event) => event.record],
  ["offset", (event) => event.offset],
  ["length", (event) => event.length],
];

function csvRow(event: EventView, files: Files): (string | number)[] {
  return COLUMNS.map(([, of]) => of(event, files) ?? "");
}

function line(event: EventView): string {
  return `${JSON.stringify(event)}\n`;
}
