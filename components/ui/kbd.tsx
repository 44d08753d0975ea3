import type { ReactNode } from "react";
import { cn } from "./cn";

/** A key as it stands on the keyboard: `<Kbd>C</Kbd>`. Decoration of a control that says its shortcut itself. */
export function Kbd({ className, children }: { className?: string | undefined; children: ReactNode }) {
  return (
    <span
      aria-hidden="true"
      data-slot="kbd"
      className={cn(
        "inline-flex h-4 min-w-4 items-center justify-center rounded-sm border border-current/35 border-b-2 px-1 font-mono text-[0.6875rem] leading-none",
        "pointer-coarse:hidden print:hidden",
        className,
      )}
    >
      {children}
    </span>
  );
}
