"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { NaturalTimeInput } from "@/components/ui/natural-time-input";
import type { Completeness } from "@/lib/people/queries";
import type { ImportKind } from "@/lib/people/read-import";

interface ImportCompletenessProps {
  kind: ImportKind;
  value: Completeness;
  onChange: (value: Completeness) => void;
}

/** Only of a list that is complete does what it leaves out say that it ended; until its export it had held. */
export function ImportCompleteness({ kind, value, onChange }: ImportCompletenessProps) {
  const people = kind === "principals";
  return (
    <div className="mb-4 flex flex-col gap-2">
      <Checkbox
        checked={value.complete}
        onCheckedChange={(complete) => onChange({ ...value, complete })}
        label={
          people
            ? "The file holds every member of the groups that it names"
            : "The file holds every clearance for what it names"
        }
        detail={
          people
            ? "Whoever it leaves out is shown as gone: a member until the export, not after it."
            : "What it leaves out is shown as gone: it held until the export, not after it."
        }
      />
      {value.complete && (
        <Field label="Exported at" className="ml-6">
          <NaturalTimeInput
            className="w-72 max-w-full"
            placeholder="today 9:00"
            onTime={(time) => onChange({ ...value, asOf: time?.instant ?? null })}
          />
        </Field>
      )}
    </div>
  );
}
