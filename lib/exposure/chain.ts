import type { ActorKind, Outcome, Verb } from "@/lib/evidence/model";
import type { Instant } from "@/lib/time/instant";
import type { AccessClass } from "./model";

/** What a step of the chain is, in the order of a story. `others`: what AI systems did that nothing ties to the incident. */
export const CHAIN_KINDS = [
  "prompt",
  "answer",
  "tool",
  "approval",
  "refusal",
  "human",
  "change",
  "access",
  "action",
  "window_opened",
  "window_closed",
  "entry",
  "others",
] as const;
export type ChainKind = (typeof CHAIN_KINDS)[number];

/** How an event belongs to the incident: somebody named it as evidence, or it changed rights as a window began or ended. */
export const TIES = ["opened", "closed", "cited", "near_opening", "near_closing"] as const;
export type Tie = (typeof TIES)[number];

/** Where an item stands: time, then facts before events, then source, record and sub. */
export type ChainPlace = readonly [at: Instant, rank: number, a: number, b: number, c: number];

export interface ChainItem {
  place: ChainPlace;
  kind: ChainKind;
  event: string | null;
  actor: string | null;
  principal: string | null;
  actorKind: ActorKind;
  onBehalfOf: string | null;
  action: string | null;
  verb: Verb | null;
  outcome: Outcome | null;
  resources: string[];
  assets: string[];
  class: AccessClass | null;
  tie: Tie | null;
  session: string | null;
  approval: { event: string | null } | null;
  label: string | null;
  recordedBy: string | null;
  source: { kind: "entry" | "window"; id: string } | null;
}

export interface ChainStep {
  first: ChainItem;
  last: ChainPlace;
  count: number;
  sessions: Set<string>;
  people: Set<string>;
}

const PROMPTS = /prompt|invoke_agent|interaction|user[._ ]?(?:message|turn)|\bask\b/i;

/** What an evidence event is in the chain. */
export function kindOf(event: {
  verb: Verb;
  action: string;
  byAgent: boolean;
  touches: boolean;
  tied: boolean;
}): ChainKind {
  if (!event.tied) return "others";
  if (event.touches) return "access";
  if (event.verb === "grant" || event.verb === "revoke" || event.verb === "share") return "change";
  if (event.verb === "approve") return "approval";
  if (event.verb === "deny") return "refusal";
  if (!event.byAgent) return "human";
  if (event.verb === "invoke") return PROMPTS.test(event.action) ? "prompt" : "answer";
  return event.verb === "execute" ? "tool" : "action";
}

/** Kinds of steps of an AI system for which somebody might have had to be asked. */
const TO_APPROVE: readonly ChainKind[] = ["tool", "change", "access", "action"];

export function mightNeedApproval(item: Pick<ChainItem, "kind" | "actorKind">): boolean {
  return item.actorKind === "agent" && TO_APPROVE.includes(item.kind);
}

export function before(a: ChainPlace, b: ChainPlace): boolean {
  for (const [i, value] of a.entries()) {
    const other = b[i] as string | number;
    if (value !== other) return value < other;
  }
  return false;
}

/** Both in the order of time, as one. */
export function interleaved(a: readonly ChainItem[], b: readonly ChainItem[]): ChainItem[] {
  return [...a, ...b].sort((x, y) => (before(x.place, y.place) ? -1 : before(y.place, x.place) ? 1 : 0));
}

/** Runs of the same thing become one step: the same actor doing the same for the same one in one session, uninterrupted. */
export function collapsed(items: readonly ChainItem[], each = false): ChainStep[] {
  const steps: ChainStep[] = [];
  for (const item of items) {
    const step = steps.at(-1);
    if (!each && step && sameThing(step.first, item)) {
      step.last = item.place;
      step.count += 1;
      addTo(step, item);
    } else {
      const next = { first: item, last: item.place, count: 1, sessions: new Set<string>(), people: new Set<string>() };
      addTo(next, item);
      steps.push(next);
    }
  }
  return steps;
}

function addTo(step: ChainStep, { session, onBehalfOf }: ChainItem): void {
  if (session !== null) step.sessions.add(session);
  if (onBehalfOf !== null) step.people.add(onBehalfOf);
}

function sameThing(a: ChainItem, b: ChainItem): boolean {
  if (a.source || b.source || a.kind !== b.kind) return false;
  if (a.kind === "others") return true;
  return (
    a.actor === b.actor &&
    a.onBehalfOf === b.onBehalfOf &&
    a.action === b.action &&
    a.session === b.session &&
    a.outcome === b.outcome &&
    a.class === b.class &&
    a.tie === b.tie &&
    (a.approval === null) === (b.approval === null) &&
    a.assets.join("\n") === b.assets.join("\n")
  );
}
