import type { TaskList } from "graphile-worker";
import { expireApproval } from "@/lib/agents/server/decide-approval";
import { deliverStop } from "@/lib/agents/server/deliver-stop";
import { forgetOldIdempotencyKeys } from "@/lib/api/server/in-transaction";
import { judgeClaims } from "@/lib/claims/server/judge-claims";
import { verifyContainment } from "@/lib/containment/server/verify-containment";
import { cleanUpSource } from "@/lib/evidence/server/end-source";
import { importSource } from "@/lib/evidence/server/import-source";
import { sweepEvidence } from "@/lib/evidence/server/sweep-evidence";
import { computeAndTell } from "@/lib/exposure/server/enqueue-exposure";
import { remindClocks, remindUpdates } from "@/lib/inbox/server/remind";
import { takeDeliveries } from "@/lib/ingest/server/take-deliveries";
import { deliverMessage } from "@/lib/updates/server/deliver-message";

interface SourcePayload {
  incidentId: number;
  sourceNo: number;
}

/**
 * Everything that runs outside a request, in lanes that never wait for one another: an import of an hour holds up no
 * stop, and the answers of a thousand incidents hold up no import. A task may run twice and must then change nothing
 * the second time.
 */
export const LANES: Readonly<Record<"evidence" | "answers" | "agents", TaskList>> = {
  evidence: {
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
  },
  answers: {
    compute_exposure: async (payload) => computeAndTell((payload as { incidentId: number }).incidentId),
    judge_claims: async (payload) => judgeClaims((payload as { incidentId: number }).incidentId),
    verify_containment: async (payload) => verifyContainment((payload as { incidentId: number }).incidentId),
    sweep_evidence: async () => sweepEvidence(),
    forget_idempotency_keys: async () => forgetOldIdempotencyKeys(),
    remind_updates: async () => remindUpdates(),
    remind_clocks: async () => remindClocks(),
  },
  agents: {
    deliver_stop: async (payload) => deliverStop((payload as { deliveryId: string }).deliveryId),
    deliver_message: async (payload) => deliverMessage((payload as { messageId: string }).messageId),
    expire_approval: async (payload) => expireApproval((payload as { approvalId: string }).approvalId),
  },
};

/** Minute, hour, day, month, weekday (UTC), as cron writes them. */
export const CRONTAB = `
*/5 * * * * sweep_evidence
17 3 * * * forget_idempotency_keys
* * * * * remind_updates
*/10 * * * * remind_clocks
`;
