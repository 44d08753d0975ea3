"use client";

import dynamic from "next/dynamic";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { useUploads } from "./uploads";

/** Loaded by who states it: most exports are brought without. */
const CoverageFields = dynamic(() => import("./coverage-fields").then((module) => module.CoverageFields), {
  ssr: false,
});

/** What the files that are brought next cover, said before they are chosen or dropped. */
export function NextCoverage() {
  const { coverage, stateCoverage, rounds } = useUploads();
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <Button variant="quiet" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        State what the next files cover
      </Button>
      <div id={id} hidden={!open} className="basis-full rounded-md border border-line bg-sunk px-4 py-3 text-left">
        {open && <CoverageFields key={rounds} value={coverage} onChange={stateCoverage} />}
        <p className="mt-1 text-ink-2 text-sm">
          It holds for the files that you choose or drop next, and only for them.
        </p>
      </div>
    </>
  );
}
