"use client";

import { cn } from "@/components/ui/cn";
import { KIND_WORDS, WRITTEN_KINDS, type WrittenKind } from "@/lib/timeline/model";

/** What sort of entry it is; arrow keys move as in any set of radio buttons. */
export function KindChips({
  name,
  value,
  onChange,
}: {
  name: string;
  value: WrittenKind;
  onChange: (kind: WrittenKind) => void;
}) {
  return (
    <fieldset className="flex min-w-0 flex-wrap gap-1">
      <legend className="sr-only">Kind of entry</legend>
      {WRITTEN_KINDS.map((kind) => (
        <label
          key={kind}
          className={cn(
            "relative cursor-pointer rounded-sm border border-line-strong px-1.5 text-ink-2 text-sm leading-5 has-checked:border-ink has-checked:bg-ink has-checked:text-bg has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-1 pointer-coarse:py-1.5",
          )}
        >
          <input
            type="radio"
            name={name}
            value={kind}
            checked={value === kind}
            onChange={() => onChange(kind)}
            className="absolute inset-0 cursor-pointer opacity-0"
          />
          {KIND_WORDS[kind]}
        </label>
      ))}
    </fieldset>
  );
}
