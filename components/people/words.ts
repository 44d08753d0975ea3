import type { PrincipalKind, Standing } from "@/lib/people/model";

export const KIND_WORDS: Record<PrincipalKind, string> = { human: "Person", agent: "AI system", service: "Service" };

export const STANDING_WORDS: Record<Standing, string> = {
  valid: "valid",
  void: "void: made by an incident",
  deny: "explicitly denied",
};
