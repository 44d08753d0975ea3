"use client";

import dynamic from "next/dynamic";
import { Button } from "@/components/ui/button";
import { useCommand } from "@/components/ui/commands";
import { Time } from "@/components/ui/time";
import type { TimeName } from "@/lib/incidents/model";
import type { RoomView } from "@/lib/incidents/views";
import { TIME_WORDS } from "./words";

const NameTimeDialog = dynamic(() => import("./name-time-dialog").then((module) => module.NameTimeDialog), {
  ssr: false,
});

interface NamedTimesProps {
  room: RoomView;
  /** The time that is being named: one of them, any, or none. */
  naming: TimeName | "any" | null;
  onNaming: (naming: TimeName | "any" | null) => void;
}

/** When things were so in the world, apart from when somebody said it; each can be corrected where it stands. */
export function NamedTimes({ room, naming, onNaming }: NamedTimesProps) {
  useCommand({
    label: "Name a time (started, detected, aware …)",
    group: "Incident",
    keywords: "named times start detection",
    enabled: room.can.respond,
    run: () => onNaming("any"),
  });
  return (
    <>
      {room.times.length > 0 && (
        <ul className="mt-2">
          {room.times.map(({ name, at, precision, basis }) => (
            <li
              key={name}
              className="flex min-h-6 items-baseline justify-between gap-2 text-sm"
              title={basis ?? undefined}
            >
              {room.can.respond ? (
                <button
                  type="button"
                  className="min-h-6 rounded-xs text-ink-2 hover:text-ink hover:underline pointer-coarse:min-h-9"
                  aria-label={`Correct the time “${TIME_WORDS[name]}”`}
                  onClick={() => onNaming(name)}
                >
                  {TIME_WORDS[name]}
                </button>
              ) : (
                <span className="text-ink-2">{TIME_WORDS[name]}</span>
              )}
              <Time value={at} precision={precision} mode="short" />
            </li>
          ))}
        </ul>
      )}
      {room.can.respond && (
        <Button variant="quiet" size="sm" className="mt-1 -ml-2" onClick={() => onNaming("any")}>
          Name a time
        </Button>
      )}
      {naming && <NameTimeDialog room={room} first={naming === "any" ? null : naming} onClose={() => onNaming(null)} />}
    </>
  );
}
