"use client";

import { Button } from "@/components/ui/button";
import type { EventView } from "@/lib/evidence/views";
import { usePromote } from "./use-promote";

/** Makes a timeline entry of an event in one step; its text can be corrected on the timeline. */
export function PromoteButton({ incident, event }: { incident: string; event: EventView }) {
  const promote = usePromote(incident);
  return (
    <Button
      variant="primary"
      busy={promote.isPending}
      disabled={promote.isSuccess}
      focusableWhenDisabled
      onClick={() => promote.mutate([event])}
    >
      {promote.isSuccess ? "On the timeline" : "Add to timeline"}
    </Button>
  );
}
