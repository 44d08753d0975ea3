"use client";

import { Switch as Base } from "@base-ui/react/switch";
import type { ComponentProps, ReactNode } from "react";

export interface SwitchProps extends Omit<ComponentProps<typeof Base.Root>, "className"> {
  label: ReactNode;
  detail?: ReactNode;
}

/** Takes effect at once; for something that is saved with a form use Checkbox. */
export function Switch({ label, detail, ...props }: SwitchProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the Base UI switch inside
    <label className="flex items-start justify-between gap-4 py-1.5">
      <span>
        {label}
        {detail && <span className="block max-w-[60ch] text-ink-3 text-sm">{detail}</span>}
      </span>
      <Base.Root
        className="mt-0.5 flex h-4.5 w-8 shrink-0 rounded-full border border-ink-3 bg-sunk p-px transition-colors data-checked:border-ink data-checked:bg-ink data-disabled:opacity-50"
        {...props}
      >
        <Base.Thumb className="aspect-square h-full rounded-full bg-ink-3 transition-transform data-checked:translate-x-3.5 data-checked:bg-bg" />
      </Base.Root>
    </label>
  );
}
