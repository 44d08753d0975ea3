"use client";

import { Suspense, useEffect, useRef, useState } from "react";
import type { Instant } from "@/lib/time/instant";
import { lazyOrNothing } from "./lazy-or-nothing";

const Popup = lazyOrNothing(() => import("./time-card-popup"));

export interface ShownTime {
  element: HTMLElement;
  instant: Instant;
  precision: string;
  source: string | null;
}

const OPEN_MS = 350;
const CLOSE_MS = 150;

/**
 * The card of every <Time> of the page, once at the root: opened by hover or keyboard focus, closed by Esc.
 * One listener for all times, since an evidence table has thousands of them.
 */
export function TimeCard() {
  const [shown, setShown] = useState<ShownTime | null>(null);
  const [used, setUsed] = useState(false);
  if (shown && !used) setUsed(true);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const keep = () => clearTimeout(timer.current);
  const leave = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setShown(null), CLOSE_MS);
  };

  useEffect(() => {
    const later = (next: ShownTime | null, ms: number) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setShown(next), ms);
    };
    const enter = (event: Event) => {
      const time = timeOf(event.target);
      if (time && (event.type !== "focusin" || time.element.matches(":focus-visible"))) later(time, OPEN_MS);
    };
    const out = (event: Event) => {
      if (timeOf(event.target)) later(null, CLOSE_MS);
    };
    const events = [
      ["pointerover", enter],
      ["focusin", enter],
      ["pointerout", out],
      ["focusout", out],
    ] as const;
    for (const [name, listener] of events) document.addEventListener(name, listener);
    return () => {
      clearTimeout(timer.current);
      for (const [name, listener] of events) document.removeEventListener(name, listener);
    };
  }, []);

  if (!used) return null;
  return (
    <Suspense fallback={null}>
      <Popup shown={shown} onClose={() => setShown(null)} onEnter={keep} onLeave={leave} />
    </Suspense>
  );
}

function timeOf(target: EventTarget | null): ShownTime | null {
  const element = target instanceof Element ? target.closest<HTMLElement>("time[data-instant]") : null;
  const instant = element?.dataset.instant;
  if (!element || !instant) return null;
  return {
    element,
    instant,
    precision: element.dataset.precision ?? "exact",
    source: element.dataset.source ?? null,
  };
}
