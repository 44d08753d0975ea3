import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { toast } from "@/components/ui/toast";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { SEVERITIES, type Severity } from "@/lib/incidents/model";
import type { ResponseTargets } from "@/lib/severity/model";
import { useSetTargets } from "@/lib/severity/mutations";
import type { TargetsVersion } from "@/lib/severity/targets-view";

type Count = Exclude<keyof ResponseTargets, "commanderAtOnce">;

const COLUMNS: readonly { name: Count; label: string; unit: string }[] = [
  { name: "updateEveryMinutes", label: "Update every", unit: "minutes" },
  { name: "containmentHours", label: "Contained, and its tasks, in", unit: "hours" },
  { name: "remediationBusinessDays", label: "Other tasks due in", unit: "business days" },
  { name: "postmortemBusinessDays", label: "Postmortem approved in", unit: "business days" },
];

/** As typed: an empty field asks for nothing. */
type Typed = Record<Severity, Record<Count, string> & { commanderAtOnce: boolean }>;

interface TargetsFormProps {
  badge: (level: Severity) => ReactNode;
  current: TargetsVersion;
  onDone: () => void;
}

export function TargetsForm({ badge, current, onDone }: TargetsFormProps) {
  const [typed, setTyped] = useState(() => typedOf(current.targets));
  const [reason, setReason] = useState("");
  const set = useSetTargets();
  const [missing, setMissing] = useState<Record<string, string>>({});
  const errors = { ...fieldErrors(set.error), ...missing };

  function submit(event: FormEvent) {
    event.preventDefault();
    if (set.isPending) return;
    const wrong = wrongOf(typed, reason);
    setMissing(wrong);
    if (Object.keys(wrong).length > 0) return;
    set.mutate(
      { targets: targetsOf(typed), basedOn: current.version, reason },
      {
        onSuccess: () => {
          toast("Response targets changed");
          onDone();
        },
      },
    );
  }
  const change = (level: Severity, part: Partial<Typed[Severity]>) =>
    setTyped((before) => ({ ...before, [level]: { ...before[level], ...part } }));

  return (
    <form onSubmit={submit} noValidate aria-label="Response targets" className="flex flex-col gap-4">
      <Table caption="What each severity asks. An empty field asks for nothing." showCaption>
        <THead>
          <tr>
            <Th>Level</Th>
            <Th>Commander</Th>
            {COLUMNS.map(({ name, label, unit }) => (
              <Th key={name}>
                {label}, {unit}
              </Th>
            ))}
          </tr>
        </THead>
        <tbody>
          {SEVERITIES.map((level) => (
            <Tr key={level}>
              <Td>{badge(level)}</Td>
              <Td>
                <Checkbox
                  label={
                    <>
                      at once<span className="sr-only"> at {level}</span>
                    </>
                  }
                  checked={typed[level].commanderAtOnce}
                  onCheckedChange={(commanderAtOnce) => change(level, { commanderAtOnce })}
                />
              </Td>
              {COLUMNS.map(({ name, label, unit }) => (
                <Td key={name}>
                  <Field
                    label={`${level}: ${label}, ${unit}`}
                    hideLabel
                    error={errors[`targets/${level}/${name}`] ?? null}
                    className="w-24"
                  >
                    <Input
                      inputMode="numeric"
                      value={typed[level][name]}
                      onChange={(event) => change(level, { [name]: event.target.value })}
                    />
                  </Field>
                </Td>
              ))}
            </Tr>
          ))}
        </tbody>
      </Table>
      <Field label="Why they change" error={errors.reason} hint="Kept with the change." className="max-w-xl">
        <Input value={reason} maxLength={1000} onChange={(event) => setReason(event.target.value)} />
      </Field>
      {set.error && Object.keys(errors).length === 0 && (
        <p role="alert" className="text-exposed text-sm">
          {failureText(set.error)}
        </p>
      )}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" busy={set.isPending}>
          Save
        </Button>
        <Button variant="quiet" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function typedOf(targets: TargetsVersion["targets"]): Typed {
  const text = (count: number | null) => (count === null ? "" : String(count));
  return perLevel((level) => ({
    commanderAtOnce: targets[level].commanderAtOnce,
    ...perColumn((name) => text(targets[level][name])),
  }));
}

/** Nothing but an empty field is taken for “none”. */
function wrongOf(typed: Typed, reason: string): Record<string, string> {
  const cells = SEVERITIES.flatMap((level) => COLUMNS.map((column) => ({ level, ...column })));
  const wrong = cells.filter(({ level, name }) => !/^\s*([1-9]\d*)?\s*$/.test(typed[level][name]));
  return {
    ...Object.fromEntries(
      wrong.map(({ level, name, unit }) => [`targets/${level}/${name}`, `A whole number of ${unit}, or nothing.`]),
    ),
    ...(reason.trim() === "" ? { reason: "Say why: it is kept with the change." } : {}),
  };
}

function targetsOf(typed: Typed): TargetsVersion["targets"] {
  const count = (text: string) => (text.trim() === "" ? null : Number(text));
  return perLevel((level) => ({
    commanderAtOnce: typed[level].commanderAtOnce,
    ...perColumn((name) => count(typed[level][name])),
  }));
}

function perLevel<T>(of: (level: Severity) => T): Record<Severity, T> {
  return Object.fromEntries(SEVERITIES.map((level) => [level, of(level)])) as Record<Severity, T>;
}

function perColumn<T>(of: (name: Count) => T): Record<Count, T> {
  return Object.fromEntries(COLUMNS.map(({ name }) => [name, of(name)])) as Record<Count, T>;
}
