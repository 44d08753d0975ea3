"use client";

import dynamic from "next/dynamic";
import { RolesSection } from "@/components/handover/roles-section";
import { RoomRail } from "@/components/incidents/room-rail";
import { RecordState } from "@/components/record/record-state";
import type { RoomView } from "@/lib/incidents/views";

const ContradictedClaims = dynamic(() =>
  import("@/components/claims/contradicted-claims").then((module) => module.ContradictedClaims),
);
const RoomBelongs = dynamic(() => import("./room-belongs"), { ssr: false });

/** What stands beside the timeline; the other tabs are read without it, and don't load it. */
export default function RoomAside({ room }: { room: RoomView }) {
  const { ref } = room.incident;
  return (
    <div className="pt-2 max-lg:mt-8">
      <RoomRail
        room={room}
        roles={<RolesSection room={room} />}
        record={<RecordState incidentRef={ref} />}
        claims={room.counts.claimsContradicted > 0 && <ContradictedClaims incidentRef={ref} />}
      />
      <RoomBelongs room={room} />
    </div>
  );
}
