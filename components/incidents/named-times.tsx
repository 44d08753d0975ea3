"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useCommand } from "@/components/ui/commands";
import type { RoomView } from "@/lib/incidents/views";

const NameTimeDialog = dynamic(() => import("./name-time-dialog").then((module) => module.NameTimeDialog), {
  ssr: false,
});

/** Names a time: when it was so in the world, apart from when somebody says it. */
export function NamedTimes({ room }: { room: RoomView }) {
  const [open, setOpen] = useState(false);
  useCommand({
    label: "Name a time (started, detected, aware …)",
    group: "Incident",
    keywords: "named times start detection",
    enabled: room.can.respond,
    run: () => setOpen(true),
  });
  if (!room.can.respond) return null;
  return (
    <>
      <Button variant="quiet" size="sm" className="mt-1 -ml-2" onClick={() => setOpen(true)}>
        Name a time
      </Button>
      {open && <NameTimeDialog room={room} onClose={() => setOpen(false)} />}
    </>
  );
}
