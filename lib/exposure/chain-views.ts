import * as z from "zod";
import { ACTOR_KINDS, OUTCOMES, VERBS } from "@/lib/evidence/model";
import { CHAIN_KINDS, TIES } from "./chain";
import { ACCESS_CLASSES } from "./model";

export const ChainStepView = z.object({
  id: z.string(),
  kind: z.enum(CHAIN_KINDS),
  at: z.string(),
  /** When the last of them was, where it stands for several. */
  until: z.string(),
  count: z.number(),
  actor: z.string().nullable(),
  /** The AI system or person that the actor is; null where nobody has said. */
  principal: z.string().nullable(),
  actorKind: z.enum(ACTOR_KINDS),
  onBehalfOf: z.string().nullable(),
  action: z.string().nullable(),
  verb: z.enum(VERBS).nullable(),
  outcome: z.enum(OUTCOMES).nullable(),
  /** The first three that the first event names. */
  resources: z.array(z.string()),
  /** Exposed assets that it touched. */
  assets: z.array(z.string()),
  class: z.enum(ACCESS_CLASSES).nullable(),
  /** The first event, which leads on to its bytes. */
  event: z.string().nullable(),
  /** By what it belongs to the incident; null: by its session alone, or not at all. */
  tie: z.enum(TIES).nullable(),
  /** Of actions of an AI system: an approval in the same session before it. Absent: there is none on record. */
  approval: z.object({ event: z.string().nullable() }).nullable(),
  /** What people recorded, in words: a window, an entry of the timeline, a decision. */
  label: z.string().nullable(),
  recordedBy: z.string().nullable(),
  /** The timeline entry or the window that it comes from. */
  source: z.object({ kind: z.enum(["entry", "window"]), id: z.string() }).nullable(),
  /** Of what else AI systems did: in how many sessions, for how many people. */
  others: z.object({ sessions: z.number(), people: z.number() }).nullable(),
  /** Hand it in as `run` to see each of the events. */
  run: z.string().nullable(),
});
export type ChainStepView = z.output<typeof ChainStepView>;

export const ChainView = z.object({
  data: z.array(ChainStepView),
  nextCursor: z.string().nullable(),
  now: z.string(),
  knownAt: z.string().nullable(),
  /** What "no approval on record" rests on: the sources that hold what AI systems did. Null but on the first page. */
  basis: z
    .array(
      z.object({
        source: z.string(),
        filename: z.string(),
        system: z.string().nullable(),
        from: z.string().nullable(),
        until: z.string().nullable(),
        events: z.number(),
        /** Events of this source that approve or refuse something. */
        approvals: z.number(),
      }),
    )
    .nullable(),
});
export type ChainView = z.output<typeof ChainView>;
