import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

/** What is not known is the word, never 0 and never a dash. `because` says why, on hover and to screen readers. */
export function Unknown({ because, children = "unknown" }: { because?: string | undefined; children?: ReactNode }) {
  return (
    <span data-slot="unknown" className="text-unknown" title={because}>
      {children}
      {because && <span className="sr-only"> ({because})</span>}
    </span>
  );
}

/** A number that leads to the evidence it was computed from. */
export function FigureLink({ className, ...props }: ComponentProps<typeof Link>) {
  return (
    <Link
      data-slot="figure"
      className={cn("underline-quiet rounded-xs hover:decoration-current", className)}
      {...props}
    />
  );
}

export interface EstimateProps {
  value: number | null;
  low?: number | null;
  high?: number | null;
  /** "people". */
  unit?: string;
  because?: string;
}

/** `~61,000 (40,000–90,000)`. A null value is unknown; a known bound is still said. */
export function Estimate({ value, low = null, high = null, unit, because }: EstimateProps) {
  const tail = unit ? ` ${unit}` : "";
  const range = low !== null && high !== null ? `${figure(low)}–${figure(high)}` : null;
  if (value === null) {
    const bound =
      range ?? (low !== null ? `at least ${figure(low)}` : high !== null ? `at most ${figure(high)}` : null);
    return (
      <span className="whitespace-nowrap">
        <Unknown because={because} />
        {bound && ` (${bound}${tail})`}
      </span>
    );
  }
  return (
    <span className="whitespace-nowrap">
      <span className="sr-only">about </span>
      <span aria-hidden="true">~</span>
      {figure(value)}
      {range && ` (${range})`}
      {tail}
    </span>
  );
}

/** A count with its thousands, or the word unknown. */
export function Count({ value, unit, because }: { value: number | null | undefined; unit?: string; because?: string }) {
  if (value === null || value === undefined) return <Unknown because={because} />;
  return <span>{unit ? `${figure(value)} ${unit}` : figure(value)}</span>;
}

function figure(n: number): string {
  return n.toLocaleString("en");
}
