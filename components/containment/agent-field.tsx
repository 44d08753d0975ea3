import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";

export interface AgentChoice {
  id: string;
  name: string;
  /** Whether the incident names it. */
  named: boolean;
}

/** The AI systems that an action can be done to: those of the incident first. */
export interface AgentMenu {
  choices: readonly AgentChoice[];
  /** Opens the register, and says which one was made there. */
  onRegister: (made: (id: string) => void) => void;
}

const NEW = "new";

interface AgentFieldProps {
  menu: AgentMenu;
  value: string | null;
  onValueChange: (id: string) => void;
  hideLabel?: boolean;
  error?: string | null | undefined;
}

/** Which AI system something is done to; one that nobody has registered yet can be, without leaving. */
export function AgentField({ menu, value, onValueChange, hideLabel = false, error }: AgentFieldProps) {
  return (
    <Field label="Which AI system" hideLabel={hideLabel} error={error}>
      <Select
        aria-label="Which AI system"
        placeholder="Which AI system?"
        options={[
          ...menu.choices.map(({ id, name, named }) => ({
            value: id,
            label: name,
            ...(named ? {} : { detail: "not named in this incident yet" }),
          })),
          { value: NEW, label: "Register a new one…" },
        ]}
        value={value}
        onValueChange={(next) => (next === NEW ? menu.onRegister(onValueChange) : onValueChange(next))}
      />
    </Field>
  );
}
