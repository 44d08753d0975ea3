import type { TaskState } from "./model";
import type { TaskView } from "./views";

/** What a task needs to get from where it is to a column of the board. */
export type Move =
  | { kind: "none" }
  /** Can honestly be undone, so it happens at once. */
  | { kind: "state"; state: "open" | "in_progress" }
  /** Needs proof, a look at it, or a reason: a form asks for that. */
  | { kind: "step"; step: "done" | "verify" | "reopen" | "not-doing" }
  | { kind: "refused"; because: string };

/** By the rules that the verbs hold to, so that the board never lets somebody do what would then be refused. */
export function moveOf(task: TaskView, to: TaskState, viewerId: string): Move {
  const { state, ref } = task;
  if (state === to) return { kind: "none" };
  const unfinished = state === "open" || state === "in_progress";
  switch (to) {
    case "open":
      return unfinished ? { kind: "state", state: "open" } : { kind: "step", step: "reopen" };
    case "in_progress":
      if (!unfinished) return refused(`${ref} is ${words(state)}: reopen it first, with a reason.`);
      return task.blocked ? refused(blockedWords(task)) : { kind: "state", state: "in_progress" };
    case "done":
      if (!unfinished) return refused(`${ref} is ${words(state)}: reopen it first, with a reason.`);
      return task.blocked ? refused(blockedWords(task)) : { kind: "step", step: "done" };
    case "verified":
      if (state !== "done") return refused(`${ref} is not done yet: it is verified when somebody has proved it.`);
      if (viewerId === task.owner?.id) return refused(`You own ${ref}: somebody else verifies it.`);
      if (viewerId === task.doneBy?.id) return refused(`You did ${ref}: somebody else verifies it.`);
      return { kind: "step", step: "verify" };
    case "not_doing":
      return state === "verified"
        ? refused(`${ref} is verified: reopen it first, with a reason.`)
        : { kind: "step", step: "not-doing" };
  }
}

/** "T-3 is blocked by T-1 “Revert the grant”." */
export function blockedWords({ ref, blockedBy }: Pick<TaskView, "ref" | "blockedBy">): string {
  const waits = blockedBy.filter(({ state }) => state === "open" || state === "in_progress");
  return `${ref} is blocked by ${waits.map((one) => `${one.ref} “${one.title}”`).join(", ")}.`;
}

function words(state: TaskState): string {
  return state.replace("_", " ");
}

function refused(because: string): Move {
  return { kind: "refused", because };
}
