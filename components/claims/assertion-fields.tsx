"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NaturalTimeInput } from "@/components/ui/natural-time-input";
import { Select } from "@/components/ui/select";
import { type AssertionDraft, isAffected } from "@/lib/claims/assertion-draft";
import { AGENT_ACTS, ASSERTION_KINDS, BOUNDS, type Bound, COUNTED } from "@/lib/claims/model";
import { ACT_WORDS, ASSERTION_WORDS, COUNTED_WORDS } from "@/lib/claims/words";
import { SEVERITIES } from "@/lib/incidents/model";

export interface AssetChoice {
  id: string;
  name: string;
}

interface AssertionFieldsProps {
  value: AssertionDraft;
  errors: Record<string, string | undefined>;
  assets: readonly AssetChoice[];
  onChange: (part: Partial<AssertionDraft>) => void;
}

const kindOptions = [
  { value: "none" as const, label: "Nothing that evidence can decide" },
  ...ASSERTION_KINDS.map((value) => ({ value, label: ASSERTION_WORDS[value] })),
];
const BOUND_WORDS: Record<Bound, string> = {
  exact: "exactly",
  at_most: "at most",
  at_least: "at least",
  range: "between",
};
const boundOptions = BOUNDS.map((value) => ({ value, label: BOUND_WORDS[value] }));
const countedOptions = COUNTED.map((value) => ({ value, label: COUNTED_WORDS[value] }));
const levelOptions = SEVERITIES.map((value) => ({ value, label: value }));

/** What the words assert, in the form that evidence can be held against. */
export function AssertionFields(props: AssertionFieldsProps) {
  const { value, onChange } = props;
  return (
    <>
      <Field
        label="What it asserts"
        hint="One reading of the words. The evidence is held against this; the words stay as they are."
      >
        <Select options={kindOptions} value={value.kind} onValueChange={(kind) => onChange({ kind })} />
      </Field>
      <KindFields {...props} />
    </>
  );
}

function KindFields(props: AssertionFieldsProps) {
  switch (props.value.kind) {
    case "none":
    case "nothing_misused":
      return null;
    case "nobody_accessed":
    case "nobody_without_clearance":
    case "nothing_exfiltrated":
      return <AssetField {...props} />;
    case "opened_at":
    case "closed_at":
      return <TimeFields {...props} />;
    case "exposed_for":
      return (
        <>
          <AmountFields {...props} unit="Length" placeholder="1 h 57 min" />
          <AssetField {...props} />
        </>
      );
    case "count":
      return <CountFields {...props} />;
    case "agent_did":
    case "agent_did_not":
      return <ActFields {...props} />;
    case "severity":
      return <LevelFields {...props} />;
  }
}

function AssetField({ value, assets, errors, onChange }: AssertionFieldsProps) {
  const options = [
    { value: "all", label: "The whole incident" },
    ...assets.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <Field label="Of what" error={errors.asset}>
      <Select
        options={options}
        value={value.asset ?? "all"}
        onValueChange={(chosen) => onChange({ asset: chosen === "all" ? null : chosen })}
      />
    </Field>
  );
}

function TimeFields(props: AssertionFieldsProps) {
  const { value, errors, onChange } = props;
  return (
    <>
      <Field label="Time that was said" error={errors.time ?? errors.at}>
        <NaturalTimeInput
          defaultText={value.timeText}
          placeholder="2026-03-11 16:02 UTC"
          onTime={(time) =>
            onChange(
              time
                ? { time: { instant: time.instant, precision: time.precision }, timeText: time.text }
                : { time: null },
            )
          }
        />
      </Field>
      <AssetField {...props} />
    </>
  );
}

function CountFields(props: AssertionFieldsProps) {
  const { value, onChange } = props;
  return (
    <>
      <AmountFields {...props} unit="Number" placeholder="23" />
      <Field label="Of whom or what">
        <Select options={countedOptions} value={value.of} onValueChange={(of) => onChange({ of })} />
      </Field>
      {!isAffected(value.of) && <AssetField {...props} />}
    </>
  );
}

interface AmountProps extends AssertionFieldsProps {
  unit: string;
  placeholder: string;
}

function AmountFields({ value, errors, onChange, unit, placeholder }: AmountProps) {
  const { bound } = value;
  const error = (end: "low" | "high") => errors[end] ?? errors[`n/${end}`] ?? errors[`ms/${end}`];
  return (
    <div className="grid grid-cols-[8rem_minmax(0,1fr)] items-start gap-2">
      <Field label="How it is meant">
        <Select options={boundOptions} value={bound} onValueChange={(next) => onChange({ bound: next })} />
      </Field>
      <div className="grid auto-cols-fr grid-flow-col gap-2">
        {bound !== "at_most" && (
          <Field label={bound === "range" ? "From" : unit} error={error("low")}>
            <Input
              value={value.low}
              onValueChange={(low) => onChange({ low })}
              placeholder={placeholder}
              autoComplete="off"
            />
          </Field>
        )}
        {(bound === "at_most" || bound === "range") && (
          <Field label={bound === "range" ? "To" : unit} error={error("high")}>
            <Input
              value={value.high}
              onValueChange={(high) => onChange({ high })}
              placeholder={placeholder}
              autoComplete="off"
            />
          </Field>
        )}
      </div>
    </div>
  );
}

function ActFields({ value, errors, onChange }: AssertionFieldsProps) {
  const side = value.kind === "agent_did" ? "did" : "not";
  const options = AGENT_ACTS.map((act) => ({
    value: act,
    label: act === "other" ? "something else" : ACT_WORDS[act][side],
  }));
  return (
    <>
      <Field label="The AI system">
        <Select options={options} value={value.act} onValueChange={(act) => onChange({ act })} />
      </Field>
      <Field label="What exactly" optional={value.act !== "other"} error={errors.what}>
        <Input value={value.what} onValueChange={(what) => onChange({ what })} maxLength={500} autoComplete="off" />
      </Field>
    </>
  );
}

function LevelFields({ value, errors, onChange }: AssertionFieldsProps) {
  return (
    <>
      <Field label="Level on our scale">
        <Select options={levelOptions} value={value.level} onValueChange={(level) => onChange({ level })} />
      </Field>
      <Field
        label="As they said it"
        optional
        error={errors.scale}
        hint="Their label and scale, such as “Sev 1, of a scale that begins at 0”."
      >
        <Input value={value.scale} onValueChange={(scale) => onChange({ scale })} maxLength={300} autoComplete="off" />
      </Field>
    </>
  );
}
