"use client";

import { useQuery } from "@tanstack/react-query";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { FailedState } from "@/components/ui/failed-state";
import { Segmented } from "@/components/ui/segmented";
import { SkeletonRows } from "@/components/ui/skeleton";
import { toastFailed } from "@/components/ui/toast";
import { failedQuery } from "@/lib/api/failed-query";
import { failureText } from "@/lib/api/field-errors";
import { useSetPolicy } from "@/lib/containment/mutations";
import { containmentPolicies } from "@/lib/containment/queries";
import { KIND_WORDS } from "@/lib/containment/words";

const CHOICES = [
  { value: "0", label: "Nobody else" },
  { value: "1", label: "1 other" },
  { value: "2", label: "2 others" },
] as const;

/** How many other people have to agree before each kind of action, for all incidents from now on. */
export default function PoliciesDialog({ onClose }: { onClose: () => void }) {
  const policies = useQuery(containmentPolicies());
  const set = useSetPolicy();
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        width="lg"
        title="Who has to agree"
        description="Before an action of a kind, in every incident from now on. What stops the harm should not have to wait."
      >
        {policies.isPending && <SkeletonRows rows={8} label="Loading the policies" />}
        {policies.isError && <FailedState title="The policies could not be loaded." {...failedQuery(policies)} />}
        <ul>
          {(policies.data?.data ?? []).map(({ kind, approvals }) => (
            <li
              key={kind}
              className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 border-line border-b py-1.5"
            >
              {KIND_WORDS[kind]}
              <Segmented
                label={`Who has to agree: ${KIND_WORDS[kind]}`}
                options={CHOICES}
                value={String(approvals) as "0" | "1" | "2"}
                onValueChange={(value) =>
                  set.mutate(
                    { kind, approvals: Number(value) },
                    { onError: (error) => toastFailed("It was not set", { detail: failureText(error) }) },
                  )
                }
              />
            </li>
          ))}
        </ul>
      </DialogContent>
    </Dialog>
  );
}
