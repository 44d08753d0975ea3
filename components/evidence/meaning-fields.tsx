"use client";

import { Select } from "@/components/ui/select";
import type { SourceView } from "@/lib/evidence/views";

type Values = NonNullable<SourceView["sample"]>["values"][number];

interface MeaningFieldsProps<W extends string> {
  /** What is asked, such as "How did it end, in the words of ergebnis?" */
  legend: string;
  /** What a word without a meaning becomes. */
  otherwise: W;
  ours: readonly W[];
  found: Values;
  records: number;
  /** What the program knows of a word by itself. */
  known: (word: string) => W | null;
  given: Readonly<Record<string, W>>;
  onChange: (given: Record<string, W>) => void;
}

/** Every word of a column with how often it stands there, and a menu of what it means. */
export function MeaningFields<W extends string>(props: MeaningFieldsProps<W>) {
  const { legend, otherwise, ours, found, records, known, given, onChange } = props;
  const meaningOf = (word: string) => given[word] ?? given[word.toLowerCase()] ?? known(word);
  const open = found.values.filter(({ value }) => meaningOf(value) === null);
  const openRecords = open.reduce((sum, { count }) => sum + count, 0);
  const options = ours.map((word) => ({ value: word, label: word }));
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 font-medium">{legend}</legend>
      <p className="text-ink-2 text-sm">
        Counted in the first {records.toLocaleString("en-US")} records.{" "}
        {open.length === 0 ? (
          "Each of these words has a meaning."
        ) : (
          <strong className="font-medium text-unknown">
            {open.length === 1 ? "1 word has" : `${open.length} words have`} no meaning yet: {openRecords}{" "}
            {openRecords === 1 ? "record stays" : "records stay"} “{otherwise}”.
          </strong>
        )}
        {found.others > 0 && ` ${found.others.toLocaleString("en-US")} records hold other words.`}
      </p>
      <ul className="grid max-h-80 gap-x-6 gap-y-1.5 overflow-y-auto sm:grid-cols-2 lg:grid-cols-3">
        {found.values.map(({ value, count }) => (
          <li key={value} className="grid grid-cols-[minmax(0,1fr)_auto_9.5rem] items-center gap-2">
            <span className="mono truncate" title={value}>
              {value}
            </span>
            <span className="text-ink-3 text-sm tabular-nums">{count.toLocaleString("en-US")}</span>
            <Select
              aria-label={`Meaning of ${value}`}
              options={options}
              value={meaningOf(value)}
              placeholder="what is that?"
              onValueChange={(word) => onChange({ ...given, [value]: word })}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
