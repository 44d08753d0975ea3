"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import type { Facts } from "@/lib/severity/assess";
import { FACT_WORDS } from "@/lib/severity/form";
import type { EventClass } from "@/lib/severity/model";
import type { FactSuggestionView } from "@/lib/severity/views";
import { FactSuggestion } from "./fact-suggestion";

interface FactsFieldsProps {
  incidentRef: string;
  suggestions: readonly FactSuggestionView[];
  facts: Facts;
  editable: boolean;
  onChange: (facts: Facts) => void;
}

const CHECKS = [
  "approvalMissing",
  "productionDestroyed",
  "exfiltrationConfirmed",
  "stopFailed",
  "deathOrInjury",
] as const;
const EVENTS: { value: EventClass; label: string }[] = [
  { value: "incident", label: "Incident" },
  { value: "hazard", label: "Hazard" },
  { value: "near_miss", label: "Near miss" },
];
const EVENT_HINTS: Record<EventClass, string> = {
  incident: "Harm was done, or data was open.",
  hazard: "A weakness was live, and no harm came of it: one level below what it could have been.",
  near_miss: "A control or luck stopped it: SEV4 or SEV5, with what it could have been beside it.",
};

/** What floors ask for beside the points. */
export function FactsFields({ incidentRef, suggestions, facts, editable, onChange }: FactsFieldsProps) {
  const event = facts.event ?? "incident";
  const set = (part: Partial<Facts>) => onChange({ ...facts, ...part });
  return (
    <section aria-labelledby="severity-facts" className="py-3">
      <h3 id="severity-facts" className="mb-1 font-semibold">
        Facts that set a floor
      </h3>
      <div className="grid gap-x-6 gap-y-1 md:grid-cols-2">
        <div className="flex flex-col">
          {CHECKS.map((name) => (
            <div key={name} className="flex flex-col">
              <Checkbox
                label={FACT_WORDS[name]}
                checked={facts[name] ?? false}
                disabled={!editable}
                onCheckedChange={(checked) => set({ [name]: checked || undefined })}
              />
              {suggestions
                .filter(({ fact }) => fact === name)
                .map((suggestion) => (
                  <FactSuggestion
                    key={suggestion.reason}
                    incidentRef={incidentRef}
                    suggestion={suggestion}
                    taken={facts[name] ?? false}
                    editable={editable}
                    onUse={() => set({ [name]: true })}
                  />
                ))}
              {name === "productionDestroyed" && facts.productionDestroyed && (
                <div className="ml-6">
                  <Checkbox
                    label={FACT_WORDS.backupsDestroyed}
                    checked={facts.backupsDestroyed ?? false}
                    disabled={!editable}
                    onCheckedChange={(checked) => set({ backupsDestroyed: checked || undefined })}
                  />
                </div>
              )}
            </div>
          ))}
        </div>
        <div className="flex flex-col gap-2.5">
          <CountField
            label={FACT_WORDS.tenants}
            value={facts.tenants}
            disabled={!editable}
            onChange={(tenants) => set({ tenants })}
          />
          <CountField
            label={FACT_WORDS.customersDown}
            value={facts.customersDown}
            disabled={!editable}
            onChange={(customersDown) => set({ customersDown })}
          />
          <div>
            <div className="mb-1 font-medium text-sm">Kind</div>
            <Segmented
              label="Kind"
              options={EVENTS.map((one) => ({ ...one, disabled: !editable }))}
              value={event}
              onValueChange={(value) => set({ event: value === "incident" ? undefined : value })}
            />
            <p className="mt-1 text-ink-3 text-sm">{EVENT_HINTS[event]}</p>
          </div>
        </div>
      </div>
    </section>
  );
}

interface CountFieldProps {
  label: string;
  value: number | undefined;
  disabled: boolean;
  onChange: (value: number | undefined) => void;
}

function CountField({ label, value, disabled, onChange }: CountFieldProps) {
  return (
    <Field label={label} optional disabled={disabled}>
      <Input
        inputMode="numeric"
        className="max-w-40"
        value={value === undefined ? "" : String(value)}
        onValueChange={(text) => {
          const digits = text.replaceAll(/\D/g, "").slice(0, 12);
          onChange(digits === "" ? undefined : Number(digits));
        }}
      />
    </Field>
  );
}
