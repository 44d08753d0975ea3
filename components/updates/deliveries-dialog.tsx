"use client";

import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { toastFailed } from "@/components/ui/toast";
import { failedQuery } from "@/lib/api/failed-query";
import { failureText } from "@/lib/api/field-errors";
import { useRetryMessage } from "@/lib/updates/mutations";
import { deliveriesOf } from "@/lib/updates/queries";
import type { UpdateView } from "@/lib/updates/views";
import { MessageStateText } from "./message-state";

interface DeliveriesDialogProps {
  incidentRef: string;
  update: UpdateView;
  onClose: () => void;
}

/** To whom an update left by mail and webhook, and every try. */
export function DeliveriesDialog({ incidentRef, update, onClose }: DeliveriesDialogProps) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`Deliveries of ${update.ref}`}
        description="What fails is tried again for about six hours. In the app it is there at once."
        width="lg"
      >
        <Deliveries incidentRef={incidentRef} update={update} />
      </DialogContent>
    </Dialog>
  );
}

function Deliveries({ incidentRef, update }: Omit<DeliveriesDialogProps, "onClose">) {
  const list = useQuery(deliveriesOf(incidentRef, update.id));
  const retry = useRetryMessage(incidentRef);
  if (list.isPending) return <SkeletonRows rows={3} label="Loading the deliveries" />;
  if (list.isError) return <FailedState title="The deliveries could not be loaded." {...failedQuery(list)} />;
  return (
    <ul>
      {list.data.data.map(({ id, channel, address, state, tries, nextTryAt }) => (
        <li key={id} className="flex flex-wrap items-start gap-x-3 gap-y-1 border-line border-b py-2 last:border-b-0">
          <span className="min-w-0 flex-1 basis-56">
            <span className="break-all">{address}</span> <span className="text-ink-3">by {channel}</span>
            <span className="block">
              <MessageStateText
                state={state}
                tries={tries.length}
                error={tries.at(-1)?.error ?? null}
                nextTryAt={nextTryAt}
              />
            </span>
          </span>
          {state === "gave_up" && (
            <Button
              size="sm"
              aria-label={`Send again to ${address}`}
              busy={retry.isPending && retry.variables === id}
              onClick={() =>
                retry.mutate(id, {
                  onError: (error) => toastFailed("It is not sent again.", { detail: failureText(error) }),
                })
              }
            >
              Send again
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
