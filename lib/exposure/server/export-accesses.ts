import { Readable } from "node:stream";
import { db } from "@/db/client";
import { requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { csvStream } from "@/lib/api/server/csv";
import type { AccessesQuery } from "../inputs";
import type { AccessView } from "../views";
import { accessRows, toAccessView } from "./access-rows";
import { analyse } from "./analyse";
import { prepareFacts } from "./analysis-tables";
import { hasWindows } from "./list-accesses";
import { maskedAccess } from "./masked-access";

const ROWS_AT_ONCE = 1000;
const COLUMNS: (keyof AccessView)[] = [
  "occurredAt",
  "occurredUntil",
  "assetName",
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
  "session",
  "event",
];

/**
 * All accesses of a filter as CSV, read by cursor, so that any number of them takes the same memory. Cells that a
 * spreadsheet would run as a formula are escaped: what logs say is anybody's text. What looks like a secret is masked,
 * whoever exports.
 */
export async function exportAccesses(ctx: Ctx, ref: string, query: AccessesQuery): Promise<Response> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const csv = csvStream(COLUMNS);
  const now = query.now ?? query.at ?? ctx.now();
  writeRows(csv, incident.id, { ...query, now }).then(
    () => csv.end(),
    (error: Error) => csv.destroy(error),
  );
  return new Response(Readable.toWeb(csv) as ReadableStream, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="INC-${incident.id}-accesses.csv"`,
    },
  });
}

/** Reads on only as fast as the other side takes, and ends when it goes away. */
async function writeRows(
  csv: ReturnType<typeof csvStream>,
  incidentId: number,
  query: AccessesQuery & { now: string },
) {
  if (!(await hasWindows(incidentId))) return;
  await analyse(async (sql) => {
    await prepareFacts(sql, { incidentId, now: query.now, knownAt: query.at ?? null });
    const { rows } = await accessRows(sql, incidentId, query, null, null);
    for await (const part of rows.cursor(ROWS_AT_ONCE)) {
      for (const row of part) {
        const view = maskedAccess(toAccessView(row));
        const room = csv.write({ ...view, resources: view.resources.join(" ") });
        if (!room) await drained(csv);
        if (csv.destroyed) return;
      }
    }
  });
}

function drained(csv: ReturnType<typeof csvStream>): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      csv.off("drain", done).off("close", done);
      resolve();
    };
    csv.once("drain", done).once("close", done);
  });
}
