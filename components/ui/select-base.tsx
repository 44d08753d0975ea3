"use client";

import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { inputStyle } from "./input";
import { itemStyle, popupStyle } from "./popup";
import type { SelectProps } from "./select";

export default function SelectBase<V extends string>({
  options,
  onValueChange,
  placeholder,
  className,
  ...props
}: SelectProps<V>) {
  const { id, "aria-label": label, ...root } = props;
  return (
    <Base.Root<V>
      items={options as { label: ReactNode; value: V }[]}
      onValueChange={(value) => value !== null && onValueChange?.(value as V)}
      {...root}
    >
      <Base.Trigger
        id={id}
        aria-label={label}
        className={cn(inputStyle, "flex items-center justify-between gap-2 text-left", className)}
      >
        <Base.Value className="min-w-0 truncate data-placeholder:text-ink-3" placeholder={placeholder} />
        <Base.Icon>
          <ChevronsUpDown aria-hidden="true" className="size-3 text-ink-3" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="start" alignItemWithTrigger={false} className="z-50 outline-none">
          <Base.Popup className={cn(popupStyle, "min-w-(--anchor-width)")}>
            <Base.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto p-1">
              {options.map((option) => (
                <Base.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.disabled ?? false}
                  className={itemStyle}
                >
                  <span className="flex size-3.5 items-center">
                    <Base.ItemIndicator>
                      <Check aria-hidden="true" />
                    </Base.ItemIndicator>
                  </span>
                  <span className="min-w-0">
                    <Base.ItemText>{option.label}</Base.ItemText>
                    {option.detail && <span className="block max-w-80 text-ink-3 text-sm">{option.detail}</span>}
                  </span>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
