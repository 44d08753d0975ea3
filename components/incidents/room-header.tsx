"use client";

import type { ReactNode } from "react";
import { Chip } from "@/components/ui/chip";
import { cn } from "@/components/ui/cn";
import { Time } from "@/components/ui/time";
import type { RoomView } from "@/lib/incidents/views";
import { EditTitle } from "./edit-title";
import { MembersChip } from "./members-chip";
import { SeverityWithReason } from "./severity-with-reason";
import { MODE_WORDS } from "./words";

/** What the incident is called, how bad it is, where it stands and who may see it. */
export function RoomHeader({ room, compact, phase }: { room: RoomView; compact: boolean; phase: ReactNode }) {
  const { incident } = room;
  const declarer = room.members.find((member) => member.userId === incident.declaredBy);
  return (
    <div className={cn("mt-3 md:mt-4", compact && "flex flex-wrap items-center gap-x-3 gap-y-1 md:mt-3")}>
      <EditTitle incident={incident} canEdit={room.can.respond} compact={compact} />
      <div className={cn("flex flex-wrap items-center gap-x-2.5 gap-y-1.5 text-ink-2", !compact && "mt-1.5")}>
        <SeverityWithReason room={room} brief={compact} />
        {phase}
        {incident.mode !== "real" && <Chip tone="agent">{MODE_WORDS[incident.mode]}</Chip>}
        <MembersChip room={room} />
        {incident.synthetic && <Chip title={incident.synthetic}>Invented, for the demo</Chip>}
        {!compact && (
          <span className="max-sm:hidden">
            {incident.phase === "triage" ? "reported" : "declared"} <Time value={incident.declaredAt} mode="short" />
            {declarer && (
              <>
                {" by "}
                <span className="font-medium">{declarer.name}</span>
              </>
            )}
          </span>
        )}
      </div>
    </div>
  );
}
