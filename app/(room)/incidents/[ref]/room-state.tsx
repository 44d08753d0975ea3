"use client";

import { RoomStanding } from "@/components/triage/room-standing";
import type { RoomView } from "@/lib/incidents/views";
import { SEVERITY_OPTIONS } from "../../triage/severities";

export default function RoomState({ room }: { room: RoomView }) {
  return <RoomStanding room={room} severities={SEVERITY_OPTIONS} />;
}
