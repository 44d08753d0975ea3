"use client";

import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";
import type { ReactNode } from "react";
import { cn } from "./cn";

export interface SegmentedProps<V extends string> {
  label: string;
  options: readonly { value: V; label: ReactNode; count?: number; disabled?: boolean }[];
  /** Null: none yet. */
  value: V | null;
  onValueChange: (value: V) => void;
  className?: string;
}

/** One of two to five, all in sight. */
export function Segmented<V extends string>({ label, options, value, onValueChange, className }: SegmentedProps<V>) {
  return (
    <ToggleGroup
      aria-label={label}
      value={value === null ? [] : [value]}
      onValueChange={(chosen) => chosen[0] && onValueChange(chosen[0] as V)}
      className={cn("inline-flex max-w-full flex-wrap rounded-md border border-line-strong bg-panel", className)}
    >
      {options.map((option) => (
        <Toggle
          key={option.value}
          value={option.value}
          disabled={option.disabled ?? false}
          className="-outline-offset-2 whitespace-nowrap border-line-strong border-l px-2.5 py-[3px] text-ink-2 first:rounded-l-[5px] first:border-l-0 last:rounded-r-[5px] hover:bg-hover data-pressed:bg-ink data-pressed:text-bg data-disabled:opacity-50 pointer-coarse:py-2"
        >
          {option.label}
          {option.count !== undefined && <span> {option.count}</span>}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
