import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { PRINCIPAL_KINDS } from "@/lib/people/model";
import type { ImportChoice, ImportKind } from "@/lib/people/read-import";
import type { CheckedImport } from "./check-import";
import { KIND_WORDS } from "./words";

interface ImportChoicesProps {
  kind: ImportKind;
  checked: CheckedImport;
  onChoose: (choice: ImportChoice) => void;
}

const kindOptions = PRINCIPAL_KINDS.map((value) => ({ value, label: KIND_WORDS[value] }));

/** What the head of a file does not say, and only a person can: which column names whom, and of what kind they are. */
export function ImportChoices({ kind, checked: { needs, kindForAll }, onChoose }: ImportChoicesProps) {
  if (needs) {
    const columns = needs.columns.map((value) => ({ value, label: value }));
    const pick = (field: "name" | "principal" | "group") => (column: string) =>
      onChoose({ columns: { [field]: column } });
    return (
      <div className="flex flex-col gap-3">
        <p>
          {kind === "principals"
            ? "No column of this file is called name. Which one holds it?"
            : "No column of this file is called principal or group. Which one names who is cleared?"}
        </p>
        <div className="flex flex-wrap gap-4">
          <Field label={kind === "principals" ? "Name" : "A principal's name"} className="w-64">
            <Select
              options={columns}
              placeholder="Choose a column"
              onValueChange={pick(kind === "principals" ? "name" : "principal")}
            />
          </Field>
          {kind === "clearances" && (
            <Field label="Or a group" className="w-64">
              <Select options={columns} placeholder="Choose a column" onValueChange={pick("group")} />
            </Field>
          )}
        </div>
      </div>
    );
  }
  if (!kindForAll) return null;
  return (
    <Field label="No column says of what kind they are. All are taken as" className="mb-4">
      <Select
        options={kindOptions}
        value={kindForAll}
        className="w-64"
        onValueChange={(next) => onChoose({ kind: next })}
      />
    </Field>
  );
}
