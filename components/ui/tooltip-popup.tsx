"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import { Kbd } from "./kbd";
import type { TooltipProps } from "./tooltip";

interface TooltipPopupProps extends Omit<TooltipProps, "children" | "disabled"> {
  id: string;
  anchor: Element;
  onClose: () => void;
}

export default function TooltipPopup({ id, anchor, label, hint, side = "bottom", onClose }: TooltipPopupProps) {
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} side={side} sideOffset={6} className="z-50">
          <Base.Popup
            id={id}
            role="tooltip"
            className="flex max-w-80 items-center gap-2 rounded-md bg-ink px-2 py-1 text-bg text-sm shadow-pop"
          >
            {label}
            {hint && <Kbd>{hint}</Kbd>}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
