import { cn } from "./cn";

/** A grey place of the size of what is coming. Widths vary by the caller's classes: `className="h-4 w-40"`. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cn("block animate-pulse rounded-sm bg-line", className)} />;
}

const widths = ["w-11/12", "w-9/12", "w-10/12", "w-8/12", "w-7/12"];

/** Rows of a list or table that are on their way; says so to screen readers. */
export function SkeletonRows({ rows = 5, label, className }: { rows?: number; label: string; className?: string }) {
  return (
    <div role="status" aria-label={label} className={className}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <div key={row} className="flex items-center gap-4 border-line border-b py-2.5">
          <Skeleton className="h-3.5 w-16 shrink-0" />
          <Skeleton className={cn("h-3.5", widths[row % widths.length])} />
        </div>
      ))}
    </div>
  );
}
