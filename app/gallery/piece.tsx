import type { ReactNode } from "react";

export function Piece({ name, stacked, children }: { name: string; stacked?: boolean; children: ReactNode }) {
  return (
    <section aria-label={name}>
      <h2 className="mb-2 font-semibold text-ink-2 text-sm">{name}</h2>
      <div className={stacked ? "flex flex-col gap-3" : "flex flex-wrap items-center gap-3"}>{children}</div>
    </section>
  );
}
