import { db } from "@/db/client";
import { requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { incidentRef } from "@/lib/incidents/model";
import type { ExposureQuery } from "../inputs";
import { type ExposureSummary, summarise, summaryMarkdown } from "../summary";
import { getExposure } from "./get-exposure";

/** The answer on one page: in sentences, with what is not known and what it rests on. */
export async function getSummary(ctx: Ctx, ref: string, query: ExposureQuery): Promise<ExposureSummary> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const answer = await getExposure(ctx, ref, query);
  return summarise(answer, { ref: incidentRef(incident.id), title: incident.title });
}

export async function exportSummary(ctx: Ctx, ref: string, query: ExposureQuery): Promise<Response> {
  const summary = await getSummary(ctx, ref, query);
  return new Response(summaryMarkdown(summary), {
    headers: {
      "Content-Type": "text/markdown; charset=utf-8",
      "Content-Disposition": `attachment; filename="${summary.incident}-exposure.md"`,
    },
  });
}
