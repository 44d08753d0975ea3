import type { IncidentAiSystemView } from "@/lib/agents/views";
import type { ClaimView } from "@/lib/claims/views";
import type { ActionView } from "@/lib/containment/views";
import type { Answer } from "@/lib/data/model";
import type { AffectedDataList } from "@/lib/data/views";
import type { Outcomes } from "@/lib/exposure/outcomes";
import type { Gate } from "@/lib/incidents/gates";
import type {
  AiInvolvement,
  IncidentKind,
  IncidentRole,
  Mode,
  Phase,
  Precision,
  Severity,
  TimeName,
  Visibility,
} from "@/lib/incidents/model";
import type { ObligationView } from "@/lib/obligations/views";
import type { AssessmentView } from "@/lib/severity/views";
import type { TaskView } from "@/lib/tasks/views";
import type { Instant } from "@/lib/time/instant";
import type { TimelineEntryView } from "@/lib/timeline/views";

interface Bounds {
  certain: number;
  possible: number;
}

interface VerdictFacts {
  verdict: Answer;
  reasons: string[];
}

export interface AssetFacts {
  id: string;
  name: string;
  classification: string | null;
  exposedMs: Bounds;
  accessed: VerdictFacts;
  exfiltrated: VerdictFacts;
  /** Inside a certain stretch, or only inside a possible one: apart, as are all counts of accesses. */
  accesses: Bounds;
  unauthorised: Bounds;
  /** Principals with an access without clearance, or whom nobody has resolved. */
  uncleared: {
    name: string;
    kind: string;
    certain: number;
    possible: number;
    first: string | null;
    last: string | null;
    /** In words: how it stood towards the asset. */
    why: string;
  }[];
  gaps: { from: Instant; until: Instant; systems: string[] }[];
  coveredShare: number | null;
}

export interface WindowFacts {
  id: string;
  asset: string;
  audience: string;
  openedAt: Instant;
  openedExact: boolean;
  closedAt: Instant | null;
  closedExact: boolean;
  path: string | null;
}

export interface DurationFacts {
  label: string;
  from: TimeName;
  to: TimeName;
  state: "recorded" | "pending" | "not_applicable" | "invalid" | "unknown";
  ms: number | null;
  approximate: boolean;
  /** Why there is no length. */
  reason: string | null;
}

export interface SourceFacts {
  no: number;
  filename: string;
  system: string | null;
  sha256: string | null;
  bytes: number;
  status: string;
  events: number;
  duplicates: number;
  skipped: number;
  rejects: number;
  from: Instant | null;
  until: Instant | null;
  stated: boolean;
}

export interface UpdateFacts {
  ref: string;
  audience: string;
  state: string;
  sentAt: Instant;
  sentBy: string;
  nextAt: Instant | null;
  reach: { people: number; mail: number; webhook: number };
}

/** Everything that a postmortem says, as the record had it at one moment. Plain JSON, kept with the text. */
export interface PostmortemFacts {
  v: 1;
  asOf: Instant;
  /** The record's last entry when this was read. */
  recordSeq: number;
  incident: {
    ref: string;
    title: string;
    summary: string;
    kind: IncidentKind;
    aiInvolvement: AiInvolvement;
    mode: Mode;
    visibility: Visibility;
    phase: Phase;
    severity: Severity | null;
    peakSeverity: Severity | null;
    synthetic: string | null;
  };
  roles: { role: IncidentRole; userId: string; name: string }[];
  times: { name: TimeName; at: Instant; precision: Precision; eventId: string }[];
  durations: DurationFacts[];
  windows: WindowFacts[];
  /** Null: no answer has been computed. */
  exposure: {
    computedAt: Instant;
    exposedMs: Bounds;
    accessed: Answer;
    exfiltrated: Answer;
    unauthorised: Bounds & { principals: number };
    /** Of how many of these the log says that they succeeded; not in facts of an earlier version. */
    outcomes?: Outcomes;
    couldReach: number | null;
    gapMs: number | null;
    assets: AssetFacts[];
    unexplained: number;
  } | null;
  data: AffectedDataList;
  /** Not in facts of an earlier version. */
  claims?: ClaimView[];
  timeline: TimelineEntryView[];
  /** Whether somebody pinned what belongs into the postmortem; else it holds everything. */
  timelinePinned: boolean;
  agentEntries: TimelineEntryView[];
  phases: TimelineEntryView[];
  /** What would still be missing to close the incident. */
  unmet: Gate[];
  severity: AssessmentView[];
  tasks: TaskView[];
  /** What was done to stop the harm, and the AI systems as they stood; not in facts of an earlier version. */
  containment?: ActionView[];
  aiSystems?: IncidentAiSystemView[];
  /** Whom the law says to tell; not in facts of an earlier version. */
  obligations?: ObligationView[];
  /** The updates that were sent, in order; not in facts of an earlier version. */
  updates?: UpdateFacts[];
  sources: SourceFacts[];
}
