"use client";

import { Radio } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useCommand } from "@/components/ui/commands";

const ConnectDialog = dynamic(() => import("./connect-dialog").then((module) => module.ConnectDialog), { ssr: false });

/** For logs that are still being written: a program sends them here itself. */
export function ConnectLive({ incident }: { incident: string }) {
  const [open, setOpen] = useState(false);
  useCommand({
    label: "Connect a live source",
    group: "Evidence",
    keywords: "otlp opentelemetry stream token ingest",
    run: () => setOpen(true),
  });
  return (
    <>
      <Button icon={<Radio size={14} aria-hidden="true" />} onClick={() => setOpen(true)}>
        Connect a live source
      </Button>
      {open && <ConnectDialog incident={incident} onClose={() => setOpen(false)} />}
    </>
  );
}
