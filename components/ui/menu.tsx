"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { Kbd } from "./kbd";
import { itemStyle, popupStyle } from "./popup";

export const Menu = Base.Root;
export const MenuTrigger = Base.Trigger;
export const MenuRadioGroup = Base.RadioGroup;

interface MenuContentProps {
  children: ReactNode;
  align?: ComponentProps<typeof Base.Positioner>["align"];
  side?: ComponentProps<typeof Base.Positioner>["side"];
  className?: string;
}

export function MenuContent({ children, align = "start", side = "bottom", className }: MenuContentProps) {
  return (
    <Base.Portal>
      <Base.Positioner align={align} side={side} sideOffset={4} className="z-50 outline-none">
        <Base.Popup
          className={cn(popupStyle, "max-h-[min(24rem,var(--available-height))] overflow-y-auto p-1", className)}
        >
          {children}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}

interface MenuItemProps extends Omit<ComponentProps<typeof Base.Item>, "className"> {
  icon?: ReactNode;
  hint?: string | undefined;
  /** A second line: what it means, or why it is not possible now. */
  detail?: ReactNode;
  danger?: boolean | undefined;
}

export function MenuItem({ icon, hint, detail, danger, children, ...props }: MenuItemProps) {
  return (
    <Base.Item className={cn(itemStyle, danger && "text-exposed")} {...props}>
      {icon}
      <span className="min-w-0 flex-1">
        {children}
        {detail && <span className="block max-w-72 text-ink-3 text-sm">{detail}</span>}
      </span>
      {hint && <Kbd className="text-ink-3">{hint}</Kbd>}
    </Base.Item>
  );
}

export function MenuRadioItem({ children, ...props }: Omit<ComponentProps<typeof Base.RadioItem>, "className">) {
  return (
    <Base.RadioItem className={itemStyle} {...props}>
      <span className="flex size-3.5 items-center">
        <Base.RadioItemIndicator>
          <Check aria-hidden="true" />
        </Base.RadioItemIndicator>
      </span>
      {children}
    </Base.RadioItem>
  );
}

export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-1.5 pb-0.5 text-ink-3 text-xs">{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="my-1 h-px bg-line" />;
}
