"use client";

import { Popover as Base } from "@base-ui/react/popover";
import { formatInstant, formatRelative, zoneName } from "@/lib/time/format";
import { type Instant, instantToMicros } from "@/lib/time/instant";
import { CopyButton } from "./copy-button";
import { popupStyle } from "./popup";
import type { ShownTime } from "./time-card";
import { useZone } from "./zone-provider";

interface TimeCardPopupProps {
  shown: ShownTime | null;
  onClose: () => void;
  onEnter: () => void;
  onLeave: () => void;
}

export default function TimeCardPopup({ shown, onClose, onEnter, onLeave }: TimeCardPopupProps) {
  return (
    <Base.Root open={shown !== null} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Positioner anchor={shown?.element ?? null} side="bottom" align="start" sideOffset={4} className="z-50">
          <Base.Popup
            initialFocus={false}
            finalFocus={false}
            aria-label="This time in other zones"
            onPointerEnter={onEnter}
            onPointerLeave={onLeave}
            onFocus={onEnter}
            className={`${popupStyle} p-3 text-sm`}
          >
            {shown && <Card {...shown} />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Card({ instant, precision, source }: ShownTime) {
  const { zone: chosen, mine } = useZone();
  const zones = [...new Set(["UTC", chosen, mine])];
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
                  : `Chosen, ${zoneName(zone, instant)}`
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
