import { cn } from "@/components/ui/cn";
import type { Standing } from "@/lib/claims/model";
import { STANDING_WORDS } from "@/lib/claims/words";

const marks: Record<Standing, string> = {
  contradicted: "bg-exposed",
  supported: "rounded-full border-[1.5px] border-verified",
  unverified: "hatch border border-unknown",
  reconciled: "rotate-45 border-[1.5px] border-ink-2",
};
const inks: Record<Standing, string> = {
  contradicted: "text-exposed",
  supported: "text-verified",
  unverified: "text-unknown",
  reconciled: "text-ink-2",
};

/** Where a claim stands: told apart by shape and word, not by colour alone. */
export function StandingMark({ standing, className }: { standing: Standing; className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-1.5 whitespace-nowrap", inks[standing], className)}>
      <span aria-hidden="true" className={cn("size-2.25 shrink-0", marks[standing])} />
      {STANDING_WORDS[standing]}
    </span>
  );
}
