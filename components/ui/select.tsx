"use client";

import { ChevronsUpDown } from "lucide-react";
import { type ComponentType, lazy, type ReactNode, Suspense } from "react";
import { cn } from "./cn";
import { inputStyle } from "./input";

const Base = lazy(() => import("./select-base")) as ComponentType<SelectProps<string>>;

export interface SelectOption<V extends string> {
  value: V;
  label: ReactNode;
  /** A second line in the list. */
  detail?: ReactNode;
  disabled?: boolean;
}

export interface SelectProps<V extends string> {
  options: readonly SelectOption<V>[];
  value?: V | null | undefined;
  defaultValue?: V | undefined;
  onValueChange?: (value: V) => void;
  name?: string;
  id?: string;
  placeholder?: string;
  disabled?: boolean;
  required?: boolean;
  className?: string;
  "aria-label"?: string;
}

/** One of a short list. For long or searchable lists use Combobox. Its code comes after the page. */
export function Select<V extends string>(props: SelectProps<V>) {
  return (
    <Suspense fallback={<Waiting {...(props as unknown as SelectProps<string>)} />}>
      <Base {...(props as unknown as SelectProps<string>)} />
    </Suspense>
  );
}

function Waiting({ options, value, defaultValue, placeholder, className }: SelectProps<string>) {
  const chosen = options.find((option) => option.value === (value ?? defaultValue));
  return (
    <span aria-hidden="true" className={cn(inputStyle, "flex items-center justify-between gap-2", className)}>
      <span className={chosen ? "truncate" : "truncate text-ink-3"}>{chosen?.label ?? placeholder}</span>
      <ChevronsUpDown className="size-3 text-ink-3" />
    </span>
  );
}
