import { makeEvent, readTime } from "@/lib/evidence/formats/event";
import { type JsonObject, own, text } from "@/lib/evidence/formats/fields";
import type { Normalised, NormaliseOptions, RecogniseHints } from "@/lib/evidence/formats/format";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import { googleVerb } from "./verbs";

/** Words that the console's Drive log shows in place of the API's event names. */
const DRIVE_EVENTS: Readonly<Record<string, string>> = {
  view: "view",
  viewed: "view",
  "item content accessed": "access_item_content",
  download: "download",
  downloaded: "download",
  edit: "edit",
  edited: "edit",
  create: "create",
  created: "create",
  upload: "upload",
  uploaded: "upload",
  delete: "delete",
  deleted: "delete",
  trash: "trash",
  trashed: "trash",
  copy: "copy",
  print: "print",
  printed: "print",
  "user sharing permissions change": "change_user_access",
  "link sharing visibility change": "change_document_visibility",
  "link sharing access type change": "change_document_access_scope",
  "owner change": "change_owner",
};

/** The Drive log as the admin console exports it: one row an event, columns in words. */
export function isConsoleCsv(hints: RecogniseHints): boolean {
  const header = new Set(hints.header?.map((h) => h.trim().toLowerCase()));
  return header.has("event") && header.has("date") && header.has("actor") && header.has("document id");
}

export function normaliseConsoleRow(row: JsonObject, options: NormaliseOptions): Normalised {
  const cells = new Map(Object.entries(row).map(([key, value]) => [key.trim().toLowerCase(), text(value)]));
  const cell = (name: string): string | null => cells.get(name) ?? null;
  const read = readTime([["Date", cell("date")]], options);
  if (!read.ok) return read.reject;
  const written = cell("event");
  if (written === null) return { kind: "reject", reason: "no Event: not a row of the console's log" };
  const event = DRIVE_EVENTS[written.toLowerCase()] ?? written;
  const id = cell("document id") ?? cell("title");
  return makeEvent(read.time, {
    ...readSourceIp(cell("ip address")),
    actor: cell("actor"),
    actorKind: cell("actor")?.endsWith(".gserviceaccount.com") ? "service" : "unknown",
    action: `drive:${event}`,
    verb: googleVerb("drive", event, cell("new value")?.toLowerCase() ?? null, null),
    resources: id === null ? [] : [{ id, type: cell("document type") ?? "document", name: cell("title") }],
    outcome: "success",
  });
}

export function isConsoleRow(row: JsonObject): boolean {
  return own(row, "Event") !== undefined && own(row, "Date") !== undefined && own(row, "id") === undefined;
}
