import { sql } from "drizzle-orm";
import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { db } from "@/db/client";

const shared = globalThis as typeof globalThis & { firebreakMetrics?: Registry };

/** Prometheus text. Counts only: no title, no name, nothing of a restricted incident but that it counts. */
export async function metricsText(): Promise<{ body: string; type: string }> {
  shared.firebreakMetrics ??= makeRegistry();
  return { body: await shared.firebreakMetrics.metrics(), type: shared.firebreakMetrics.contentType };
}

function makeRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: "firebreak_open_incidents",
    help: "Real incidents that are not closed, declined or merged; what waits for triage is none yet",
    labelNames: ["severity"],
    registers: [registry],
    async collect() {
      const rows = await db().execute<{ severity: string; n: number }>(sql`
        select coalesce(severity, 'unknown') as severity, count(*)::int as n from incidents
        where phase not in ('triage', 'closed', 'declined', 'merged') and mode = 'real' group by 1`);
      this.reset();
      for (const row of rows) this.set({ severity: row.severity }, row.n);
    },
  });
  new Gauge({
    name: "firebreak_evidence_waiting",
    help: "Evidence sources that wait or are being read",
    registers: [registry],
    async collect() {
      const [row] = await db().execute<{ n: number }>(
        sql`select count(*)::int as n from evidence_sources where status in ('queued', 'parsing')`,
      );
      this.set(row?.n ?? 0);
    },
  });
  return registry;
}
