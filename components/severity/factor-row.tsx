"use client";

import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { cn } from "@/components/ui/cn";
import type { Factor } from "@/lib/severity/model";
import { type Points, RUBRIC } from "@/lib/severity/rubric";
import type { SuggestionView } from "@/lib/severity/views";

interface FactorRowProps {
  incidentRef: string;
  factor: Factor;
  value: Points | null;
  suggestion: SuggestionView | undefined;
  /** As it stands in the newest assessment. */
  recorded: number | null | undefined;
  editable: boolean;
  onChange: (value: Points | null) => void;
}

/** One factor: its five levels in words, unknown beside them, and what the evidence suggests. */
export function FactorRow({ incidentRef, factor, value, suggestion, recorded, editable, onChange }: FactorRowProps) {
  const { name, question, weight, levels } = RUBRIC[factor];
  const choices: [Points | null, string][] = [
    ...levels.map((text, i): [Points, string] => [i as Points, text]),
    [null, "Nobody knows yet: counts as 0 likely, 4 at worst"],
  ];
  return (
    <fieldset className="border-line border-b py-3" disabled={!editable}>
      <legend className="float-left mb-1.5 w-full">
        <span className="mono mr-1.5 font-semibold text-ink-3">{factor}</span>
        <span className="font-semibold">{name}</span>
        <span className="ml-1.5 text-ink-3 text-sm">×{weight}</span>
        <span className="block text-ink-2 text-sm sm:ml-2 sm:inline">{question}</span>
      </legend>
      <div className="clear-both grid grid-cols-1 gap-1 md:grid-cols-6">
        {choices.map(([points, text]) => (
          <Choice
            key={points ?? "unknown"}
            name={`factor-${factor}`}
            points={points}
            text={text}
            checked={value === points}
            onChoose={() => onChange(points)}
          />
        ))}
      </div>
      {suggestion && (
        <SuggestionLine
          incidentRef={incidentRef}
          suggestion={suggestion}
          recorded={recorded}
          value={value}
          editable={editable}
          onUse={onChange}
        />
      )}
    </fieldset>
  );
}

interface ChoiceProps {
  name: string;
  points: Points | null;
  text: string;
  checked: boolean;
  onChoose: () => void;
}

function Choice({ name, points, text, checked, onChoose }: ChoiceProps) {
  const unknown = points === null;
  return (
    <label
      className={cn(
        "relative flex min-w-0 items-baseline gap-1.5 rounded-md border border-line px-2 py-1.5 text-sm leading-snug has-focus-visible:outline-2 has-focus-visible:outline-focus pointer-coarse:py-2.5",
        "hover:bg-hover has-disabled:hover:bg-transparent",
        checked && (unknown ? "border-unknown bg-unknown-soft" : "border-ink bg-sunk"),
      )}
    >
      <input type="radio" name={name} checked={checked} onChange={onChoose} className="sr-only" />
      <span className={cn("mono font-semibold", unknown ? "text-unknown" : checked ? "text-ink" : "text-ink-3")}>
        {unknown ? "?" : points}
      </span>
      <span className={cn("min-w-0", unknown && "text-unknown", !checked && !unknown && "text-ink-2")}>
        {unknown ? "Unknown" : text}
        {unknown && <span className="sr-only">. {text}</span>}
      </span>
    </label>
  );
}

interface SuggestionLineProps {
  incidentRef: string;
  suggestion: SuggestionView;
  recorded: number | null | undefined;
  value: Points | null;
  editable: boolean;
  onUse: (value: Points | null) => void;
}

function SuggestionLine({ incidentRef, suggestion, recorded, value, editable, onUse }: SuggestionLineProps) {
  const { points, reason, to } = suggestion;
  const differs = points !== null && points !== value;
  return (
    <p className="mt-1.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
      <Chip tone={points === null ? "unknown" : differs ? "neutral" : "verified"}>
        {points === null ? "evidence can’t tell" : differs ? `evidence suggests ${points}` : "by evidence"}
      </Chip>
      <Link href={`/incidents/${incidentRef}/${to}`} className="underline-quiet text-ink-2">
        {reason}
      </Link>
      {points !== null && typeof recorded === "number" && points < recorded && (
        <span className="text-unknown">lower than the {recorded} on record</span>
      )}
      {differs && editable && (
        <Button size="sm" onClick={() => onUse(points as Points)}>
          Use {points}
        </Button>
      )}
    </p>
  );
}
