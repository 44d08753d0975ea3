"use client";

import Link from "next/link";
import { Tooltip } from "@/components/ui/tooltip";
import type { RoomView } from "@/lib/incidents/views";
import { SeverityBadge } from "./severity-badge";

/** Floors of the rubric by what they stand for. */
const FLOOR_WORDS: Record<string, string> = {
  F1: "approval missing",
  F2: "several tenants",
  F3: "production destroyed",
  F4: "exfiltration confirmed",
  F5: "core service down",
  F6: "stop failed",
  F7: "death or injury",
};

export function SeverityWithReason({ room, brief }: { room: RoomView; brief: boolean }) {
  const { incident, severity } = room;
  const href = `/incidents/${incident.ref}/severity`;
  return (
    <>
      <Tooltip label={reasonOf(room)}>
        <Link
          href={href}
          aria-label={`Severity ${incident.severity ?? "not sure yet"}: ${reasonOf(room)}`}
          className="rounded-sm"
        >
          <SeverityBadge severity={incident.severity} />
        </Link>
      </Tooltip>
      {!brief && severity && (
        <span>
          {severity.likely === severity.high ? severity.likely : `${severity.likely}–${severity.high}`} points
          {severity.floors.map((floor) => (
            <span key={floor}>
              , floor{" "}
              <Link href={href} className="underline-quiet">
                {floor} {FLOOR_WORDS[floor] ?? ""}
              </Link>
            </span>
          ))}
        </span>
      )}
    </>
  );
}

function reasonOf({ incident, severity }: RoomView): string {
  if (!severity) {
    return incident.severity
      ? "Chosen when it was declared; the factors are not assessed yet."
      : "Nobody has assessed it yet, so it counts as the worst plausible.";
  }
  const parts = [`${severity.likely} points likely, ${severity.high} at worst`];
  if (severity.floors.length > 0) {
    parts.push(`floor ${severity.floors.map((floor) => `${floor} ${FLOOR_WORDS[floor] ?? ""}`.trim()).join(", ")}`);
  }
  if (severity.assumed.length > 0) parts.push(`assumed: ${severity.assumed.join(", ")}`);
  if (severity.overridden) parts.push("overridden with a reason");
  return `${parts.join("; ")}.`;
}
