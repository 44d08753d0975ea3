"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";
import { Kbd } from "./kbd";

export const TooltipProvider = Base.Provider;

export interface TooltipProps {
  /** Words for a control whose name is visible or in its aria-label already; never the only place of a fact. */
  label: ReactNode;
  hint?: string;
  side?: "top" | "bottom" | "left" | "right";
  /** The control itself: one element that takes a ref. */
  children: ReactElement<Record<string, unknown>>;
}

export function Tooltip({ label, hint, side = "bottom", children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="z-50">
          <Base.Popup className="flex max-w-80 items-center gap-2 rounded-md bg-ink px-2 py-1 text-bg text-sm shadow-pop">
            {label}
            {hint && <Kbd>{hint}</Kbd>}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
