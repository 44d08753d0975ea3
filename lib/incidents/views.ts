import * as z from "zod";
import { AgentStateView } from "@/lib/containment/views";
import { ANSWERS } from "@/lib/data/model";
import { ClockSummaryView } from "@/lib/obligations/views";
import { NextUpdateView } from "@/lib/updates/views";
import { GATE_STANDINGS, GATES } from "./gates";
import {
  AI_INVOLVEMENTS,
  INCIDENT_KINDS,
  INCIDENT_ROLES,
  MODES,
  PHASES,
  PRECISIONS,
  SEVERITIES,
  TIME_NAMES,
  VISIBILITIES,
} from "./model";

export const IncidentView = z.object({
  id: z.string(),
  ref: z.string(),
  title: z.string(),
  summary: z.string(),
  kind: z.enum(INCIDENT_KINDS),
  aiInvolvement: z.enum(AI_INVOLVEMENTS),
  mode: z.enum(MODES),
  visibility: z.enum(VISIBILITIES),
  phase: z.enum(PHASES),
  /** Null: not sure yet. */
  severity: z.enum(SEVERITIES).nullable(),
  peakSeverity: z.enum(SEVERITIES).nullable(),
  synthetic: z.string().nullable(),
  declaredAt: z.string(),
  declaredBy: z.string().nullable(),
  updatedAt: z.string(),
  version: z.number(),
});
export type IncidentView = z.output<typeof IncidentView>;

export const NamedTimeView = z.object({
  name: z.enum(TIME_NAMES),
  at: z.string(),
  precision: z.enum(PRECISIONS),
  basis: z.string().nullable(),
  eventId: z.string(),
  recordedAt: z.string(),
});
export type NamedTimeView = z.output<typeof NamedTimeView>;

export const MemberView = z.object({ userId: z.string(), name: z.string(), addedAt: z.string() });
export const RoleHolderView = z.object({
  role: z.enum(INCIDENT_ROLES),
  userId: z.string(),
  name: z.string(),
  since: z.string(),
});

/** What the room shows at a glance; null is "unknown", never zero. */
export const RoomView = z.object({
  incident: IncidentView,
  /** Whether the reader may write, command, or only read. */
  can: z.object({ respond: z.boolean(), command: z.boolean(), audit: z.boolean() }),
  members: z.array(MemberView),
  roles: z.array(RoleHolderView),
  /** Roles that are passing from somebody to somebody, or were taken over and whose brief nobody has acknowledged. */
  handovers: z.array(
    z.object({
      id: z.string(),
      role: z.enum(INCIDENT_ROLES),
      state: z.enum(["asked", "waiting"]),
      to: z.string(),
      passed: z.boolean(),
      /** Whether the reader has to answer or to read. */
      waitsForMe: z.boolean(),
    }),
  ),
  times: z.array(NamedTimeView),
  severity: z
    .object({
      likely: z.number(),
      high: z.number(),
      floors: z.array(z.string()),
      assumed: z.array(z.string()),
      overridden: z.boolean(),
      assessedAt: z.string(),
    })
    .nullable(),
  exposure: z
    .object({
      windows: z.number(),
      open: z.number(),
      assets: z.number(),
      earliestOpenedAt: z.string().nullable(),
      exposedMs: z.object({ certain: z.number(), possible: z.number() }).nullable(),
      accessed: z.enum(ANSWERS),
      exfiltrated: z.enum(ANSWERS),
      unauthorised: z.object({ certain: z.number(), possible: z.number(), principals: z.number() }).nullable(),
      couldReach: z.number().nullable(),
      gapMs: z.number().nullable(),
      computedAt: z.string().nullable(),
      stale: z.boolean(),
    })
    .nullable(),
  /** Whether the AI system is stopped. */
  agent: AgentStateView,
  /** Whom the law says to tell, and what of that runs out next. */
  clocks: ClockSummaryView,
  counts: z.object({
    timeline: z.number(),
    windows: z.number(),
    data: z.number(),
    sources: z.number(),
    sourcesBusy: z.number(),
    claims: z.number(),
    claimsContradicted: z.number(),
    tasks: z.number(),
    /** Done and verified; what is not being done is counted apart. */
    tasksDone: z.number(),
    tasksNotDoing: z.number(),
    tasksOverdue: z.number(),
    containment: z.number(),
    /** Done and shown to hold. */
    containmentVerified: z.number(),
    /** Of this incident and of those merged into it, save restricted ones. */
    alertsFiring: z.number(),
    record: z.number(),
  }),
  data: z.object({
    peopleLow: z.number().nullable(),
    peopleHigh: z.number().nullable(),
    peopleExact: z.boolean(),
    unknownItems: z.number(),
    items: z.number(),
    /** `no` where people said of every item that it was not exposed, `yes` where one was; else nobody knows. */
    exposed: z.enum(ANSWERS),
  }),
  postmortem: z.string().nullable(),
  /** The promise of a next update that is due first. */
  nextUpdate: NextUpdateView.nullable(),
  /** Unfinished tasks that are begun, given to somebody or due: the next due first, at most 8. */
  underWay: z.array(
    z.object({ ref: z.string(), title: z.string(), owner: z.string().nullable(), dueAt: z.string().nullable() }),
  ),
});
export type RoomView = z.output<typeof RoomView>;

const GateView = z.object({
  gate: z.enum(GATES),
  /** `unknown` is no yes: nobody has said, looked or recorded what it asks about. */
  standing: z.enum(GATE_STANDINGS),
  met: z.boolean(),
  /** Whether the phase needs it, so that it has to be met or passed with a reason; else it is only worth knowing. */
  needed: z.boolean(),
  message: z.string(),
});

/** Where the incident may go, and what stands in the way. */
export const GatesView = z.object({
  phase: z.enum(PHASES),
  transitions: z.array(
    z.object({
      to: z.enum(PHASES),
      needsReason: z.boolean(),
      gates: z.array(GateView),
      /** What stands in no way, but should be known before the step. */
      notes: z.array(z.string()),
    }),
  ),
});
export type GatesView = z.output<typeof GatesView>;

export const IncidentRow = IncidentView.extend({
  openWindows: z.number(),
  openTasks: z.number(),
  commander: z.string().nullable(),
});
export type IncidentRow = z.output<typeof IncidentRow>;
export const IncidentPage = z.object({ data: z.array(IncidentRow), nextCursor: z.string().nullable() });
export type IncidentPage = z.output<typeof IncidentPage>;
