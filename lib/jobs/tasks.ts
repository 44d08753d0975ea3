import type { TaskList } from "graphile-worker";
import { forgetOldIdempotencyKeys } from "@/lib/api/server/in-transaction";
import { judgeClaims } from "@/lib/claims/server/judge-claims";
import { cleanUpSource } from "@/lib/evidence/server/end-source";
import { importSource } from "@/lib/evidence/server/import-source";
import { sweepEvidence } from "@/lib/evidence/server/sweep-evidence";
import { computeAndTell } from "@/lib/exposure/server/enqueue-exposure";
import { takeDeliveries } from "@/lib/ingest/server/take-deliveries";

interface SourcePayload {
  incidentId: number;
  sourceNo: number;
}

/** Everything that runs outside a request. A task may run twice and must then change nothing the second time. */
export const TASKS: TaskList = {
  import_evidence: async (payload) => {
    const { incidentId, sourceNo } = payload as SourcePayload;
    await importSource(incidentId, sourceNo);
  },
  clean_evidence: async (payload) => {
    const { incidentId, sourceNo } = payload as SourcePayload;
    await cleanUpSource(incidentId, sourceNo);
  },
  take_deliveries: async (payload) => {
    const { incidentId, sourceNo } = payload as SourcePayload;
    await takeDeliveries(incidentId, sourceNo);
  },
  compute_exposure: async (payload) => computeAndTell((payload as { incidentId: number }).incidentId),
  judge_claims: async (payload) => judgeClaims((payload as { incidentId: number }).incidentId),
  sweep_evidence: async () => sweepEvidence(),
  forget_idempotency_keys: async () => forgetOldIdempotencyKeys(),
};

/** Minute, hour, day, month, weekday (UTC), as cron writes them. */
export const CRONTAB = `
*/5 * * * * sweep_evidence
17 3 * * * forget_idempotency_keys
`;
