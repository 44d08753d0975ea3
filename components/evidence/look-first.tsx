"use client";

import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { useCommand } from "@/components/ui/commands";
import { chosenFiles, type NamedFile } from "@/lib/evidence/dropped-files";

/** Loaded with the first file that is looked at. */
const LookDialog = dynamic(() => import("./look-dialog").then((module) => module.LookDialog), { ssr: false });

/** Shows how a file would be read before it is imported; until then nothing of it is kept. */
export function LookFirst({ incident }: { incident: string }) {
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<NamedFile | null>(null);
  useCommand({ label: "Look at a log file before importing it", group: "Evidence", run: () => input.current?.click() });
  return (
    <>
      <input
        ref={input}
        type="file"
        className="sr-only"
        tabIndex={-1}
        aria-label="Log file to look at first"
        onChange={(event) => {
          setChosen(chosenFiles(event.currentTarget.files ?? [])[0] ?? null);
          event.currentTarget.value = "";
        }}
      />
      <Button variant="quiet" onClick={() => input.current?.click()}>
        Look first…
      </Button>
      {chosen && <LookDialog incident={incident} chosen={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}
