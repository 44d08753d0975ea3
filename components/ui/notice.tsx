import { CircleAlert, CircleCheck, CircleHelp, Info } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

const kinds = {
  info: { Icon: Info, edge: "border-l-ink-3", ink: "text-ink-2", word: "Note" },
  unknown: { Icon: CircleHelp, edge: "border-l-unknown", ink: "text-unknown", word: "Unknown" },
  exposed: { Icon: CircleAlert, edge: "border-l-exposed", ink: "text-exposed", word: "Problem" },
  verified: { Icon: CircleCheck, edge: "border-l-verified", ink: "text-verified", word: "Verified" },
} as const;

export interface NoticeProps {
  kind?: keyof typeof kinds;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** Reads the notice out when it appears. */
  live?: boolean;
  className?: string;
}

export function Notice({ kind = "info", title, children, action, live, className }: NoticeProps) {
  const { Icon, edge, ink, word } = kinds[kind];
  return (
    <div
      {...(live ? { role: kind === "exposed" ? "alert" : "status" } : {})}
      data-print="keep"
      className={cn("flex gap-2.5 rounded-md border border-line border-l-3 bg-panel px-3 py-2", edge, className)}
    >
      <Icon aria-hidden="true" className={cn("mt-px size-4 shrink-0", ink)} />
      <div className="min-w-0 flex-1">
        <span className="sr-only">{word}: </span>
        {title && <div className="font-medium">{title}</div>}
        {children && <div className="text-ink-2 text-sm">{children}</div>}
      </div>
      {action}
    </div>
  );
}
