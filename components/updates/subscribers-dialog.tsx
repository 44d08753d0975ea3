"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { FailedState } from "@/components/ui/failed-state";
import { Notice } from "@/components/ui/notice";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { toast, toastFailed } from "@/components/ui/toast";
import { useViewer } from "@/lib/access/use-viewer";
import { failedQuery } from "@/lib/api/failed-query";
import { failureText } from "@/lib/api/field-errors";
import { AUDIENCE_WORDS } from "@/lib/updates/model";
import { useConfirmAgain, useRemoveSubscriber } from "@/lib/updates/mutations";
import { subscribersOf } from "@/lib/updates/queries";
import type { SubscriberView } from "@/lib/updates/views";
import { AddSubscriberForm } from "./add-subscriber-form";
import { MessageStateText } from "./message-state";

interface SubscribersDialogProps {
  incidentRef: string;
  onClose: () => void;
}

/** Who gets the updates by mail and webhook. */
export function SubscribersDialog({ incidentRef, onClose }: SubscribersDialogProps) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="Subscribers"
        description="They get what an update says, by mail or webhook. Being one gives no access to anything here."
        width="lg"
      >
        <Subscribers incidentRef={incidentRef} />
      </DialogContent>
    </Dialog>
  );
}

function Subscribers({ incidentRef }: { incidentRef: string }) {
  const mayChange = useViewer().can("command");
  const list = useQuery(subscribersOf(incidentRef));
  const [secret, setSecret] = useState<string | null>(null);
  if (list.isPending) return <SkeletonRows rows={3} label="Loading the subscribers" />;
  if (list.isError) return <FailedState title="The subscribers could not be loaded." {...failedQuery(list)} />;
  const { data, mail, restricted } = list.data;
  const [now, ended] = [data.filter(({ state }) => state !== "ended"), data.filter(({ state }) => state === "ended")];
  return (
    <div className="flex flex-col gap-4">
      {restricted && (
        <Notice kind="unknown" title="The incident is restricted">
          Its members read updates in the app. Nothing about it leaves, whoever is listed here.
        </Notice>
      )}
      {!mail && (
        <Notice kind="unknown" title="Mail is not configured">
          No mail leaves this installation until an operator sets <code className="mono">SMTP_URL</code> and{" "}
          <code className="mono">SMTP_FROM</code>. Webhooks and the app work without it.
        </Notice>
      )}
      {secret && (
        <Notice
          kind="verified"
          title="The webhook’s secret, shown only now"
          live
          action={<CopyButton value={secret} label="Copy the secret" />}
        >
          <code className="mono break-all">{secret}</code>
        </Notice>
      )}
      {now.length === 0 ? (
        <p className="text-ink-2">Nobody is subscribed.</p>
      ) : (
        <ul aria-label="Subscribers">
          {now.map((one) => (
            <Subscriber key={one.id} incidentRef={incidentRef} subscriber={one} mayChange={mayChange} />
          ))}
        </ul>
      )}
      {mayChange && !restricted && <AddSubscriberForm incidentRef={incidentRef} mail={mail} onSecret={setSecret} />}
      {!mayChange && <p className="text-ink-3 text-sm">A commander adds and removes subscribers.</p>}
      {ended.length > 0 && (
        <details>
          <summary className="cursor-pointer rounded-xs font-medium text-sm">Ended {ended.length}</summary>
          <ul>
            {ended.map(({ id, address, endedAt, endedBy }) => (
              <li key={id} className="break-words py-1 text-ink-2 text-sm">
                {address}, ended by {endedBy}
                {endedAt && (
                  <>
                    , <Time value={endedAt} mode="datetime" />
                  </>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

interface SubscriberProps {
  incidentRef: string;
  subscriber: SubscriberView;
  mayChange: boolean;
}

function Subscriber({ incidentRef, subscriber, mayChange }: SubscriberProps) {
  const { id, address, channel, audience, state, user, last } = subscriber;
  const remove = useRemoveSubscriber(incidentRef);
  const again = useConfirmAgain(incidentRef);
  const failed = (error: unknown) => toastFailed("Nothing was changed.", { detail: failureText(error) });
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-1 border-line border-b py-2">
      <span className="min-w-0 flex-1 basis-56">
        <span className="break-all font-medium">{address}</span>
        <span className="block text-ink-2 text-sm">
          {channel} · for {AUDIENCE_WORDS[audience]}
          {user && ` · ${user}`}
          {state === "pending" && <span className="text-unknown"> · not confirmed yet, gets nothing</span>}
        </span>
        {last && last.state !== "delivered" && (
          <MessageStateText state={last.state} tries={last.tries} error={last.error} />
        )}
      </span>
      {mayChange && (
        <span className="flex flex-wrap gap-1">
          {state === "pending" && (
            <Button
              size="sm"
              variant="quiet"
              aria-label={`Send the link to ${address} again`}
              busy={again.isPending}
              onClick={() => again.mutate(id, { onSuccess: () => toast("The link is sent again"), onError: failed })}
            >
              Send the link again
            </Button>
          )}
          <Button
            size="sm"
            variant="quiet"
            aria-label={`Remove ${address}`}
            busy={remove.isPending}
            onClick={() => remove.mutate(id, { onSuccess: () => toast("The subscription ended"), onError: failed })}
          >
            Remove
          </Button>
        </span>
      )}
    </li>
  );
}
