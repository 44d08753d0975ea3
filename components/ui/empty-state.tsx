import type { ReactNode } from "react";
import { cn } from "./cn";

export interface EmptyStateProps {
  /** What is not here. */
  title: ReactNode;
  /** What to do next, or why that is fine. */
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
}

export function EmptyState({ title, children, action, className }: EmptyStateProps) {
  return (
    <div
      data-slot="empty-state"
      className={cn("rounded-lg border border-line-strong border-dashed px-6 py-8 text-center", className)}
    >
      <div className="font-medium">{title}</div>
      {children && <div className="mx-auto mt-1 max-w-[60ch] text-ink-2">{children}</div>}
      {action && <div className="mt-4 flex justify-center gap-2">{action}</div>}
    </div>
  );
}
