"use client";

import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check, Minus } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";

export interface CheckboxProps extends Omit<ComponentProps<typeof Base.Root>, "className"> {
  label: ReactNode;
  detail?: ReactNode;
  hideLabel?: boolean;
}

export function Checkbox({ label, detail, hideLabel, ...props }: CheckboxProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the Base UI checkbox inside
    <label className="inline-flex min-h-6 items-start gap-2 py-0.5 pointer-coarse:py-2">
      {/* The box is 16 pixels, what can be hit 24. */}
      <Base.Root
        className="group -m-1 mt-[-3px] flex size-6 shrink-0 items-center justify-center rounded-sm -outline-offset-2 data-disabled:opacity-50"
        {...props}
      >
        <span className="flex size-4 items-center justify-center rounded-sm border border-ink-3 bg-panel group-data-checked:border-ink group-data-indeterminate:border-ink group-data-checked:bg-ink group-data-indeterminate:bg-ink">
          <Base.Indicator className="text-bg">
            {props.indeterminate ? (
              <Minus aria-hidden="true" className="size-3" strokeWidth={3} />
            ) : (
              <Check aria-hidden="true" className="size-3" strokeWidth={3} />
            )}
          </Base.Indicator>
        </span>
      </Base.Root>
      <span className={hideLabel ? "sr-only" : undefined}>
        {label}
        {detail && <span className="block text-ink-3 text-sm">{detail}</span>}
      </span>
    </label>
  );
}
