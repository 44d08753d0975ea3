"use client";

import type { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import { type ComponentProps, createContext, type ReactNode, useContext } from "react";
import { cn } from "./cn";
import { Kbd } from "./kbd";
import { LazyOverlay, LazyTrigger, type Overlay, type OverlayProps, type TriggerProps } from "./lazy-overlay";
import { itemStyle, popupStyle } from "./popup";

const load = () => import("@base-ui/react/menu").then((module) => module.Menu);
const context = createContext<Overlay<typeof Base>>({ parts: null, want: () => {} });

export function Menu(props: OverlayProps) {
  return <LazyOverlay context={context} load={load} {...props} />;
}

export function MenuTrigger(props: TriggerProps) {
  return <LazyTrigger context={context} load={load} popup="menu" {...props} />;
}

export function MenuRadioGroup(props: ComponentProps<typeof Base.RadioGroup>) {
  const parts = useContext(context).parts;
  return parts && <parts.RadioGroup {...props} />;
}

interface MenuContentProps {
  children: ReactNode;
  align?: ComponentProps<typeof Base.Positioner>["align"];
  side?: ComponentProps<typeof Base.Positioner>["side"];
  className?: string;
}

export function MenuContent({ children, align = "start", side = "bottom", className }: MenuContentProps) {
  const parts = useContext(context).parts;
  if (!parts) return null;
  return (
    <parts.Portal>
      <parts.Positioner align={align} side={side} sideOffset={4} className="z-50 outline-none">
        <parts.Popup
          className={cn(popupStyle, "max-h-[min(24rem,var(--available-height))] overflow-y-auto p-1", className)}
        >
          {children}
        </parts.Popup>
      </parts.Positioner>
    </parts.Portal>
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
  const parts = useContext(context).parts;
  if (!parts) return null;
  return (
    <parts.Item className={cn(itemStyle, danger && "text-exposed")} {...props}>
      {icon}
      <span className="min-w-0 flex-1">
        {children}
        {detail && <span className="block max-w-72 text-ink-3 text-sm">{detail}</span>}
      </span>
      {hint && <Kbd className="text-ink-3">{hint}</Kbd>}
    </parts.Item>
  );
}

export function MenuRadioItem({ children, ...props }: Omit<ComponentProps<typeof Base.RadioItem>, "className">) {
  const parts = useContext(context).parts;
  if (!parts) return null;
  return (
    <parts.RadioItem className={itemStyle} {...props}>
      <span className="flex size-3.5 items-center">
        <parts.RadioItemIndicator>
          <Check aria-hidden="true" />
        </parts.RadioItemIndicator>
      </span>
      {children}
    </parts.RadioItem>
  );
}

export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  const parts = useContext(context).parts;
  if (!parts) return null;
  return (
    <parts.Group>
      <parts.GroupLabel className="px-2 pt-1.5 pb-0.5 text-ink-3 text-xs">{label}</parts.GroupLabel>
      {children}
    </parts.Group>
  );
}

export function MenuSeparator() {
  const parts = useContext(context).parts;
  if (!parts) return null;
  return <parts.Separator className="my-1 h-px bg-line" />;
}
