import type { IncidentAiSystemView } from "@/lib/agents/views";
import { APPROVAL_MODE_WORDS, AUTONOMY_WORDS, INTERN_WORDS } from "@/lib/agents/words";
import type { ActionView } from "@/lib/containment/views";
import { basisWords, STATE_WORDS } from "@/lib/containment/words";
import { formatDuration } from "@/lib/time/format";
import { cite } from "./cite";
import type { PostmortemFacts } from "./facts";
import { md, table, UNKNOWN, utc } from "./markdown";

/** What stood of each AI system when the incident began: what was allowed, who watched, whether its stop was tested. */
export function stoodParts({ aiSystems = [] }: PostmortemFacts): string[] {
  if (aiSystems.length === 0) return [];
  const [first] = aiSystems;
  return [
    `**What stood when it ${first?.atName === "started" ? "began" : `was ${first?.atName}`}**, ${utc(first?.at ?? null)} UTC:`,
    table(
      ["AI system", "Model", "Autonomy", "A person agrees", "Access assessment", "Stop tested"],
      aiSystems.map((system) => [
        `${md(system.aiSystem.name)} (${system.role})`,
        modelOf(system),
        system.stood?.autonomy ? AUTONOMY_WORDS[system.stood.autonomy] : UNKNOWN,
        system.stood?.approvalMode ? APPROVAL_MODE_WORDS[system.stood.approvalMode].toLowerCase() : UNKNOWN,
        accessOf(system),
        stopOf(system),
      ]),
    ),
    ...(aiSystems.some((system) => system.stood && !system.stoodSure)
      ? [`Since when some of this holds is ${UNKNOWN}.`]
      : []),
  ];
}

function modelOf({ stood }: IncidentAiSystemView): string {
  if (!stood?.model) return UNKNOWN;
  return md([stood.model, stood.modelVersion].filter(Boolean).join(" "));
}

function accessOf({ assessmentThen }: IncidentAiSystemView): string {
  const { state, approvedBy, expiresAt, intern, internReason } = assessmentThen;
  const asked = intern ? ` Asked then: ${INTERN_WORDS[intern]}${internReason ? ` (${md(internReason)})` : ""}.` : "";
  if (state === "none") return "**none stood**";
  if (state === "approved")
    return `approved${approvedBy ? ` by ${md(approvedBy)}` : ""} until ${utc(expiresAt)}.${asked}`;
  return `**${state === "over" ? "had ended" : state === "asked" ? "asked for, not decided" : state}**.${asked}`;
}

function stopOf({ stopTestThen }: IncidentAiSystemView): string {
  if (!stopTestThen) return "**never**";
  return `${stopTestThen.outcome === "failed" ? "**failed**" : "worked"}, ${utc(stopTestThen.testedAt)}`;
}

/** What was done to stop the harm, whether it holds, and what shows it. */
export function containmentParts({ containment = [] }: PostmortemFacts): string[] {
  if (containment.length === 0) return ["What was done to stop it is not recorded."];
  return [
    "**What was done to stop it**, and what shows that it holds:",
    table(
      ["Action", "Given (UTC)", "Holds since (UTC)", "State", "What shows it", "Time to stop", "Source"],
      containment.map((action) => [
        md(action.title),
        action.startedAt ? utc(action.startedAt) : "",
        action.doneAt ? utc(action.doneAt) : "",
        standing(action),
        shown(action),
        timeToStop(action),
        cite("containment", action.ref),
      ]),
    ),
    ...containment.flatMap(({ ref, withoutApproval }) =>
      withoutApproval ? [`${ref} went ahead without the approval it needs: ${md(withoutApproval)}`] : [],
    ),
  ];
}

function standing({ state, verdict }: ActionView): string {
  if (state !== "done") return STATE_WORDS[state];
  if (verdict === "failed") return "**does not hold**";
  return verdict === "verified" ? "verified" : "done, not verified";
}

function shown({ state, verification, droppedReason }: ActionView): string {
  if (state === "dropped") return md(droppedReason ?? "");
  if (!verification) return "";
  return md([basisWords(verification), verification.reason].filter(Boolean).join(": "));
}

function timeToStop({ proof, state, verification }: ActionView): string {
  if (proof === "check" || state !== "done") return "";
  const ms = verification?.timeToStopMs ?? null;
  return ms === null ? UNKNOWN : formatDuration(ms);
}
