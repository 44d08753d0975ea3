import type { ActionState, AgentState, Stage, Verdict } from "@/lib/containment/model";
import type { PostmortemState } from "@/lib/postmortems/model";
import type { TaskKind, TaskState } from "@/lib/tasks/model";
import type { Phase, Severity } from "./model";

/** The way of an incident, in order. Declined and merged end it from the side. */
export const ORDER = ["triage", "active", "contained", "resolved", "closed"] as const satisfies readonly Phase[];

export const GATES = [
  "windows_closed",
  "containment_done",
  "agent_stopped",
  "tasks_finished",
  "severity_assessed",
  "alerts_ended",
  "postmortem_approved",
  "obligations_decided",
] as const;
export type GateName = (typeof GATES)[number];

/** `unknown` is no yes: nobody has said, looked or recorded what the condition asks about. */
export const GATE_STANDINGS = ["met", "unmet", "unknown"] as const;
export type GateStanding = (typeof GATE_STANDINGS)[number];

export interface Gate {
  gate: GateName;
  standing: GateStanding;
  met: boolean;
  /** Whether the phase needs it, or it is only worth knowing before the step. */
  needed: boolean;
  /** What is missing and what to do, or what shows that nothing is. */
  message: string;
}

/** What the gates ask about, as it stands now. */
export interface PhaseFacts {
  phase: Phase;
  /** The highest severity there ever was; null while nobody is sure, which counts as the worst plausible. */
  peakSeverity: Severity | null;
  windows: number;
  openWindows: number;
  /** How many items of affected data there are, where people say of every one that it was not exposed; else 0. */
  notExposedItems: number;
  /** Whether somebody assessed the severity, beyond the guess of whoever declared it. */
  assessed: boolean;
  /** Titles of the alerts that still fire. */
  firing: readonly string[];
  /** Whether the AI system is stopped, as everywhere else. */
  agent: { state: AgentState; name: string | null; reason: string | null };
  tasks: readonly { no: number; kind: TaskKind; state: TaskState }[];
  containment: readonly {
    no: number;
    stage: Stage;
    state: ActionState;
    verdict: Verdict | null;
    /** Whether an AI system is stopped by it, if it holds. */
    stops: boolean;
    /** Whether a later stop of the same AI system is shown to hold. */
    madeGood: boolean;
  }[];
  postmortem: PostmortemState | null;
  /** How many regulatory duties nobody has decided; those of a drill are none. */
  undecidedObligations: number;
}

/** What stands in the way of a phase: needed for it, and not known to be so. */
export function blockersOf(gates: readonly Gate[]): Gate[] {
  return gates.filter((gate) => gate.needed && !gate.met);
}

/** What a phase asks about: what has to be met, or passed with a reason, to be in it, and what else nobody knows. */
export function gatesOf(to: Phase, facts: PhaseFacts): Gate[] {
  const at = ORDER.indexOf(to as (typeof ORDER)[number]);
  return [
    ...(at >= ORDER.indexOf("contained")
      ? [windowsClosed(to, facts), containmentDone(to, facts), agentStopped(facts)]
      : []),
    ...(at >= ORDER.indexOf("resolved") ? [tasksFinished(facts), severityAssessed(facts), alertsEnded(facts)] : []),
    ...(at >= ORDER.indexOf("closed") ? [postmortemApproved(facts), obligationsDecided(facts)] : []),
  ];
}

function say(gate: GateName, standing: GateStanding, message: string, needed = true): Gate {
  return { gate, standing, met: standing === "met", needed, message };
}

/** Without a window nothing says that nothing is exposed: a contained incident may still look for it, a resolved one not. */
function windowsClosed(to: Phase, { windows, openWindows, notExposedItems: n }: PhaseFacts): Gate {
  const gate = "windows_closed";
  if (openWindows > 0) {
    const what = openWindows === 1 ? "One exposure window is" : `${openWindows} exposure windows are`;
    return say(gate, "unmet", `${what} still open. Close what is exposed and record when it was closed.`);
  }
  if (windows > 0) return say(gate, "met", "Every exposure window is closed.");
  if (n > 0) {
    const what = n === 1 ? "the affected data" : `all ${n} items of affected data`;
    return say(gate, "met", `Nothing was exposed, people say of ${what}.`);
  }
  const message =
    "Whether data is exposed is unknown: no exposure window is recorded. Record it, or say of the affected data that it was not exposed.";
  return say(gate, "unknown", message, to !== "contained");
}

/** To be contained, what stops the harm is done and nothing of it failed; to be resolved, what repairs it too. */
function containmentDone(to: Phase, { containment }: PhaseFacts): Gate {
  const gate = "containment_done";
  const needed = containment.filter(({ stage }) => stage === "contained" || to !== "contained");
  const failed = needed.filter(({ state, verdict }) => state === "done" && verdict === "failed");
  if (failed.length > 0) {
    const does = failed.length === 1 ? "does" : "do";
    const message = `${nameAll("A", failed)} ${does} not hold. Do it again in another way, or drop it with a reason.`;
    return say(gate, "unmet", message);
  }
  const left = needed.filter(({ state }) => state !== "done" && state !== "dropped");
  if (left.length > 0) {
    return say(gate, "unmet", `Containment is not done: ${nameAll("A", left)}. Do it, or drop it with a reason.`);
  }
  if (needed.length === 0) return say(gate, "unknown", "No containment action is recorded.", false);
  const unshown = needed.filter((action) => action.state === "done" && action.verdict !== "verified" && !action.stops);
  if (unshown.length > 0) {
    const message = `${nameAll("A", unshown)} ${isAre(unshown)} done, and nothing shows yet that ${unshown.length === 1 ? "it holds" : "they hold"}.`;
    return say(gate, "unknown", message, false);
  }
  const dropped = needed.filter(({ state }) => state === "dropped");
  const done = needed.length - dropped.length;
  const rest = dropped.length > 0 ? `, ${dropped.length} dropped with a reason: ${nameAll("A", dropped)}` : "";
  return say(gate, "met", `Containment: ${done} carried out${rest}.`);
}

/** A stop that nothing verifies is not yet a stop; what nobody named can't be said to be stopped. */
function agentStopped({ agent, containment }: PhaseFacts): Gate {
  const gate = "agent_stopped";
  const name = agent.name ?? "The AI system";
  const unshown = containment.filter(
    ({ stops, state, verdict, madeGood }) =>
      stops && state === "done" && verdict !== "verified" && verdict !== "failed" && !madeGood,
  );
  switch (agent.state) {
    case "failed":
      return say(gate, "unmet", `The stop of ${name} does not hold. Stop it in another way.`);
    case "stopping":
      return say(gate, "unmet", `${name} is being stopped: the stop is not carried out yet.`);
    case "not_stopped": {
      const dropped = containment.filter(({ stops, state }) => stops && state === "dropped");
      return dropped.length > 0
        ? say(gate, "unknown", `${name} is not stopped: ${nameAll("A", dropped)} was dropped with a reason.`, false)
        : say(
            gate,
            "unmet",
            `${name} is not stopped: no stop of it is recorded. Stop it, or drop the stop with a reason.`,
          );
    }
    default:
  }
  if (unshown.length > 0) {
    const message = `${nameAll("A", unshown)}: nothing verifies that the AI system is stopped. Bring the logs of the time after it, or have somebody else look.`;
    return say(gate, "unknown", message);
  }
  if (agent.state === "stopped") return say(gate, "unknown", `That ${name} is stopped is not verified.`);
  if (agent.state === "verified") return say(gate, "met", `${name} is stopped, verified.`);
  return say(gate, "unknown", "Whether an AI system still acts is unknown: none is named.", false);
}

function isAre(all: readonly unknown[]): string {
  return all.length === 1 ? "is" : "are";
}

export function nameAll(letter: string, all: readonly { no: number }[]): string {
  const names = all.slice(0, 5).map(({ no }) => `${letter}-${no}`);
  return `${names.join(", ")}${all.length > names.length ? ` and ${all.length - names.length} more` : ""}`;
}

/** Prevention may go on after an incident is resolved; what stops and repairs the harm may not. */
const NEEDED: readonly TaskKind[] = ["containment", "eradication", "recovery"];

function tasksFinished({ tasks }: PhaseFacts): Gate {
  const gate = "tasks_finished";
  const needed = tasks.filter((task) => NEEDED.includes(task.kind));
  const left = needed.filter((task) => task.state !== "verified" && task.state !== "not_doing");
  if (left.length > 0) {
    const message = `Containment and remediation are not finished: ${nameAll("T", left)}. Have them verified, or say why they are not done.`;
    return say(gate, "unmet", message);
  }
  if (needed.length === 0) return say(gate, "unknown", "No containment or remediation task is recorded.", false);
  const dropped = needed.filter(({ state }) => state === "not_doing");
  const rest = dropped.length > 0 ? `, ${dropped.length} not doing, with a reason: ${nameAll("T", dropped)}` : "";
  return say(
    gate,
    "met",
    `Containment and remediation tasks: ${needed.length - dropped.length} done and verified${rest}.`,
  );
}

function severityAssessed({ assessed }: PhaseFacts): Gate {
  return assessed
    ? say("severity_assessed", "met", "The severity is assessed.")
    : say("severity_assessed", "unknown", "Nobody has assessed the severity, so it is unknown. Assess it.");
}

function alertsEnded({ firing }: PhaseFacts): Gate {
  const gate = "alerts_ended";
  if (firing.length === 0) return say(gate, "met", "No alert fires.");
  const named = firing
    .slice(0, 3)
    .map((title) => `“${title}”`)
    .join(", ");
  const more = firing.length > 3 ? ` and ${firing.length - 3} more` : "";
  const what = firing.length === 1 ? "An alert still fires" : `${firing.length} alerts still fire`;
  return say(gate, "unmet", `${what}: ${named}${more}. Find out why; its monitor ends it.`);
}

function postmortemApproved({ peakSeverity, postmortem }: PhaseFacts): Gate {
  const gate = "postmortem_approved";
  const needed = peakSeverity === null || peakSeverity === "SEV1" || peakSeverity === "SEV2";
  if (!needed) return say(gate, "met", `${peakSeverity} needs no postmortem.`);
  if (postmortem === "approved" || postmortem === "published") {
    return say(gate, "met", "The postmortem is approved.");
  }
  const who = peakSeverity ?? "An incident whose severity nobody is sure of";
  return say(gate, "unmet", `${who} needs an approved postmortem. Write it and have somebody else approve it.`);
}

/** Whether they apply has to be signed; a clock that runs goes on after closing. */
function obligationsDecided({ undecidedObligations: n }: PhaseFacts): Gate {
  const gate = "obligations_decided";
  if (n === 0) return say(gate, "met", "Every regulatory obligation is decided.");
  const what = n === 1 ? "One regulatory obligation is" : `${n} regulatory obligations are`;
  return say(gate, "unmet", `${what} undecided. Sign whether each applies; one reason may serve for several.`);
}
