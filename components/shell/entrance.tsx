import type { ReactNode } from "react";
import { BrandMark } from "./brand";

/** The frame of the pages in front of the door: sign-in and setup. */
export function Entrance({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-96 flex-col justify-center px-4 py-10">
      <div className="mb-6 flex items-center gap-2 font-[650] text-md tracking-tight">
        <BrandMark className="size-5" />
        Firebreak
      </div>
      <h1 className="font-[620] text-xl tracking-tight">{title}</h1>
      {lead && <p className="mt-1 text-ink-2">{lead}</p>}
      <div className="mt-5">{children}</div>
    </main>
  );
}
