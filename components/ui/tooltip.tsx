"use client";

import { cloneElement, type ReactElement, type ReactNode, Suspense, useEffect, useId, useRef, useState } from "react";
import { lazyOrNothing } from "./lazy-or-nothing";

const TooltipPopup = lazyOrNothing(() => import("./tooltip-popup"));
const DELAY_MS = 400;

export interface TooltipProps {
  /** Words for a control whose name is visible or in its aria-label already; never the only place of a fact. */
  label: ReactNode;
  hint?: string | undefined;
  side?: "top" | "bottom" | "left" | "right" | undefined;
  /** While what the control opened is open. */
  disabled?: boolean | undefined;
  /** The control itself: one element that passes on DOM props. */
  children: ReactElement<Record<string, unknown>>;
}

/** Shown by hover and by keyboard focus; Esc hides it. Its code is loaded with the first one. */
export function Tooltip({ label, hint, side = "bottom", disabled, children }: TooltipProps) {
  const [anchor, setAnchor] = useState<Element | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const id = useId();
  const hide = () => {
    clearTimeout(timer.current);
    setAnchor(null);
  };
  const show = (element: Element) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setAnchor(element), DELAY_MS);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <>
      {cloneElement(children, {
        "aria-describedby": anchor && !disabled ? id : undefined,
        onPointerEnter: (event: React.PointerEvent) => event.pointerType === "mouse" && show(event.currentTarget),
        onPointerLeave: hide,
        onPointerDown: hide,
        onFocus: (event: React.FocusEvent) =>
          event.currentTarget.matches(":focus-visible") && show(event.currentTarget),
        onBlur: hide,
      })}
      {anchor && !disabled && (
        <Suspense fallback={null}>
          <TooltipPopup id={id} anchor={anchor} label={label} hint={hint} side={side} onClose={hide} />
        </Suspense>
      )}
    </>
  );
}
