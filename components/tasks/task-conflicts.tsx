"use client";

import { useQuery } from "@tanstack/react-query";
import { Segmented } from "@/components/ui/segmented";
import { people } from "@/lib/access/queries";
import { type MergedField, type TaskText, textOf } from "@/lib/tasks/merge";
import type { TaskView } from "@/lib/tasks/views";
import { KIND_WORDS, SAFEGUARD_WORDS } from "@/lib/tasks/words";

const LABELS: Record<MergedField, string> = {
  title: "What has to be done",
  detail: "Detail",
  kind: "Kind",
  safeguard: "Safeguard",
  ownerId: "Owner",
  blockedBy: "Waits for",
};

interface TaskConflictsProps {
  mine: TaskText;
  theirs: TaskView;
  /** What both changed. */
  fields: readonly MergedField[];
  all: readonly TaskView[];
  chosen: Partial<Record<MergedField, "mine" | "theirs">>;
  onChoose: (field: MergedField, whose: "mine" | "theirs") => void;
}

/** Somebody changed the task meanwhile: both versions where both changed the same, and a word about the rest. */
export function TaskConflicts({ mine, theirs, fields, all, chosen, onChoose }: TaskConflictsProps) {
  const other = textOf(theirs);
  return (
    <div role="alert" className="rounded-md border border-line border-l-3 border-l-unknown px-3 py-2">
      <p className="font-medium">Somebody changed this task meanwhile.</p>
      <p className="text-ink-2 text-sm">
        {fields.length === 0
          ? "You changed different things, so both can be kept: save once more."
          : "What only one of you changed is kept. Choose where both changed the same."}
      </p>
      {fields.map((field) => (
        <div key={field} className="mt-2 border-line border-t pt-2">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <span className="font-medium text-sm">{LABELS[field]}</span>
            <Segmented
              label={`Whose: ${LABELS[field]}`}
              options={[
                { value: "mine", label: "Mine" },
                { value: "theirs", label: "Theirs" },
              ]}
              value={chosen[field] ?? ("" as "mine")}
              onValueChange={(whose) => onChoose(field, whose)}
            />
          </div>
          <dl className="mt-1 grid gap-x-4 gap-y-1 sm:grid-cols-2">
            {(["mine", "theirs"] as const).map((whose) => (
              <div key={whose} className="min-w-0">
                <dt className="text-ink-3 text-sm">{whose === "mine" ? "Mine" : "Theirs"}</dt>
                <dd className="wrap-anywhere whitespace-pre-wrap">
                  <Value field={field} text={whose === "mine" ? mine : other} all={all} />
                </dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </div>
  );
}

function Value({ field, text, all }: { field: MergedField; text: TaskText; all: readonly TaskView[] }) {
  const { data } = useQuery(people());
  switch (field) {
    case "kind":
      return KIND_WORDS[text.kind];
    case "safeguard":
      return text.safeguard ? SAFEGUARD_WORDS[text.safeguard] : "none named";
    case "ownerId":
      return text.ownerId === null ? "nobody" : (data?.data.find(({ id }) => id === text.ownerId)?.name ?? "somebody");
    case "blockedBy":
      return (
        all
          .filter(({ id }) => text.blockedBy.includes(id))
          .map(({ ref }) => ref)
          .join(", ") || "nothing"
      );
    default:
      return text[field] || "empty";
  }
}
