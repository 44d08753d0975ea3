"use client";

import { Button } from "@/components/ui/button";
import type { AccessClass } from "@/lib/exposure/model";
import type { WhoRow } from "./who-rows";

export interface WhoActionsProps {
  row: WhoRow;
  accessClass: AccessClass;
  onExplain: (row: WhoRow) => void;
  onResolve: (row: WhoRow) => void;
}

/** What a person can decide about a row: who it is, or why it was in order. */
export function WhoActions({ row, accessClass, onExplain, onResolve }: WhoActionsProps) {
  const name = row.name ?? "nobody named";
  return (
    <span className="flex justify-end gap-1">
      {accessClass === "unresolved" && row.name !== null && (
        <Button size="sm" aria-label={`Who is ${name}?`} onClick={() => onResolve(row)}>
          Who is this?
        </Button>
      )}
      {accessClass !== "explained" && row.name !== null && (
        <Button size="sm" variant="quiet" aria-label={`Explain the accesses of ${name}`} onClick={() => onExplain(row)}>
          Explain…
        </Button>
      )}
    </span>
  );
}
