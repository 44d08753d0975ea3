import { Field } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { Textarea } from "@/components/ui/textarea";
import { PRESERVATIONS, type Preservation } from "@/lib/containment/model";
import { PRESERVATION_ASKS, PRESERVATION_WORDS } from "@/lib/containment/words";

export type How = "done" | "begun" | "webhook";

interface StartFieldsProps {
  canCall: boolean;
  how: How | null;
  onHow: (how: How) => void;
  preservation: Preservation | null;
  onPreservation: (preservation: Preservation) => void;
  kept: string;
  onKept: (kept: string) => void;
  errors: { how?: string | undefined; preservation?: string | undefined; preservationNote?: string | undefined };
}

/** How it is carried out and what was kept before: nothing is chosen for anybody, since the record keeps it. */
export function StartFields(props: StartFieldsProps) {
  const { canCall, how, preservation, kept, errors } = props;
  return (
    <>
      <Choice
        label="How is it carried out?"
        options={[
          ...(canCall ? [{ value: "webhook" as const, label: "Call its kill switch" }] : []),
          { value: "done" as const, label: "It has been done by hand" },
          { value: "begun" as const, label: "It is being done by hand" },
        ]}
        value={how}
        onValueChange={props.onHow}
        error={errors.how}
      />
      <Choice
        label="Preserved before it is changed?"
        options={PRESERVATIONS.map((value) => ({ value, label: PRESERVATION_WORDS[value] }))}
        value={preservation}
        onValueChange={props.onPreservation}
        error={errors.preservation}
      />
      <Field
        label={preservation ? PRESERVATION_ASKS[preservation] : "What was kept and where, or what is lost and why"}
        hint="Model, prompt, memory, index, configuration, traces of the time."
        error={errors.preservationNote}
      >
        <Textarea
          value={kept}
          onChange={(event) => props.onKept(event.currentTarget.value)}
          maxLength={2000}
          rows={2}
        />
      </Field>
    </>
  );
}

interface ChoiceProps<V extends string> {
  label: string;
  options: readonly { value: V; label: string }[];
  value: V | null;
  onValueChange: (value: V) => void;
  error?: string | undefined;
}

/** A question with a few answers in sight, none of them chosen beforehand. */
export function Choice<V extends string>({ label, options, value, onValueChange, error }: ChoiceProps<V>) {
  return (
    <div>
      <p className="mb-1 font-medium text-sm">{label}</p>
      <Segmented label={label} options={options} value={value} onValueChange={onValueChange} />
      {error && (
        <p role="alert" className="mt-1 text-exposed text-sm">
          {error}
        </p>
      )}
    </div>
  );
}
