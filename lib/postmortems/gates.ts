import { impossibleOrders } from "@/lib/incidents/durations";
import type { Phase, Precision, TimeName } from "@/lib/incidents/model";
import type { AssessmentView } from "@/lib/severity/views";
import type { TaskView } from "@/lib/tasks/views";
import { type Instant, instantToMicros } from "@/lib/time/instant";
import type { ChangedLines } from "./changed-lines";
import type { Section } from "./model";

export const APPROVAL_GATES = [
  "contained",
  "windows_closed",
  "times_agree",
  "sections_filled",
  "facts_current",
  "written_current",
  "override_explained",
  "tasks_owned",
] as const;
type ApprovalGate = (typeof APPROVAL_GATES)[number];

export interface GateState {
  gate: ApprovalGate;
  met: boolean;
  /** What is missing and what to do, or what shows that nothing is. */
  message: string;
}

interface ApprovalFacts {
  phase: Phase;
  openWindows: number;
  times: readonly { name: TimeName; at: Instant; precision: Precision }[];
  now: Instant;
  emptySections: readonly { section: Section; title: string }[];
  /** Written by people from facts that have changed since. */
  outdated: readonly { title: string; outdated?: readonly ChangedLines[] | undefined }[];
  /** Of the record since the text was generated, apart from those about the postmortem itself: what about, how many. */
  newerEntries: readonly { what: string; count: number }[];
  latest: Pick<AssessmentView, "overridden" | "reason"> | null;
  tasks: readonly Pick<TaskView, "ref" | "state" | "owner">[];
}

/** What has to be so before a postmortem is approved; a commander can pass any of it with a written reason. */
export function approvalGates(facts: ApprovalFacts): GateState[] {
  const { phase, openWindows, emptySections, outdated, newerEntries, latest, tasks } = facts;
  const wrongTimes = wrongTimesOf(facts);
  const unowned = tasks.filter(
    (task) => task.owner === null && (task.state === "open" || task.state === "in_progress"),
  );
  return [
    state(
      "contained",
      phase !== "triage" && phase !== "active",
      "The incident is contained.",
      () => `The incident is in phase ${phase}: not contained. Contain it first.`,
    ),
    state("windows_closed", openWindows === 0, "Every exposure window is closed.", () =>
      openWindows === 1 ? "One exposure window is still open." : `${openWindows} exposure windows are still open.`,
    ),
    state("times_agree", wrongTimes.length === 0, "The named times agree with each other.", () => wrongTimes.join(" ")),
    state(
      "sections_filled",
      emptySections.length === 0,
      "Every section says something.",
      () => `Empty: ${emptySections.map(({ title }) => title).join(", ")}. Write them, or generate them again.`,
    ),
    state("facts_current", newerEntries.length === 0, "The facts are those of the record as it stands.", () => {
      const what = newerEntries.map(({ what: about, count }) => (count > 1 ? `${about} (${count} times)` : about));
      return `Facts changed since the text was generated: ${what.join(", ")}. Generate it again; what people wrote is kept.`;
    }),
    state(
      "written_current",
      outdated.length === 0,
      "What people wrote was held against these facts.",
      () =>
        `Written before facts changed: ${outdated.map(changeOf).join(", ")}. Compare it in the editor, then confirm it or generate it.`,
    ),
    state(
      "override_explained",
      !latest?.overridden || Boolean(latest.reason),
      "The severity is the rubric's, or its override has a reason.",
      () => "The severity was overridden without a written reason.",
    ),
    state("tasks_owned", unowned.length === 0, "Every open task has an owner.", () => {
      const names = unowned.slice(0, 5).map((task) => task.ref);
      return `Without an owner: ${names.join(", ")}${unowned.length > 5 ? ` and ${unowned.length - 5} more` : ""}.`;
    }),
  ];
}

const SHOWN_LENGTH = 70;

/** The section, and the first of its facts that changed, as was and as is. */
function changeOf({ title, outdated = [] }: ApprovalFacts["outdated"][number]): string {
  const [first, ...others] = outdated;
  if (!first) return title;
  const short = (text: string) => (text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH - 1)}…` : text);
  const more = others.length > 0 ? ` and ${others.length} more` : "";
  return `${title} (“${short(first.before || "nothing")}” is now “${short(first.now || "nothing")}”${more})`;
}

/** A time that has not come, and an end before its start: what is reckoned from such would be "invalid". */
function wrongTimesOf({ times, now }: Pick<ApprovalFacts, "times" | "now">): string[] {
  const future = times.filter(
    ({ at, precision }) => precision !== "unknown" && instantToMicros(at) > instantToMicros(now),
  );
  const reversed = impossibleOrders(times).map(({ reason }) => reason);
  return [...future.map(({ name }) => `“${name}” lies in the future; correct it.`), ...reversed];
}

function state(gate: ApprovalGate, met: boolean, good: string, bad: () => string): GateState {
  return { gate, met, message: met ? good : bad() };
}
