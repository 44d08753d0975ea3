"use client";

import dynamic from "next/dynamic";
import { useQueryStates } from "nuqs";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import type { ExposureView } from "@/lib/exposure/views";
import { viewParsers } from "./view-state";

const Comparison = dynamic(() => import("./comparison").then((module) => module.Comparison), { ssr: false });

interface KnownBannerProps {
  incidentRef: string;
  at: string;
  /** The answer as known then, once it is there. */
  answer: ExposureView | undefined;
}

/** Says that the page shows an earlier state of knowledge, what differs from now, and how to come back. */
export function KnownBanner({ incidentRef, at, answer }: KnownBannerProps) {
  const [{ compare }, setView] = useQueryStates(viewParsers);
  return (
    <Notice
      kind="unknown"
      live
      className="mb-3"
      title={
        <>
          As known at <Time value={at} mode="datetime" withZone />
        </>
      }
      action={
        <span className="flex flex-wrap gap-1.5 print:hidden">
          <Button aria-expanded={compare === true} onClick={() => void setView({ compare: compare ? null : true })}>
            {compare ? "Hide what differs" : "What differs from now?"}
          </Button>
          <Button variant="primary" onClick={() => void setView({ at: null, compare: null })}>
            Back to now
          </Button>
        </span>
      }
    >
      Facts and evidence recorded later are left out. Nothing can be changed in this view.
      {compare && answer && <Comparison incidentRef={incidentRef} earlier={answer} />}
    </Notice>
  );
}
