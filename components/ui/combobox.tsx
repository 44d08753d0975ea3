"use client";

import { lazy, type ReactNode, Suspense } from "react";
import { cn } from "./cn";
import { inputStyle } from "./input";

const One = lazy(() => import("./combobox-base").then((module) => ({ default: module.Combobox })));
const Several = lazy(() => import("./combobox-base").then((module) => ({ default: module.MultiCombobox })));

export interface ComboboxOption {
  value: string;
  label: string;
  detail?: ReactNode;
}

interface Shared {
  options: readonly ComboboxOption[];
  placeholder?: string;
  id?: string;
  name?: string;
  disabled?: boolean;
  className?: string;
  /** What the list says when nothing matches. */
  empty?: string;
  /** For a search on the server: called as the reader types; give the found options back through `options`. */
  onSearch?: (text: string) => void;
  "aria-label"?: string;
}

export interface ComboboxProps extends Shared {
  /** The first field of a dialog, which opens before this one is there. */
  autoFocus?: boolean;
  value: string | null;
  onValueChange: (value: string | null) => void;
}

export interface MultiComboboxProps extends Shared {
  value: readonly string[];
  onValueChange: (value: string[]) => void;
}

/** One of many, found by typing. Its code comes after the page. */
export function Combobox(props: ComboboxProps) {
  return (
    <Suspense fallback={<Waiting chosen={props.value ? [props.value] : []} {...props} />}>
      <One {...props} />
    </Suspense>
  );
}

/** Several of many; what is chosen stands as chips before the text. */
export function MultiCombobox(props: MultiComboboxProps) {
  return (
    <Suspense fallback={<Waiting chosen={props.value} {...props} />}>
      <Several {...props} />
    </Suspense>
  );
}

function Waiting({ chosen, options, placeholder, className }: Shared & { chosen: readonly string[] }) {
  const labels = options.filter((option) => chosen.includes(option.value)).map((option) => option.label);
  return (
    <span aria-hidden="true" className={cn(inputStyle, "flex items-center", className)}>
      <span className={labels.length ? "truncate" : "truncate text-ink-3"}>{labels.join(", ") || placeholder}</span>
    </span>
  );
}
