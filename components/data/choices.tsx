"use client";

import { Checkbox } from "@/components/ui/checkbox";

interface ChoicesProps<V extends string> {
  legend: string;
  options: readonly V[];
  words: Record<V, string>;
  chosen: readonly V[];
  onChange: (chosen: V[]) => void;
}

/** Any number of a dozen; folded, with what is chosen in sight. */
export function Choices<V extends string>({ legend, options, words, chosen, onChange }: ChoicesProps<V>) {
  const shown = options.filter((option) => chosen.includes(option)).map((option) => words[option]);
  return (
    <details>
      <summary className="font-medium text-sm">
        {legend} <span className="font-normal text-ink-2">{shown.length > 0 ? shown.join(", ") : "none"}</span>
      </summary>
      <fieldset className="mt-1 grid max-h-40 grid-cols-1 overflow-y-auto">
        <legend className="sr-only">{legend}</legend>
        {options.map((option) => (
          <Checkbox
            key={option}
            label={words[option]}
            checked={chosen.includes(option)}
            onCheckedChange={(on) => onChange(on ? [...chosen, option] : chosen.filter((one) => one !== option))}
          />
        ))}
      </fieldset>
    </details>
  );
}
