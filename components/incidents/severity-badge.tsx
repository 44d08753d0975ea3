import { cn } from "@/components/ui/cn";
import type { Severity } from "@/lib/incidents/model";

const LOOKS: Record<Severity, string> = {
  SEV1: "bg-sev1 text-on-sev",
  SEV2: "bg-sev2 text-on-sev",
  SEV3: "bg-sev3 text-on-sev",
  SEV4: "bg-sev4 text-on-sev",
  SEV5: "border border-line-strong text-ink-2",
};
const FULL_BARS: Record<Severity, number> = { SEV1: 3, SEV2: 2, SEV3: 1, SEV4: 0, SEV5: 0 };

/** Word, bars and colour together, so that none of them has to be seen. Null is "not sure yet". */
export function SeverityBadge({ severity, className }: { severity: Severity | null; className?: string }) {
  // On paper too: white on nothing would be a pale word.
  const shape =
    "inline-flex items-center gap-1.5 whitespace-nowrap rounded-sm px-1.75 py-px font-[650] text-sm [print-color-adjust:exact]";
  if (severity === null) {
    return (
      <span className={cn(shape, "border border-unknown/60 border-dashed font-medium text-unknown", className)}>
        <span aria-hidden="true" className="hatch size-2 rounded-xs border border-unknown/60" />
        not sure yet
      </span>
    );
  }
  return (
    <span className={cn(shape, LOOKS[severity], className)}>
      <Bars full={FULL_BARS[severity]} />
      {severity}
    </span>
  );
}

function Bars({ full }: { full: number }) {
  return (
    <span aria-hidden="true" className="flex items-end gap-[1.5px]">
      {["h-1", "h-1.75", "h-2.5"].map((height, index) => (
        <i key={height} className={cn("w-0.75 rounded-[1px] bg-current", height, index >= full && "opacity-35")} />
      ))}
    </span>
  );
}
