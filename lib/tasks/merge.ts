import type { TaskKind } from "./model";
import type { TaskView } from "./views";

/** What of a task can be written in its form. */
export interface TaskText {
  title: string;
  detail: string;
  kind: TaskKind;
  safeguard: TaskView["safeguard"];
  ownerId: string | null;
  blockedBy: string[];
}

export const MERGED_FIELDS = ["title", "detail", "kind", "safeguard", "ownerId", "blockedBy"] as const;
export type MergedField = (typeof MERGED_FIELDS)[number];

export function textOf({ title, detail, kind, safeguard, owner, blockedBy }: TaskView): TaskText {
  return {
    title,
    detail,
    kind,
    safeguard,
    ownerId: owner?.id ?? null,
    blockedBy: blockedBy.map(({ id }) => id).sort(),
  };
}

/** Only what somebody changed: what they left alone is never written over a colleague's change. */
export function changesOf(read: TaskText, mine: TaskText): Partial<TaskText> {
  return Object.fromEntries(
    MERGED_FIELDS.filter((field) => !same(read[field], mine[field])).map((field) => [field, mine[field]]),
  );
}

/** Fields that both changed since one of them read the task, and not to the same: somebody has to choose. */
export function conflictsOf(read: TaskText, mine: TaskText, theirs: TaskText): MergedField[] {
  return MERGED_FIELDS.filter(
    (field) =>
      !same(read[field], mine[field]) && !same(read[field], theirs[field]) && !same(mine[field], theirs[field]),
  );
}

/** Mine where I changed it, theirs where I did not; `chosen` says whose where both did. */
export function mergeTask(
  read: TaskText,
  mine: TaskText,
  theirs: TaskText,
  chosen: Partial<Record<MergedField, "mine" | "theirs">>,
): TaskText {
  const conflicts = conflictsOf(read, mine, theirs);
  const pick = (field: MergedField) => {
    if (conflicts.includes(field)) return chosen[field] === "theirs" ? theirs[field] : mine[field];
    return same(read[field], mine[field]) ? theirs[field] : mine[field];
  };
  return Object.fromEntries(MERGED_FIELDS.map((field) => [field, pick(field)])) as unknown as TaskText;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
