import type { At } from "@/db/seed/day-clock";
import type { Step } from "@/db/seed/step";
import { NameTimeInput } from "@/lib/incidents/inputs";
import { nameTime } from "@/lib/incidents/server/name-time";
import { DecideObligationsInput, SubmitObligationInput } from "@/lib/obligations/inputs";
import { decideObligations } from "@/lib/obligations/server/decide-obligations";
import { listObligations } from "@/lib/obligations/server/list-obligations";
import { submitObligation } from "@/lib/obligations/server/submit-obligation";

export interface Named {
  recorded: string;
  name: NameTimeInput["name"];
  at: string;
  basis: string;
}

export interface Decided {
  at: string;
  rules: readonly string[];
  decision: "applies" | "does_not_apply";
  reason: string;
}

export interface HandedIn {
  recorded: string;
  at: string;
  rule: string;
  receipt: string;
  note: string;
}

/** When something was so in the world, on which clocks start and durations rest. */
export function namedTimes(at: At, times: readonly Named[]): Step[] {
  return times.map(({ recorded, name, at: when, basis }): Step => {
    const input = NameTimeInput.parse({ name, at: at(when), basis });
    return { at: at(recorded), by: "responder", run: (ctx, ref) => nameTime(ctx, ref, input) };
  });
}

export function decisions(at: At, decided: readonly Decided[]): Step[] {
  return decided.map(({ at: when, ...one }): Step => {
    const input = DecideObligationsInput.parse(one);
    return { at: at(when), by: "commander", run: (ctx, ref) => decideObligations(ctx, ref, input) };
  });
}

/** One signature for every duty that nobody has decided by then. */
export function restDoesNotApply(at: At, when: string, reason: string): Step {
  const run: Step["run"] = async (ctx, ref) => {
    const { data } = await listObligations(ctx, ref);
    const rules = data.filter((one) => one.clock !== "off" && one.decision === "undecided").map(({ rule }) => rule);
    await decideObligations(ctx, ref, DecideObligationsInput.parse({ rules, decision: "does_not_apply", reason }));
  };
  return { at: at(when), by: "commander", run };
}

export function submissions(at: At, handedIn: readonly HandedIn[]): Step[] {
  return handedIn.map(({ recorded, rule, at: when, receipt, note }): Step => {
    const input = SubmitObligationInput.parse({ at: at(when), receipt, note });
    return { at: at(recorded), by: "responder", run: (ctx, ref) => submitObligation(ctx, ref, rule, input) };
  });
}
