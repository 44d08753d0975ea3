"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "@/components/ui/toast";
import { useMerge } from "@/lib/triage/mutations";
import { IncidentField } from "./incident-field";
import { ReasonDialog } from "./reason-dialog";

/** Merges one incident into another. */
export default function MergeDialog({ incidentRef, onClose }: { incidentRef: string; onClose: () => void }) {
  const router = useRouter();
  const merge = useMerge(incidentRef);
  const [into, setInto] = useState<string | null>(null);
  return (
    <ReasonDialog
      title={`Merge ${incidentRef} into another incident`}
      description="Its record stays whole, its address leads to the other one, and it can be taken out again."
      verb="Merge"
      missing={into ? null : "Choose the incident that it belongs to."}
      label="Why are they one?"
      change={merge}
      onClose={onClose}
      onSubmit={(reason) =>
        into &&
        merge.mutate(
          { into, reason },
          {
            onSuccess: () => {
              toast(`${incidentRef} is merged into ${into}.`);
              onClose();
              router.push(`/incidents/${into}?merged=${incidentRef}`);
            },
          },
        )
      }
      choose={(error) => (
        <IncidentField label="Into which incident" except={incidentRef} value={into} onChange={setInto} error={error} />
      )}
      field="into"
    />
  );
}
