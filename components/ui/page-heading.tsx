import type { ReactNode } from "react";

/** The heading of a page, with what one can do there at its end. */
export function PageHeading({ title, lead, actions }: { title: ReactNode; lead?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="mt-4 mb-3 flex flex-wrap items-start gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1">
        <h1 className="text-balance font-[620] text-xl tracking-[-0.015em]">{title}</h1>
        {lead && <p className="mt-0.5 max-w-[75ch] text-ink-2">{lead}</p>}
      </div>
      {actions && <div className="flex shrink-0 gap-2">{actions}</div>}
    </div>
  );
}
