"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { failureText } from "@/lib/api/field-errors";
import { sectionVersions } from "@/lib/postmortems/queries";
import type { SectionView } from "@/lib/postmortems/views";

interface VersionsDialogProps {
  incidentRef: string;
  section: SectionView;
  /** Puts a former text into the editor; it is saved like any other. */
  onRestore?: ((body: string) => void) | undefined;
}

export function VersionsDialog({ incidentRef, section, onRestore }: VersionsDialogProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="quiet" onClick={() => setOpen(true)}>
        Version {section.version}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        {open && (
          <DialogContent width="xl" title={`Versions of “${section.title}”`}>
            <Versions
              incidentRef={incidentRef}
              section={section}
              onRestore={
                onRestore &&
                ((body) => {
                  onRestore(body);
                  setOpen(false);
                })
              }
            />
          </DialogContent>
        )}
      </Dialog>
    </>
  );
}

function Versions({ incidentRef, section, onRestore }: VersionsDialogProps) {
  const { data, error } = useQuery(sectionVersions(incidentRef, section.section));
  if (error) return <p role="alert">{failureText(error)}</p>;
  if (!data) return <SkeletonRows label="Loading the versions" rows={3} />;
  return (
    <ol>
      {data.data.map((one) => (
        <li key={one.version} className="border-line border-b py-2">
          <details open={one.version === section.version}>
            <summary>
              <span className="font-medium">{one.version}</span>{" "}
              <span className="text-ink-2">
                {one.origin === "person" ? one.savedBy : `generated, by ${one.savedBy}`},{" "}
                <Time value={one.savedAt} quiet />
              </span>
            </summary>
            <pre className="mono mt-2 whitespace-pre-wrap rounded-md bg-sunk p-2">{one.body || "(empty)"}</pre>
            {onRestore && one.version !== section.version && (
              <Button size="sm" className="mt-2" onClick={() => onRestore(one.body)}>
                Put this text into the editor
              </Button>
            )}
          </details>
        </li>
      ))}
    </ol>
  );
}
