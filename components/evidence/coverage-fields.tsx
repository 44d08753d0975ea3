"use client";

import { Field, FieldGroup } from "@/components/ui/field";
import { NaturalTimeInput } from "@/components/ui/natural-time-input";
import { useZone } from "@/components/ui/zone-provider";
import type { StatedCoverage } from "@/lib/evidence/upload";

interface CoverageFieldsProps {
  value: StatedCoverage;
  onChange: (value: StatedCoverage) => void;
  error?: string | undefined;
}

/** From when to when an export shows everything: only then does what it does not show prove something. */
export function CoverageFields({ value, onChange, error }: CoverageFieldsProps) {
  const { zone } = useZone();
  const order = value.from && value.until && value.from >= value.until ? "Coverage has to end after it begins." : null;
  return (
    <FieldGroup
      legend="Which interval does this export cover?"
      hint={`Everything that happened in it stands in the file. What is left out is taken from its first or last event. In ${zone}, unless a time names its zone: 2026-03-11 00:00 Europe/Berlin.`}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="From" optional>
          <NaturalTimeInput
            placeholder="2026-03-01 00:00"
            onTime={(time) => onChange({ ...value, from: time?.instant ?? null })}
          />
        </Field>
        <Field label="Until" optional error={order ?? error}>
          <NaturalTimeInput
            placeholder="2026-04-01 00:00"
            onTime={(time) => onChange({ ...value, until: time?.instant ?? null })}
          />
        </Field>
      </div>
    </FieldGroup>
  );
}
