import { STOPPING } from "@/lib/containment/model";
import { basisWords } from "@/lib/containment/words";
import { SAFEGUARDS, type Safeguard } from "@/lib/tasks/model";
import type { TaskView } from "@/lib/tasks/views";
import { formatDuration } from "@/lib/time/format";
import { cite } from "./cite";
import type { PostmortemFacts } from "./facts";
import { figure } from "./markdown";
import { succeeded } from "./outcome-words";

export type Standing = "worked" | "failed" | "bypassed" | "absent" | "unknown";

interface SafeguardJudgement {
  safeguard: Safeguard;
  standing: Standing;
  /** Markdown with its citation. */
  reason: string;
  tasks: TaskView[];
}

const NOTHING = "Nothing in the record says.";

/** How each safeguard stood, as far as recorded facts show it. */
export function judgeSafeguards(facts: PostmortemFacts): SafeguardJudgement[] {
  return SAFEGUARDS.map((safeguard) => ({
    safeguard,
    ...judge(safeguard, facts),
    tasks: facts.tasks.filter((task) => task.safeguard === safeguard && task.state !== "not_doing"),
  }));
}

function judge(safeguard: Safeguard, facts: PostmortemFacts): { standing: Standing; reason: string } {
  const latest = facts.severity[0];
  const source = latest ? cite("severity", latest.eventId) : "";
  const { exposure } = facts;
  switch (safeguard) {
    case "human_approval":
      if (latest?.facts.approvalMissing === true) {
        return { standing: "bypassed", reason: `A required approval was missing or bypassed ${source}.` };
      }
      return { standing: "unknown", reason: NOTHING };
    case "fail_safe_stop":
      if (latest?.facts.stopFailed === true) {
        return { standing: "failed", reason: `A stop command was ignored or failed ${source}.` };
      }
      return stopStanding(facts);
    case "access_control":
      if (exposure && exposure.unauthorised.certain > 0) {
        const n = figure(exposure.unauthorised.certain);
        const ended = succeeded(exposure.outcomes);
        const standing = exposure.outcomes === "all_unknown" ? "unknown" : "failed";
        return { standing, reason: `${n} accesses without clearance${ended} ${cite("exposure")}.` };
      }
      return { standing: "unknown", reason: NOTHING };
    case "audit_trail":
      if (!exposure || facts.sources.length === 0) return { standing: "unknown", reason: "No evidence is imported." };
      if ((exposure.gapMs ?? 0) > 0) {
        const length = formatDuration(exposure.gapMs ?? 0);
        return { standing: "failed", reason: `The logs are silent for ${length} of the exposure ${cite("exposure")}.` };
      }
      return { standing: "worked", reason: `The logs cover the whole exposure ${cite("exposure")}.` };
    default:
      return { standing: "unknown", reason: NOTHING };
  }
}

/** By what was done to stop an AI system, and whether the evidence shows that it held. */
function stopStanding({ containment = [] }: PostmortemFacts): { standing: Standing; reason: string } {
  const stops = containment.filter((action) => STOPPING.includes(action.kind) && action.state === "done");
  const failed = stops.find((action) => action.verdict === "failed");
  if (failed)
    return {
      standing: "failed",
      reason: `The stop of the AI system did not hold ${cite("containment", failed.ref)}.`,
    };
  const held = stops.find((action) => action.verdict === "verified");
  if (held)
    return {
      standing: "worked",
      reason: `It was stopped, verified ${(held.verification && basisWords(held.verification)) || "since"} ${cite("containment", held.ref)}.`,
    };
  return {
    standing: "unknown",
    reason: stops.length > 0 ? "A stop of it is recorded; nothing shows that it held." : NOTHING,
  };
}
