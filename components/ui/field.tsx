"use client";

import { Field as Base } from "@base-ui/react/field";
import type { ReactNode } from "react";
import { cn } from "./cn";

export interface FieldProps {
  label: ReactNode;
  /** Says how to fill it in, before a mistake. */
  hint?: ReactNode;
  /** What is wrong and what to do; marks the control as invalid and is read out with it. */
  error?: string | null | undefined;
  name?: string;
  optional?: boolean;
  hideLabel?: boolean;
  disabled?: boolean;
  className?: string | undefined;
  children: ReactNode;
}

/** Label, control, hint and error, tied together for people who cannot see them side by side. */
export function Field({
  label,
  hint,
  error,
  name,
  optional,
  hideLabel,
  disabled = false,
  className,
  children,
}: FieldProps) {
  return (
    <Base.Root
      {...(name ? { name } : {})}
      disabled={disabled}
      invalid={Boolean(error)}
      className={cn("group/field min-w-0", className)}
    >
      <Base.Label className={cn("mb-1 block font-medium text-sm", hideLabel && "sr-only")}>
        {label}
        {optional && <span className="font-normal text-ink-3"> (optional)</span>}
      </Base.Label>
      {children}
      {error && (
        <Base.Error match className="mt-1 block text-exposed text-sm">
          {error}
        </Base.Error>
      )}
      {hint && (
        <Base.Description className="mt-1 block text-ink-3 text-sm group-has-[[data-echo]:not(:empty)]/field:sr-only">
          {hint}
        </Base.Description>
      )}
    </Base.Root>
  );
}

/** A named set of controls: radio buttons, checkboxes, the two ends of an interval. */
export function FieldGroup({ legend, hint, children }: { legend: ReactNode; hint?: ReactNode; children: ReactNode }) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-medium text-sm">{legend}</legend>
      {hint && <p className="mb-1.5 text-ink-3 text-sm">{hint}</p>}
      {children}
    </fieldset>
  );
}
