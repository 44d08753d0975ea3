import * as z from "zod";
import { ACTOR_KINDS } from "@/lib/evidence/model";
import { PRECISIONS } from "@/lib/incidents/model";
import { ACCESS_CLASSES } from "./model";
import { ExposedPrincipalView } from "./views";

export const ReachStepView = z.object({ at: z.string(), certain: z.number(), possible: z.number() });
export type ReachStepView = z.output<typeof ReachStepView>;

export const AccessBinView = z.object({
  /** The slice, half-open: the same stretch asked of …/accesses gives these events. */
  from: z.string(),
  until: z.string(),
  class: z.enum(ACCESS_CLASSES),
  /** Outside every window, by somebody who was not cleared. */
  outside: z.boolean(),
  certain: z.number(),
  possible: z.number(),
  first: z.string(),
  last: z.string(),
});
export type AccessBinView = z.output<typeof AccessBinView>;

export const AgentBinView = AccessBinView.pick({ from: true, until: true, first: true, last: true }).extend({
  count: z.number(),
});
export type AgentBinView = z.output<typeof AgentBinView>;

export const ReachLineView = z.object({
  at: z.string(),
  /** A named time of the incident, what an AI system did, a change of rights, or another event that was cited. */
  kind: z.enum(["time", "agent", "change", "event"]),
  label: z.string(),
  precision: z.enum(PRECISIONS),
  /** The evidence event, where there is one. */
  event: z.string().nullable(),
  /** Nobody has cited it: it stands here because a window begins or ends near it. */
  near: z.boolean(),
  actorKind: z.enum(ACTOR_KINDS).nullable(),
});
export type ReachLineView = z.output<typeof ReachLineView>;

export const ReachView = z.object({
  now: z.string(),
  knownAt: z.string().nullable(),
  /** What is drawn, half-open. */
  from: z.string(),
  until: z.string(),
  /** From the first window's earliest opening to the last one's latest closing. */
  hull: z.object({ from: z.string(), until: z.string() }),
  /** How many principals could reach without clearance, from each instant until the next. */
  steps: z.array(ReachStepView),
  /** False where there are too many steps: then each is as high as anything in its slice. */
  exact: z.boolean(),
  /** When it was open to the public, which nobody can count; not in the steps. */
  publicTime: z.array(z.object({ from: z.string(), until: z.string(), certain: z.boolean() })),
  bins: z.array(AccessBinView),
  agentBins: z.array(AgentBinView),
  lines: z.array(ReachLineView),
});
export type ReachView = z.output<typeof ReachView>;

/** Who had accesses in a stretch, asset by asset, counted as in the answer. */
export const PeopleView = z.object({
  now: z.string(),
  knownAt: z.string().nullable(),
  from: z.string(),
  until: z.string(),
  assets: z.array(z.object({ asset: z.string(), principals: z.array(ExposedPrincipalView) })),
});
export type PeopleView = z.output<typeof PeopleView>;
