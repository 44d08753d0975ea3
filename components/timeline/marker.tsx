import { cn } from "@/components/ui/cn";
import type { IncidentEventKind } from "@/lib/record/model";
import { type Marker, markerOf } from "@/lib/timeline/model";

const SHAPES: Record<Marker, string> = {
  plain: "rounded-full border-2 border-ink-3",
  agent: "rounded-xs border-2 border-agent bg-agent-soft",
  exposed: "rounded-full bg-exposed",
  verified: "rounded-full bg-verified",
  decision: "rotate-45 border-2 border-ink-2",
  phase: "rounded-xs bg-ink-2",
};

/** Shape and colour of an entry's kind; the word stands in the line below it. */
export function EntryMarker({ kind }: { kind: IncidentEventKind }) {
  return <span aria-hidden="true" className={cn("block size-2", SHAPES[markerOf(kind)])} />;
}
