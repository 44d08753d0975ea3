"use client";

import { useState } from "react";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { toast, toastFailed } from "@/components/ui/toast";
import { failureText } from "@/lib/api/field-errors";
import { useGeneratePostmortem } from "@/lib/postmortems/mutations";
import type { SectionView } from "@/lib/postmortems/views";

/** Puts the record's text in the place of a person's, which stays among the versions. */
export function RegenerateSection({ incidentRef, section }: { incidentRef: string; section: SectionView }) {
  const [asking, setAsking] = useState(false);
  const generate = useGeneratePostmortem(incidentRef);
  return (
    <span className="ml-auto">
      <Button variant="quiet" onClick={() => setAsking(true)}>
        Generate this section again…
      </Button>
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Replace what ${section.savedBy} wrote?`}
        description="The section is written from the record again. The former text stays among its versions."
        confirm="Replace it"
        busy={generate.isPending}
        onConfirm={() =>
          generate.mutate([section.section], {
            onSuccess: () => {
              setAsking(false);
              toast(`“${section.title}” is generated from the record`);
            },
            onError: (error) => toastFailed("It was not generated", { detail: failureText(error) }),
          })
        }
      />
    </span>
  );
}
