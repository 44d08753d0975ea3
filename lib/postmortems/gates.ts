import type { AssessmentView } from "@/lib/severity/views";
import type { TaskView } from "@/lib/tasks/views";
import type { Section } from "./model";

export const APPROVAL_GATES = [
  "windows_closed",
  "sections_filled",
  "facts_current",
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
  openWindows: number;
  emptySections: readonly { section: Section; title: string }[];
  /** Entries of the record since the text was generated, apart from those about the postmortem itself. */
  newerEntries: number;
  latest: Pick<AssessmentView, "overridden" | "reason"> | null;
  tasks: readonly Pick<TaskView, "ref" | "state" | "owner">[];
}

/** What has to be so before a postmortem is approved; a commander can pass any of it with a written reason. */
export function approvalGates(facts: ApprovalFacts): GateState[] {
  const { openWindows, emptySections, newerEntries, latest, tasks } = facts;
  const unowned = tasks.filter(
    (task) => task.owner === null && (task.state === "open" || task.state === "in_progress"),
  );
  return [
    state("windows_closed", openWindows === 0, "Every exposure window is closed.", () =>
      openWindows === 1 ? "One exposure window is still open." : `${openWindows} exposure windows are still open.`,
    ),
    state(
      "sections_filled",
      emptySections.length === 0,
      "Every section says something.",
      () => `Empty: ${emptySections.map(({ title }) => title).join(", ")}. Write them, or generate them again.`,
    ),
    state("facts_current", newerEntries === 0, "The text was generated from the record as it stands.", () => {
      const what = newerEntries === 1 ? "One entry was" : `${newerEntries} entries were`;
      return `${what} recorded since the text was generated. Generate it again; what people wrote is kept.`;
    }),
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

function state(gate: ApprovalGate, met: boolean, good: string, bad: () => string): GateState {
  return { gate, met, message: met ? good : bad() };
}
