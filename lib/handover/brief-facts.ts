import type { ApprovalView } from "@/lib/agents/views";
import type { ClaimView } from "@/lib/claims/views";
import type { ActionView } from "@/lib/containment/views";
import type { RoomView } from "@/lib/incidents/views";
import type { ObligationView } from "@/lib/obligations/views";
import type { TaskView } from "@/lib/tasks/views";

/** What a brief is worked out of: what the areas say of the incident at one moment. */
export interface BriefFacts {
  now: string;
  room: RoomView;
  /** The exposure answer in sentences; null while none could be computed. */
  exposure: { sentences: string[]; unknowns: string[] } | null;
  tasks: readonly TaskView[];
  actions: readonly ActionView[];
  obligations: readonly ObligationView[];
  /** Those that wait for a person. */
  approvals: readonly ApprovalView[];
  claims: readonly ClaimView[];
  /** What was last told to people outside the room, newest first. */
  told: readonly { id: string; body: string; at: string | null }[];
  /** Updates that are promised by audience; null where nobody promises any. */
  promised: readonly { audience: string; at: string }[];
  /** Roles that are being handed over. */
  passing: readonly string[];
}
