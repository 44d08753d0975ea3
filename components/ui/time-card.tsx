"use client";

import { Popover as Base } from "@base-ui/react/popover";
import { useEffect, useRef, useState } from "react";
import { formatInstant, formatRelative, zoneName } from "@/lib/time/format";
import { type Instant, instantToMicros } from "@/lib/time/instant";
import { CopyButton } from "./copy-button";
import { popupStyle } from "./popup";
import { useZone } from "./zone-provider";

interface Shown {
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
  const [shown, setShown] = useState<Shown | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const keep = () => clearTimeout(timer.current);
  const leave = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setShown(null), CLOSE_MS);
  };

  useEffect(() => {
    const later = (next: Shown | null, ms: number) => {
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

  return (
    <Base.Root open={shown !== null} onOpenChange={(open) => !open && setShown(null)}>
      <Base.Portal>
        <Base.Positioner anchor={shown?.element ?? null} side="bottom" align="start" sideOffset={4} className="z-50">
          <Base.Popup
            initialFocus={false}
            finalFocus={false}
            aria-label="This time in other zones"
            onPointerEnter={keep}
            onPointerLeave={leave}
            onFocus={keep}
            className={`${popupStyle} p-3 text-sm`}
          >
            {shown && <Card {...shown} />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Card({ instant, precision, source }: Shown) {
  const { mine, incident } = useZone();
  const zones = [...new Set(["UTC", mine, ...(incident ? [incident] : [])])];
  const micros = instantToMicros(instant);
  return (
    <table className="text-left">
      <caption className="sr-only">This time in other zones</caption>
      <tbody>
        {zones.map((zone) => (
          <Line
            key={zone}
            name={
              zone === "UTC"
                ? "UTC"
                : zone === mine
                  ? `Mine, ${zoneName(zone, instant)}`
                  : `Incident, ${zoneName(zone, instant)}`
            }
            value={zone === "UTC" ? exactUtc(instant) : formatInstant(instant, { zone, style: "datetime" })}
          />
        ))}
        <Line name="Relative" value={formatRelative(instant, Date.now())} />
        <Line name="Epoch, ms" value={String(Math.floor(micros / 1000))} />
        {precision !== "exact" && (
          <Line name="Known to" value={precision === "unknown" ? "unknown" : `the ${precision}`} />
        )}
        {source && <Line name="In the source" value={source} />}
      </tbody>
    </table>
  );
}

function Line({ name, value }: { name: string; value: string }) {
  return (
    <tr>
      <th scope="row" className="pr-4 font-normal text-ink-3">
        {name}
      </th>
      <td className="mono pr-2">{value}</td>
      <td>
        <CopyButton value={value} label={`Copy ${name}`} />
      </td>
    </tr>
  );
}

/** All the digits that are not zeros at the end. */
function exactUtc(instant: Instant): string {
  return instant.replace("T", " ").replace(/\.?0*Z$/, "Z");
}

function timeOf(target: EventTarget | null): Shown | null {
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
