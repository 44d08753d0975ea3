"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Time } from "@/components/ui/time";
import { toastFailed } from "@/components/ui/toast";
import { failureText } from "@/lib/api/field-errors";
import type { SourceView } from "@/lib/evidence/views";
import { useEndLiveSource, useMakeIngestToken, useRevokeIngestToken } from "@/lib/ingest/mutations";
import { liveState } from "@/lib/ingest/queries";
import type { IngestTokenView } from "@/lib/ingest/views";
import { HowToSend } from "./how-to-send";

interface LiveLineProps {
  incident: string;
  source: SourceView;
  mayWrite: boolean;
}

/** How a live source is doing, who may send to it, and its end. */
export function LiveLine({ incident, source, mayWrite }: LiveLineProps) {
  const isOpen = source.live?.endedAt === null;
  const state = useQuery(liveState(incident, source.id, isOpen));
  const end = useEndLiveSource(incident);
  const make = useMakeIngestToken(incident, source.id);
  const [ending, setEnding] = useState(false);
  const failed = (title: string) => (error: Error) => toastFailed(title, { detail: failureText(error) });
  const tokens = state.data?.tokens.filter((token) => token.revokedAt === null) ?? [];
  return (
    <div className="mt-2 grid gap-1 text-sm">
      <p className="text-ink-2" aria-live="polite">
        {source.live?.endedAt ? (
          <>
            Ended <Time value={source.live.endedAt} mode="datetime" withZone />.{" "}
          </>
        ) : null}
        {state.data && (
          <>
            {state.data.deliveries.toLocaleString("en")} requests taken
            {state.data.lastReceivedAt && (
              <>
                , the last <Time value={state.data.lastReceivedAt} mode="relative" />
              </>
            )}
            {state.data.waiting > 0 && `, ${state.data.waiting} being read`}.
          </>
        )}
        {state.isError && "How it is doing could not be loaded."}
      </p>
      {isOpen && tokens.length === 0 && state.isSuccess && (
        <p className="text-unknown">No token is good any more: nothing can be sent.</p>
      )}
      {tokens.map((token) => (
        <TokenLine key={token.id} incident={incident} source={source} token={token} mayWrite={mayWrite} />
      ))}
      {mayWrite && isOpen && (
        <p className="flex flex-wrap gap-1">
          <Button
            size="sm"
            busy={make.isPending}
            onClick={() => make.mutate(`token ${tokens.length + 1}`, { onError: failed("No token was made.") })}
          >
            New token
          </Button>
          <Button size="sm" variant="quiet" onClick={() => setEnding(true)}>
            End this source…
          </Button>
        </p>
      )}
      <AlertDialog
        open={ending}
        onOpenChange={setEnding}
        title={`End ${source.filename}?`}
        description="Nothing more is taken and its tokens are void. What came stays evidence, is hashed as one, and the record says so. It cannot be opened again."
        confirm="End this source"
        danger
        busy={end.isPending}
        onConfirm={() =>
          end.mutate(source.id, { onSuccess: () => setEnding(false), onError: failed("The source was not ended.") })
        }
      />
      {make.isSuccess && (
        <Dialog open onOpenChange={(open) => !open && make.reset()}>
          <DialogContent
            width="lg"
            title="A new token"
            description="Copy it: it is shown this once."
            footer={
              <Button variant="primary" onClick={() => make.reset()}>
                Done
              </Button>
            }
          >
            <HowToSend token={make.data.token} />
          </DialogContent>
        </Dialog>
      )}
    </div>
  );
}

function TokenLine({ incident, source, token, mayWrite }: LiveLineProps & { token: IngestTokenView }) {
  const revoke = useRevokeIngestToken(incident, source.id);
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-ink-3">
      <span>
        Token <span className="mono">{token.prefix}…</span> {token.name},{" "}
        {token.lastUsedAt ? (
          <>
            used <Time value={token.lastUsedAt} mode="relative" />
          </>
        ) : (
          "not used yet"
        )}
      </span>
      {mayWrite && (
        <Button
          size="sm"
          variant="quiet"
          aria-label={`Revoke the token ${token.prefix}…`}
          busy={revoke.isPending}
          onClick={() =>
            revoke.mutate(token.id, {
              onError: (error) => toastFailed("The token was not revoked.", { detail: failureText(error) }),
            })
          }
        >
          Revoke
        </Button>
      )}
    </p>
  );
}
