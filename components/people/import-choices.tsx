import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { PRINCIPAL_KINDS, type PrincipalKind } from "@/lib/people/model";
import type { ImportChoice, ImportKind } from "@/lib/people/read-import";
import type { CheckedImport } from "./check-import";
import { ExportQuestions } from "./export-questions";
import { KIND_WORDS } from "./words";

interface ImportChoicesProps {
  kind: ImportKind;
  checked: CheckedImport;
  choice: ImportChoice;
  onChoose: (choice: ImportChoice) => void;
}

const kindOptions = PRINCIPAL_KINDS.map((value) => ({ value, label: KIND_WORDS[value] }));

/** What the head of a file does not say, and only a person can: which column names whom, and of what kind they are. */
export function ImportChoices({ kind, checked: { needs, kindForAll, asks }, choice, onChoose }: ImportChoicesProps) {
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
  if (asks || kindForAll) {
    return (
      <>
        {asks && <ExportQuestions kind={kind} asks={asks} choice={choice} onChoose={onChoose} />}
        {kindForAll && <KindForAll kind={kindForAll} onChoose={onChoose} />}
      </>
    );
  }
  return null;
}

function KindForAll({ kind, onChoose }: { kind: PrincipalKind; onChoose: (choice: ImportChoice) => void }) {
  return (
    <Field label="Nothing says of what kind they are. All of these are taken as" className="mb-4">
      <Select options={kindOptions} value={kind} className="w-64" onValueChange={(next) => onChoose({ kind: next })} />
    </Field>
  );
}
