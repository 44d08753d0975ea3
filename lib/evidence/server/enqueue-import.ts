import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";

/** Queues the import in the caller's transaction; once per source, however often it is asked for. */
export async function enqueueImport(executor: Executor, incidentId: number, sourceNo: number): Promise<void> {
  const payload = JSON.stringify({ incidentId, sourceNo });
  await executor.execute(sql`select enqueue_job('import_evidence', ${payload}::json, ${importKey(sourceNo)})`);
}

export function importKey(sourceNo: number): string {
  return `import:${sourceNo}`;
}
