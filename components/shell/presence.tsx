"use client";

import { usePathname } from "next/navigation";
import { Avatar } from "@/components/ui/avatar";
import { useViewer } from "@/lib/access/use-viewer";
import { usePresence } from "@/lib/live/use-presence";
import { incidentAt } from "./navigation";

const SHOWN = 4;

/** Who else has this incident open. Nobody looks on without being seen. */
export function Presence() {
  const viewer = useViewer();
  const others = usePresence(incidentAt(usePathname())).filter((person) => person.userId !== viewer.id);
  if (others.length === 0) return null;
  return (
    <ul aria-label="Also here" className="flex gap-0.5 max-sm:hidden">
      {others.slice(0, SHOWN).map((person) => (
        <li key={person.userId}>
          <Avatar name={person.name} className="bg-panel" />
        </li>
      ))}
      {others.length > SHOWN && (
        <li className="ml-1 text-ink-3 text-sm">
          +{others.length - SHOWN}
          <span className="sr-only"> more</span>
        </li>
      )}
    </ul>
  );
}
