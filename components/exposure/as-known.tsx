"use client";

import { History } from "lucide-react";
import dynamic from "next/dynamic";
import { useQueryStates } from "nuqs";
import { useState } from "react";
import { buttonStyle } from "@/components/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Time } from "@/components/ui/time";
import { viewParsers } from "./view-state";

const AsKnownChooser = dynamic(() => import("./as-known-chooser").then((module) => module.AsKnownChooser), {
  ssr: false,
});

/** Asks what was known at an earlier instant: typed, or one at which something was recorded, claimed or sent. */
export function AsKnown({ incidentRef }: { incidentRef: string }) {
  const [{ at }, setView] = useQueryStates(viewParsers, { history: "push" });
  const [open, setOpen] = useState(false);
  const choose = (instant: string | null) => {
    setOpen(false);
    void setView({ at: instant, viewFrom: null, viewUntil: null });
  };
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger className={buttonStyle({ size: "md" })}>
        <History aria-hidden="true" />
        As known {at ? <Time value={at} mode="short" quiet /> : "now"}…
      </PopoverTrigger>
      <PopoverContent title="As known at" align="end" className="w-96">
        {open && <AsKnownChooser incidentRef={incidentRef} at={at} onChoose={choose} />}
      </PopoverContent>
    </Popover>
  );
}
