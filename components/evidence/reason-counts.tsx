"use client";

import { cn } from "@/components/ui/cn";
import { SectionHeading } from "@/components/ui/definition-rows";

interface ReasonCountsProps {
  reasons: readonly { reason: string; count: number }[];
  /** Of all records, also of those that are not listed. */
  total: number;
  chosen?: string | null;
  onChoose?: (reason: string | null) => void;
}

/** How many records for each reason; a reason narrows what stands below, the same one again widens it. */
export function ReasonCounts({ reasons, total, chosen = null, onChoose }: ReasonCountsProps) {
  const listed = reasons.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className="mb-4">
      <SectionHeading>Why</SectionHeading>
      <ul className="grid gap-0.5">
        {reasons.map(({ reason, count }) => {
          const inside = (
            <>
              <span className="mono w-10 shrink-0 text-right text-ink-2">{count.toLocaleString("en")}</span>
              <span className="min-w-0 break-words text-left">{reason}</span>
            </>
          );
          const style = "flex min-h-6 w-full items-baseline gap-3 rounded-sm px-1.5 py-0.5 pointer-coarse:min-h-9";
          return (
            <li key={reason}>
              {onChoose && reasons.length > 1 ? (
                <button
                  type="button"
                  aria-pressed={chosen === reason}
                  className={cn(
                    style,
                    "hover:bg-hover",
                    chosen === reason && "font-semibold outline outline-line-strong",
                  )}
                  onClick={() => onChoose(chosen === reason ? null : reason)}
                >
                  {inside}
                </button>
              ) : (
                <span className={style}>{inside}</span>
              )}
            </li>
          );
        })}
      </ul>
      {listed < total && (
        <p className="mt-1 text-ink-3 text-sm">
          Listed are {listed.toLocaleString("en")} of {total.toLocaleString("en")}; all are counted.
        </p>
      )}
    </div>
  );
}
