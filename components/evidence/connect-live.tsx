"use client";

import { Radio } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useCommand } from "@/components/ui/commands";

/** For logs that are still being written: a program sends them here itself. */
export function ConnectLive({ onConnect }: { onConnect: () => void }) {
  useCommand({
    label: "Connect a live source",
    group: "Evidence",
    keywords: "otlp opentelemetry stream token ingest",
    run: onConnect,
  });
  return (
    <Button icon={<Radio size={14} aria-hidden="true" />} onClick={onConnect}>
      Connect a live source
    </Button>
  );
}
