import { expect, test } from "vitest";
import { TASK_STATES, type TaskState } from "./model";
import { moveOf } from "./moves";
import type { TaskView } from "./views";

const task = (state: TaskState, more: Partial<TaskView> = {}) =>
  ({
    ref: "T-3",
    state,
    owner: { id: "owner", name: "Dana" },
    doneBy: null,
    blocked: false,
    blockedBy: [],
    ...more,
  }) as TaskView;
const kinds = (state: TaskState, viewer = "other") =>
  Object.fromEntries(
    TASK_STATES.map((to) => {
      const move = moveOf(task(state), to, viewer);
      return [to, move.kind === "state" ? move.state : move.kind === "step" ? move.step : move.kind];
    }),
  );

test("a task goes only where a verb would take it, with what that needs", () => {
  expect(kinds("open")).toEqual({
    open: "none",
    in_progress: "in_progress",
    done: "done",
    verified: "refused",
    not_doing: "not-doing",
  });
  expect(kinds("done")).toEqual({
    open: "reopen",
    in_progress: "refused",
    done: "none",
    verified: "verify",
    not_doing: "not-doing",
  });
  expect(kinds("verified")).toMatchObject({ open: "reopen", not_doing: "refused" });
});

test("who owns or did a task can't verify it by moving it", () => {
  expect(kinds("done", "owner").verified).toBe("refused");
  expect(moveOf(task("done", { doneBy: { id: "doer", name: "Sam" } }), "verified", "doer").kind).toBe("refused");
});

test("a blocked task is neither begun nor done, and says by what", () => {
  const waits = [
    { id: "1", ref: "T-1", title: "Revert the grant", state: "open" },
    { id: "2", ref: "T-2", title: "Over", state: "done" },
  ] as TaskView["blockedBy"];
  for (const to of ["in_progress", "done"] as const) {
    expect(moveOf(task("open", { blocked: true, blockedBy: waits }), to, "other")).toEqual({
      kind: "refused",
      because: "T-3 is blocked by T-1 “Revert the grant”.",
    });
  }
});
