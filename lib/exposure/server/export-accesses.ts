import { Readable } from "node:stream";
import { stringify } from "csv-stringify";
import { db } from "@/db/client";
import { requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import type { AccessesQuery } from "../inputs";
import type { AccessView } from "../views";
import { listAccesses } from "./list-accesses";

const PAGE = 1000;
const COLUMNS: (keyof AccessView)[] = [
  "occurredAt",
  "occurredUntil",
  "asset",
  "class",
  "certainty",
  "verb",
  "outcome",
  "principalName",
  "actor",
  "actorKind",
  "beneficiaryName",
  "onBehalfOf",
  "action",
  "resources",
  "records",
  "bytes",
  "sourceIp",
  "event",
];

/**
 * All accesses of a filter as CSV, page by page, so that any number of them takes the same memory. Cells that a
 * spreadsheet would run as a formula are escaped: what logs say is anybody's text.
 */
export async function exportAccesses(ctx: Ctx, ref: string, query: AccessesQuery): Promise<Response> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  // One instant for all pages, or they would not fit together.
  const fixed = { ...query, limit: PAGE, now: query.now ?? query.at ?? ctx.now() };
  const rows = Readable.from(accessRows(ctx, ref, fixed));
  const csv = stringify({ header: true, columns: COLUMNS, escape_formulas: true, bom: true });
  rows.on("error", (error) => csv.destroy(error));
  const body = Readable.toWeb(rows.pipe(csv)) as ReadableStream;
  return new Response(body, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="INC-${incident.id}-accesses.csv"`,
    },
  });
}

async function* accessRows(ctx: Ctx, ref: string, query: AccessesQuery) {
  let cursor: string | undefined;
  do {
    const page = await listAccesses(ctx, ref, { ...query, cursor });
    for (const row of page.data) yield { ...row, resources: row.resources.join(" ") };
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
