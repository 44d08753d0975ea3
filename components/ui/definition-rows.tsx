import type { ReactNode } from "react";
import { cn } from "./cn";

/** Name left, value right, a line under each. */
export function DefinitionRows({ children, className }: { children: ReactNode; className?: string }) {
  return <dl className={className}>{children}</dl>;
}

export interface DefinitionProps {
  term: ReactNode;
  children: ReactNode;
  /** Long values stand under their name. */
  stacked?: boolean;
}

export function Definition({ term, children, stacked }: DefinitionProps) {
  return (
    <div className={cn("border-line border-b py-1.25", !stacked && "flex items-baseline justify-between gap-3")}>
      <dt className={cn(!stacked && "max-w-[60%] shrink-0")}>{term}</dt>
      <dd className={cn("text-ink-2", stacked ? "mt-0.5" : "wrap-anywhere min-w-0 text-right")}>{children}</dd>
    </div>
  );
}

/** A small heading with an optional count, as in the rail of the room. */
export function SectionHeading({ children, count, id }: { children: ReactNode; count?: ReactNode; id?: string }) {
  return (
    <h2 id={id} className="mb-1 flex justify-between font-semibold text-ink-2 text-sm">
      {children}
      {count !== undefined && <span>{count}</span>}
    </h2>
  );
}
