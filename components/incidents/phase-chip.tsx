import { Chip } from "@/components/ui/chip";
import type { Phase } from "@/lib/incidents/model";
import { PHASE_WORDS } from "./words";

/** An ended phase is said quietly; the others stand as a chip. */
export function PhaseChip({ phase }: { phase: Phase }) {
  const ended = phase === "closed" || phase === "declined" || phase === "merged";
  return <Chip className={ended ? "border-transparent px-0 text-ink-3" : undefined}>{PHASE_WORDS[phase]}</Chip>;
}
