"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import { Check, ChevronsUpDown, X } from "lucide-react";
import { useState } from "react";
import { cn } from "./cn";
import type { ComboboxOption, ComboboxProps, MultiComboboxProps } from "./combobox";
import { inputStyle } from "./input";
import { itemStyle, popupStyle } from "./popup";

export function Combobox({ options, value, onValueChange, onSearch, className, ...props }: ComboboxProps) {
  // A search may leave what was chosen out of its options; it stays chosen, or field and search would chase each other.
  const [kept, setKept] = useState<ComboboxOption | null>(null);
  const selected = options.find((option) => option.value === value) ?? (kept?.value === value ? kept : null);
  return (
    <Base.Root<ComboboxOption>
      items={options}
      value={selected}
      onValueChange={(option, { reason }) => {
        // Esc closes the list; it never takes away what was chosen.
        if (reason === "escape-key") return;
        setKept(option);
        onValueChange(option?.value ?? null);
      }}
      isItemEqualToValue={(a, b) => a.value === b.value}
      onInputValueChange={(text) => onSearch?.(text)}
      {...(onSearch ? { filter: null } : {})}
      autoHighlight
      disabled={props.disabled ?? false}
    >
      <div className={cn("relative min-w-0", className)}>
        <Base.Input
          id={props.id}
          name={props.name}
          aria-label={props["aria-label"]}
          placeholder={props.placeholder}
          autoFocus={props.autoFocus ?? false}
          className={cn(inputStyle, "truncate pr-7")}
        />
        <ChevronsUpDown
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 right-2.5 my-auto size-3 text-ink-3"
        />
      </div>
      <List empty={props.empty} />
    </Base.Root>
  );
}

export function MultiCombobox({ options, value, onValueChange, onSearch, className, ...props }: MultiComboboxProps) {
  const [kept, setKept] = useState<ComboboxOption[]>([]);
  const known = new Map([...kept, ...options].map((option) => [option.value, option]));
  const selected = value.flatMap((one) => known.get(one) ?? []);
  return (
    <Base.Root<ComboboxOption, true>
      multiple
      items={options}
      value={selected}
      onValueChange={(chosen, { reason }) => {
        if (reason === "escape-key") return;
        setKept(chosen);
        onValueChange(chosen.map((option) => option.value));
      }}
      isItemEqualToValue={(a, b) => a.value === b.value}
      onInputValueChange={(text) => onSearch?.(text)}
      {...(onSearch ? { filter: null } : {})}
      autoHighlight
      disabled={props.disabled ?? false}
    >
      <Base.Chips
        className={cn(
          inputStyle,
          "flex h-auto min-h-7 flex-wrap items-center gap-1 py-0.5 focus-within:outline-2 focus-within:outline-focus",
          className,
        )}
      >
        {selected.map((option) => (
          <Base.Chip
            key={option.value}
            className="flex items-center gap-1 rounded-sm bg-hover pl-1.5 text-sm data-highlighted:bg-line-strong"
          >
            {option.label}
            <Base.ChipRemove aria-label={`Remove ${option.label}`} className="rounded-sm p-1 text-ink-3 hover:text-ink">
              <X aria-hidden="true" className="size-3" />
            </Base.ChipRemove>
          </Base.Chip>
        ))}
        <Base.Input
          id={props.id}
          aria-label={props["aria-label"]}
          placeholder={selected.length ? undefined : props.placeholder}
          className="h-5.5 min-w-24 flex-1 bg-transparent outline-none"
        />
      </Base.Chips>
      <List empty={props.empty} />
    </Base.Root>
  );
}

function List({ empty = "Nothing matches." }: { empty?: string | undefined }) {
  return (
    <Base.Portal>
      <Base.Positioner sideOffset={4} className="z-50 outline-none">
        <Base.Popup className={cn(popupStyle, "w-(--anchor-width) min-w-56")}>
          <Base.Empty className="p-3 text-ink-3 empty:hidden">{empty}</Base.Empty>
          <Base.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto p-1 empty:hidden">
            {(option: ComboboxOption) => (
              <Base.Item key={option.value} value={option} className={itemStyle}>
                <span className="flex size-3.5 items-center">
                  <Base.ItemIndicator>
                    <Check aria-hidden="true" />
                  </Base.ItemIndicator>
                </span>
                <span className="min-w-0">
                  {option.label}
                  {option.detail && <span className="block text-ink-3 text-sm">{option.detail}</span>}
                </span>
              </Base.Item>
            )}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}
