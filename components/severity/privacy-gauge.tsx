"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Segmented } from "@/components/ui/segmented";
import { type PrivacyInput, privacySeverity } from "@/lib/severity/enisa";

// Loaded when the gauge is opened: most who assess a severity leave it closed.
const PrivacySuggestion = dynamic(() => import("./privacy-suggestion").then((module) => module.PrivacySuggestion), {
  ssr: false,
});

interface PrivacyGaugeProps {
  incidentRef: string;
  value: PrivacyInput | null;
  editable: boolean;
  onChange: (value: PrivacyInput | null) => void;
}

const START: PrivacyInput = {
  dpc: 1,
  ei: 1,
  confidentiality: 0.25,
  integrity: 0,
  availability: 0,
  malicious: false,
};

/** ENISA's breach severity, for privacy only: it stands beside the level and does not change it. */
export function PrivacyGauge({ incidentRef, value, editable, onChange }: PrivacyGaugeProps) {
  const [open, setOpen] = useState(false);
  const result = value ? privacySeverity(value) : null;
  const set = (part: Partial<PrivacyInput>) => onChange({ ...(value ?? START), ...part });
  const scale = <N extends number>(label: string, name: keyof PrivacyInput, options: [N, string][]) => (
    <div>
      <div className="mb-1 font-medium text-sm">{label}</div>
      <Segmented
        label={label}
        options={options.map(([number, words]) => ({ value: String(number), label: words, disabled: !editable }))}
        value={String(value?.[name] ?? "")}
        onValueChange={(text) => set({ [name]: Number(text) })}
      />
    </div>
  );
  const circumstance = (
    label: string,
    name: "confidentiality" | "integrity" | "availability",
    some: string,
    all: string,
  ) =>
    scale(label, name, [
      [0, "none"],
      [0.25, some],
      [0.5, all],
    ]);
  return (
    <details className="border-line border-t py-3" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="font-semibold">
        Privacy gauge (ENISA)
        <span className="ml-2 font-normal text-ink-2">
          {result ? `${result.score} · ${result.band.replace("_", " ")}` : "not filled in"}
        </span>
      </summary>
      <div className="mt-2.5 flex flex-col gap-2.5">
        {open && <PrivacySuggestion incidentRef={incidentRef} editable={editable} onUse={onChange} />}
        {scale("Data", "dpc", [
          [1, "simple"],
          [2, "behavioural"],
          [3, "financial"],
          [4, "sensitive"],
        ])}
        {scale("How easily people are identified", "ei", [
          [0.25, "negligible"],
          [0.5, "limited"],
          [0.75, "significant"],
          [1, "maximum"],
        ])}
        {circumstance("Confidentiality lost", "confidentiality", "to known recipients", "to unknown ones")}
        {circumstance("Integrity lost", "integrity", "recoverable", "not recoverable")}
        {circumstance("Availability lost", "availability", "for a time", "for good")}
        <Checkbox
          label="Malicious intent"
          checked={value?.malicious ?? false}
          disabled={!editable}
          onCheckedChange={(malicious) => set({ malicious })}
        />
      </div>
    </details>
  );
}
