import type { IncidentRole, RoleWay } from "@/lib/incidents/model";
import type { HandoverKind, HandoverState } from "./model";

export const ROLE_WORDS: Record<IncidentRole, string> = {
  commander: "Commander",
  deputy: "Deputy",
  communications: "Communications",
  scribe: "Scribe",
  legal: "Legal",
  privacy: "Privacy",
  subject_expert: "Subject expert",
};

/** Within a sentence. */
export const ROLE_NAMES: Record<IncidentRole, string> = {
  commander: "commander",
  deputy: "deputy",
  communications: "communications lead",
  scribe: "scribe",
  legal: "legal adviser",
  privacy: "privacy lead",
  subject_expert: "subject expert",
};

export const WAY_WORDS: Record<RoleWay, string> = {
  taken: "took it",
  given: "was given it",
  handed_over: "by handover",
  taken_over: "took it over",
};

export const HANDOVER_KIND_WORDS: Record<HandoverKind, string> = {
  request: "asked for",
  offer: "offered",
  take_over: "taken over",
};

export const HANDOVER_STATE_WORDS: Record<HandoverState, string> = {
  asked: "waits for an answer",
  waiting: "waits for the brief to be acknowledged",
  acknowledged: "acknowledged",
  declined: "declined",
  withdrawn: "withdrawn",
  overtaken: "the role went another way",
};
