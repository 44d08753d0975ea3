"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import { toast, toastFailed } from "@/components/ui/toast";
import { failureText } from "@/lib/api/field-errors";
import { useSplitPrincipal } from "@/lib/people/mutations";
import type { PrincipalView } from "@/lib/people/views";
import { MergeForm } from "./merge-form";

interface MergesSectionProps {
  principal: PrincipalView;
  editable: boolean;
}

/** Who was found to be the same as this one; each merge can be taken back, and gives back what came with it. */
export function MergesSection({ principal, editable }: MergesSectionProps) {
  const [merging, setMerging] = useState(false);
  const split = useSplitPrincipal();
  const undo = ({ id, name }: PrincipalView["merged"][number]) =>
    split.mutate(id, {
      onSuccess: () =>
        toast(`${name} is a principal of its own again`, { detail: "Answers are being computed again." }),
      onError: (error) => toastFailed("Nothing was split.", { detail: failureText(error) }),
    });
  if (!editable && principal.merged.length === 0) return null;
  return (
    <section aria-labelledby="merges">
      <div className="mb-1 flex items-center">
        <h3 id="merges" className="flex-1 font-semibold">
          The same as
        </h3>
        {editable && !merging && (
          <Button size="sm" onClick={() => setMerging(true)}>
            Merge into another
          </Button>
        )}
      </div>
      {principal.merged.length === 0 && !merging && (
        <p className="text-ink-2">Nobody was merged into {principal.name}.</p>
      )}
      <ul>
        {principal.merged.map((one) => (
          <li key={one.id} className="flex items-center gap-3 border-line border-b py-1">
            <span className="min-w-0 flex-1">
              <span className="font-medium">{one.name}</span>
              {one.into !== principal.id && <span className="text-ink-2"> through {one.intoName}</span>}
              <span className="text-ink-3 text-sm">
                {" "}
                <Time value={one.recordedAt} mode="relative" /> by {one.recordedBy}
                {one.reason && `: ${one.reason}`}
              </span>
            </span>
            {editable && one.into === principal.id && (
              <Button
                size="sm"
                variant="quiet"
                busy={split.isPending && split.variables === one.id}
                aria-label={`Split ${one.name} off again`}
                onClick={() => undo(one)}
              >
                Split
              </Button>
            )}
          </li>
        ))}
      </ul>
      {merging && <MergeForm principal={principal} onDone={() => setMerging(false)} />}
    </section>
  );
}
