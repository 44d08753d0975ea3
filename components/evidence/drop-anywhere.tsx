"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { toastFailed } from "@/components/ui/toast";
import { droppedFiles } from "@/lib/evidence/dropped-files";
import { useUploads } from "./uploads";

/** Files dropped anywhere on an incident are evidence; the evidence tab then shows them arriving. */
export function DropAnywhere({ incident, enabled }: { incident: string; enabled: boolean }) {
  const { add } = useUploads();
  const router = useRouter();
  const [over, setOver] = useState(false);

  useEffect(() => {
    if (!enabled) return;
    let depth = 0;
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth += 1;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth -= 1;
      if (depth <= 0) setOver(false);
    };
    const allow = (event: DragEvent) => {
      if (carriesFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      if (!event.dataTransfer) return;
      droppedFiles(event.dataTransfer).then(
        (files) => {
          if (files.length === 0) return;
          add(files);
          router.push(`/incidents/${incident}/evidence`);
        },
        () => toastFailed("The folder could not be read. Nothing was sent; drop its files themselves."),
      );
    };
    document.addEventListener("dragenter", enter);
    document.addEventListener("dragleave", leave);
    document.addEventListener("dragover", allow);
    document.addEventListener("drop", drop);
    return () => {
      document.removeEventListener("dragenter", enter);
      document.removeEventListener("dragleave", leave);
      document.removeEventListener("dragover", allow);
      document.removeEventListener("drop", drop);
    };
  }, [add, enabled, incident, router]);

  if (!over) return null;
  return (
    <div className="pointer-events-none fixed inset-3 z-50 grid place-items-center rounded-lg border-2 border-focus border-dashed bg-panel/90">
      <p className="font-semibold text-lg">Drop to import into {incident}</p>
    </div>
  );
}
