"use client";

import type { ColumnMapping } from "@/lib/evidence/formats/format";
import { knownWordOutcome, knownWordVerb } from "@/lib/evidence/formats/generic/words";
import { OUTCOMES, VERBS, type Verb } from "@/lib/evidence/model";
import type { SourceView } from "@/lib/evidence/views";
import { MeaningFields } from "./meaning-fields";

type Sample = NonNullable<SourceView["sample"]>;

interface MeaningsProps {
  sample: Sample;
  mapping: Partial<ColumnMapping>;
  onChange: (mapping: Partial<ColumnMapping>) => void;
}

/** What the words of the outcome and of the action column mean. */
export function Meanings({ sample, mapping, onChange }: MeaningsProps) {
  const outcome = valuesOf(sample, mapping.outcome);
  const action = valuesOf(sample, mapping.verb ?? mapping.action);
  return (
    <>
      {outcome && (
        <MeaningFields
          legend={`How did it end? The words in “${outcome.column}”`}
          otherwise="unknown"
          ours={OUTCOMES}
          found={outcome}
          records={sample.records}
          known={knownWordOutcome}
          given={mapping.outcomes ?? {}}
          onChange={(outcomes) => onChange({ ...mapping, outcomes })}
        />
      )}
      {action && (
        <MeaningFields
          legend={`What was done? The words in “${action.column}”`}
          otherwise="other"
          ours={VERBS}
          found={action}
          records={sample.records}
          known={knownVerb}
          given={mapping.verbs ?? {}}
          onChange={(verbs) => onChange({ ...mapping, verbs })}
        />
      )}
    </>
  );
}

/** The mapping with all that was on the screen: what the program knew of a word is part of what somebody agreed to. */
export function withMeanings(mapping: ColumnMapping, sample: Sample | null): ColumnMapping {
  const outcomes = meant(valuesOf(sample, mapping.outcome), mapping.outcomes, knownWordOutcome);
  const verbs = meant(valuesOf(sample, mapping.verb ?? mapping.action), mapping.verbs, knownVerb);
  return {
    ...mapping,
    ...(Object.keys(outcomes).length > 0 ? { outcomes } : {}),
    ...(Object.keys(verbs).length > 0 ? { verbs } : {}),
  };
}

function meant<W extends string>(
  found: Sample["values"][number] | undefined,
  given: Readonly<Record<string, W>> = {},
  known: (word: string) => W | null,
): Record<string, W> {
  const shown = (found?.values ?? []).flatMap(({ value }) => {
    const word = given[value] ?? given[value.toLowerCase()] ?? known(value);
    return word === null ? [] : [[value, word] as const];
  });
  return { ...given, ...Object.fromEntries(shown) };
}

function knownVerb(word: string): Verb | null {
  return knownWordVerb(word, null);
}

function valuesOf(sample: Sample | null, column: string | undefined): Sample["values"][number] | undefined {
  return sample?.values.find((one) => one.column === column);
}
