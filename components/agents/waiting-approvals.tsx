"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FailedState } from "@/components/ui/failed-state";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Remaining } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { useViewer } from "@/lib/access/use-viewer";
import { useDecideApproval } from "@/lib/agents/mutations";
import { waitingApprovals } from "@/lib/agents/queries";
import type { ApprovalView } from "@/lib/agents/views";
import { failedQuery } from "@/lib/api/failed-query";
import { failureText } from "@/lib/api/field-errors";

/** AI systems that wait for a person's answer, each with how long it still waits. Nothing where none does. */
export function WaitingApprovals() {
  const waiting = useQuery(waitingApprovals());
  if (waiting.isError) {
    return <FailedState title="Requests for permission could not be loaded." {...failedQuery(waiting)} />;
  }
  const requests = waiting.data?.data ?? [];
  return (
    <section aria-label="Waiting for your answer" aria-live="polite">
      {requests.length > 0 && (
        <>
          <h2 className="mb-1 font-semibold text-ink-2 text-sm">
            Waiting for your answer <span className="font-normal text-ink-3">{requests.length}</span>
          </h2>
          <ul className="mb-4 flex flex-col gap-2">
            {requests.map((request) => (
              <Request key={request.id} request={request} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Request({ request }: { request: ApprovalView }) {
  const viewer = useViewer();
  const decide = useDecideApproval();
  const [reason, setReason] = useState("");
  const { aiSystem, action, details, onBehalfOf, incident, expiresAt } = request;
  const isOwn = request.askedById === viewer.id;
  const mayAnswer = viewer.can("respond") && !isOwn;
  const answer = (decision: "allow" | "deny") =>
    decide.mutate(
      { id: request.id, decision, reason },
      { onSuccess: () => toast(`${decision === "allow" ? "Allowed" : "Denied"}: ${action}`) },
    );
  return (
    <li className="rounded-lg border border-line border-l-3 border-l-agent bg-panel px-3.5 py-3">
      <div className="flex flex-wrap items-baseline gap-x-2 text-ink-2 text-sm">
        <Link href={`/agents/${aiSystem.id}`} className="underline-quiet font-medium text-agent">
          {aiSystem.name}
        </Link>
        <span>asks for permission{onBehalfOf ? `, on behalf of ${onBehalfOf}` : ""}</span>
        {incident && (
          <Link href={`/incidents/${incident}`} className="underline-quiet">
            {incident}
          </Link>
        )}
        <span className="ml-auto text-unknown">
          denied in <Remaining until={expiresAt} />
        </span>
      </div>
      <p className="mt-1 font-medium text-md">{action}</p>
      {details && (
        <pre className="mono mt-1.5 max-h-48 overflow-auto whitespace-pre-wrap rounded-md bg-sunk px-2.5 py-2 text-sm">
          {details}
        </pre>
      )}
      {isOwn && (
        <p className="mt-1.5 text-ink-2 text-sm">You asked for this, or a token of yours did: somebody else answers.</p>
      )}
      {mayAnswer && (
        <div className="mt-2.5 grid gap-2 sm:grid-cols-[1fr_auto]">
          <Field label="Why" hideLabel>
            <Input
              value={reason}
              onValueChange={setReason}
              maxLength={2000}
              placeholder="Why (optional)"
              autoComplete="off"
            />
          </Field>
          <div className="grid grid-cols-2 gap-2">
            <Button className="pointer-coarse:h-11" onClick={() => answer("deny")} disabled={decide.isPending}>
              Deny
            </Button>
            <Button
              className="pointer-coarse:h-11"
              variant="primary"
              onClick={() => answer("allow")}
              busy={decide.isPending}
            >
              Allow once
            </Button>
          </div>
        </div>
      )}
      {decide.error && (
        <p role="alert" className="mt-1.5 text-exposed text-sm">
          {failureText(decide.error)}
        </p>
      )}
    </li>
  );
}
