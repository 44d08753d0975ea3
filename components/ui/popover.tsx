"use client";

import { Popover as Base } from "@base-ui/react/popover";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { popupStyle } from "./popup";

export const Popover = Base.Root;
export const PopoverTrigger = Base.Trigger;
export const PopoverClose = Base.Close;

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
  return (
    <Base.Portal>
      <Base.Positioner side={side} align={align} sideOffset={4} collisionPadding={8} className="z-50">
        <Base.Popup className={cn(popupStyle, "max-w-[min(24rem,calc(100vw-1rem))] p-3", className)} {...props}>
          {title && <Base.Title className="mb-1 font-semibold">{title}</Base.Title>}
          {children}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}
