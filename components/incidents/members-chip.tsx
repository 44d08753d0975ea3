"use client";

import { Globe, Lock } from "lucide-react";
import dynamic from "next/dynamic";
import { chipStyle } from "@/components/ui/chip";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { RoomView } from "@/lib/incidents/views";

const MembersPanel = dynamic(() => import("./members-panel"), { ssr: false });

/** Who may see the incident: the word on the header, the people behind it. */
export function MembersChip({ room }: { room: RoomView }) {
  const restricted = room.incident.visibility === "restricted";
  const count = `${room.members.length} ${room.members.length === 1 ? "person" : "people"}`;
  return (
    <Popover>
      <PopoverTrigger className={`${chipStyle()} hover:bg-hover pointer-coarse:py-1.5`}>
        {restricted ? <Lock aria-hidden="true" /> : <Globe aria-hidden="true" />}
        {restricted ? `Restricted, ${count}` : "Open to everybody here"}
      </PopoverTrigger>
      <PopoverContent
        title={restricted ? `Restricted to ${count}` : "Everybody who is signed in may see it"}
        className="w-80"
      >
        <MembersPanel room={room} />
      </PopoverContent>
    </Popover>
  );
}
