import type { At } from "@/db/seed/day-clock";
import type { Step } from "@/db/seed/step";
import { systemContext } from "@/lib/api/server/context";
import { AddClaimInput, type AddClaimRequest, DecideClaimInput } from "@/lib/claims/inputs";
import type { Standing } from "@/lib/claims/model";
import { addClaim } from "@/lib/claims/server/add-claim";
import { decideClaim } from "@/lib/claims/server/decide-claim";
import { judgeClaims } from "@/lib/claims/server/judge-claims";
import { parseIncidentRef } from "@/lib/incidents/model";
import { type EventFilter, findEvents } from "./events";

/** What was said, and what somebody decided about it with the events that show it, in the story's own times. */
export interface Said {
  recorded: string;
  said: string;
  claim: Omit<AddClaimRequest, "saidAt">;
  decided?: { at: string; standing: Standing; reason: string; shownBy?: EventFilter; documents?: string[] };
}

export function claimSteps(at: At, claims: readonly Said[]): Step[] {
  return claims.flatMap((one) => stepsOf(at, one));
}

/** What the evidence says of every claim, as the queue finds it after a new answer, at the story's time. */
export function judged(at: At, when: string): Step {
  return {
    at: at(when),
    by: "commander",
    run: async (ctx, ref) => {
      const id = parseIncidentRef(ref);
      if (id !== null) await judgeClaims(id, { ...systemContext(ctx.now), source: "seed" });
    },
  };
}

function stepsOf(at: At, { recorded, said, claim, decided }: Said): Step[] {
  let id = "";
  const input = AddClaimInput.parse({ ...claim, saidAt: at(said) });
  const record: Step = {
    at: at(recorded),
    by: "commander",
    run: async (ctx, ref) => {
      id = (await addClaim(ctx, ref, input)).id;
    },
  };
  if (!decided) return [record];
  const { standing, reason, shownBy, documents = [] } = decided;
  const decide: Step["run"] = async (ctx, ref) => {
    const found = shownBy ? await findEvents(ctx, ref, shownBy) : [];
    const evidence = [...found, ...documents];
    await decideClaim(ctx, ref, id, DecideClaimInput.parse({ standing, reason, evidence, version: 1 }));
  };
  return [record, { at: at(decided.at), by: "commander", run: decide }];
}
