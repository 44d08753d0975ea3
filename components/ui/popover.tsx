"use client";

import type { Popover as Base } from "@base-ui/react/popover";
import { type ComponentProps, createContext, type ReactNode, useContext } from "react";
import { cn } from "./cn";
import { LazyOverlay, LazyTrigger, type Overlay, type OverlayProps, type TriggerProps } from "./lazy-overlay";
import { popupStyle } from "./popup";

const load = () => import("@base-ui/react/popover").then((module) => module.Popover);
const context = createContext<Overlay<typeof Base>>({ parts: null, want: () => {} });

export function Popover(props: OverlayProps) {
  return <LazyOverlay context={context} load={load} {...props} />;
}

export function PopoverTrigger(props: TriggerProps) {
  return <LazyTrigger context={context} load={load} popup="dialog" {...props} />;
}

export interface PopoverContentProps extends Omit<ComponentProps<typeof Base.Popup>, "className" | "title"> {
  title?: ReactNode;
  side?: ComponentProps<typeof Base.Positioner>["side"];
  align?: ComponentProps<typeof Base.Positioner>["align"];
  className?: string | undefined;
}

export function PopoverContent({
  title,
  side = "bottom",
  align = "start",
  className,
  children,
  ...props
}: PopoverContentProps) {
  const parts = useContext(context).parts;
  if (!parts) return null;
  return (
    <parts.Portal>
      <parts.Positioner side={side} align={align} sideOffset={4} collisionPadding={8} className="z-50">
        <parts.Popup className={cn(popupStyle, "max-w-[min(24rem,calc(100vw-1rem))] p-3", className)} {...props}>
          {title && <parts.Title className="mb-1 font-semibold">{title}</parts.Title>}
          {children}
        </parts.Popup>
      </parts.Positioner>
    </parts.Portal>
  );
}
