import type { ActionState, Stage, Verdict } from "@/lib/containment/model";
import type { PostmortemState } from "@/lib/postmortems/model";
import type { TaskKind, TaskState } from "@/lib/tasks/model";
import type { Phase, Severity } from "./model";

/** The way of an incident, in order. Declined and merged end it from the side. */
const ORDER = ["triage", "active", "contained", "resolved", "closed"] as const satisfies readonly Phase[];

export const GATES = [
  "windows_closed",
  "containment_done",
  "tasks_finished",
  "postmortem_approved",
  "obligations_decided",
] as const;
export type GateName = (typeof GATES)[number];

export interface Gate {
  gate: GateName;
  met: boolean;
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
  tasks: readonly { no: number; kind: TaskKind; state: TaskState }[];
  containment: readonly { no: number; stage: Stage; state: ActionState; verdict: Verdict | null }[];
  postmortem: PostmortemState | null;
  /** How many regulatory duties nobody has decided; those of a drill are none. */
  undecidedObligations: number;
}

export interface Transition {
  to: Phase;
  /** Going back, or ending without a finding: always with a written reason. */
  needsReason: boolean;
  gates: Gate[];
  /** What stands in no way, but should be known before the step. */
  notes: string[];
}

/** Where an incident may go from where it is, each with its gates. A later phase carries the gates of those before it. */
export function transitionsOf(facts: PhaseFacts): Transition[] {
  // Out of these there are other ways: a report is accepted or declined, a merged incident is taken out again.
  if (facts.phase === "triage" || facts.phase === "merged") return [];
  const at = ORDER.indexOf(facts.phase as (typeof ORDER)[number]);
  if (at < 0) return [{ to: "active", needsReason: true, gates: [], notes: [] }];
  const onwards = ORDER.slice(at + 1).map((to) => ({
    to,
    needsReason: false,
    gates: gatesOf(to, facts),
    notes: notesOf(to, facts),
  }));
  const back = at > 1 ? [{ to: "active" as const, needsReason: true, gates: [], notes: [] }] : [];
  return [...onwards, ...back];
}

/** An incident is contained once nothing is exposed, whatever else is to do; but a task of that name is worth a look. */
function notesOf(to: Phase, { tasks }: PhaseFacts): string[] {
  const open = tasks.filter(
    ({ kind, state }) => kind === "containment" && state !== "verified" && state !== "not_doing",
  );
  if (to !== "contained" || open.length === 0) return [];
  const are = open.length === 1 ? "is a containment task that is" : "are containment tasks that are";
  return [
    `${nameAll("T", open)} ${are} not finished. Is nothing exposed any more? To be resolved it has to be finished.`,
  ];
}

/** Every gate that has to be met, or passed with a reason, to be in a phase. */
export function gatesOf(to: Phase, facts: PhaseFacts): Gate[] {
  const at = ORDER.indexOf(to as (typeof ORDER)[number]);
  return [
    ...(at >= ORDER.indexOf("contained") ? [windowsClosed(facts), containmentDone(to, facts)] : []),
    ...(at >= ORDER.indexOf("resolved") ? [tasksFinished(facts)] : []),
    ...(at >= ORDER.indexOf("closed") ? [postmortemApproved(facts), obligationsDecided(facts)] : []),
  ];
}

function windowsClosed({ windows, openWindows }: PhaseFacts): Gate {
  const gate = "windows_closed";
  if (openWindows > 0) {
    const what = openWindows === 1 ? "One exposure window is" : `${openWindows} exposure windows are`;
    return { gate, met: false, message: `${what} still open. Close what is exposed and record when it was closed.` };
  }
  const message = windows === 0 ? "No exposure window is recorded." : "Every exposure window is closed.";
  return { gate, met: true, message };
}

/** To be contained, what stops the harm is done and nothing of it failed; to be resolved, what repairs it too. */
function containmentDone(to: Phase, { containment }: PhaseFacts): Gate {
  const gate = "containment_done";
  const needed = containment.filter(({ stage }) => stage === "contained" || to !== "contained");
  const failed = needed.filter(({ state, verdict }) => state === "done" && verdict === "failed");
  if (failed.length > 0) {
    const message = `${nameAll("A", failed)} failed. Do it again in another way, or drop it with a reason.`;
    return { gate, met: false, message };
  }
  const left = needed.filter(({ state }) => state !== "done" && state !== "dropped");
  if (left.length > 0) {
    return {
      gate,
      met: false,
      message: `Containment is not done: ${nameAll("A", left)}. Do it, or drop it with a reason.`,
    };
  }
  const message =
    needed.length === 0 ? "No containment action is recorded." : "Every containment action is done or dropped.";
  return { gate, met: true, message };
}

function nameAll(letter: string, all: readonly { no: number }[]): string {
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
    return {
      gate,
      met: false,
      message: `Containment and remediation are not finished: ${nameAll("T", left)}. Have them verified, or say why they are not done.`,
    };
  }
  const message =
    needed.length === 0
      ? "No containment or remediation task is recorded."
      : "Every containment and remediation task is verified or dropped with a reason.";
  return { gate, met: true, message };
}

function postmortemApproved({ peakSeverity, postmortem }: PhaseFacts): Gate {
  const gate = "postmortem_approved";
  const needed = peakSeverity === null || peakSeverity === "SEV1" || peakSeverity === "SEV2";
  if (!needed) return { gate, met: true, message: `${peakSeverity} needs no postmortem.` };
  if (postmortem === "approved" || postmortem === "published") {
    return { gate, met: true, message: "The postmortem is approved." };
  }
  const who = peakSeverity ?? "An incident whose severity nobody is sure of";
  return {
    gate,
    met: false,
    message: `${who} needs an approved postmortem. Write it and have somebody else approve it.`,
  };
}

/** Whether they apply has to be signed; a clock that runs goes on after closing. */
function obligationsDecided({ undecidedObligations: n }: PhaseFacts): Gate {
  const gate = "obligations_decided";
  if (n === 0) return { gate, met: true, message: "Every regulatory obligation is decided." };
  const what = n === 1 ? "One regulatory obligation is" : `${n} regulatory obligations are`;
  return {
    gate,
    met: false,
    message: `${what} undecided. Sign whether each applies; one reason may serve for several.`,
  };
}
