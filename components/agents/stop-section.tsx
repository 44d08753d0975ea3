"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Definition, DefinitionRows } from "@/components/ui/definition-rows";
import { Unknown } from "@/components/ui/figures";
import { Time } from "@/components/ui/time";
import { toast, toastFailed } from "@/components/ui/toast";
import { useViewer } from "@/lib/access/use-viewer";
import { useAgentPost } from "@/lib/agents/mutations";
import { stopTestsOf, testDeliveriesOf } from "@/lib/agents/queries";
import type { AiSystemView, DeliveryView } from "@/lib/agents/views";
import { failureText } from "@/lib/api/field-errors";

const StopTestDialog = dynamic(() => import("./stop-test-dialog"));
const KillSwitchDialog = dynamic(() => import("./kill-switch-dialog"));

/** The kill switch: how, where, by webhook, and every time that somebody tried it. */
export function StopSection({ agent, editable }: { agent: AiSystemView; editable: boolean }) {
  const isAdmin = useViewer().can("administer");
  const [open, setOpen] = useState<"test" | "webhook" | null>(null);
  const tests = useQuery(stopTestsOf(agent.id));
  const send = useAgentPost<DeliveryView>(agent.id, "kill-switch/test");
  return (
    <section aria-labelledby="stop">
      <div className="mb-1 flex flex-wrap items-center gap-2">
        <h2 id="stop" className="flex-1 scroll-mt-16 font-semibold">
          How it is stopped
        </h2>
        {editable && (
          <Button size="sm" onClick={() => setOpen("test")}>
            Record a test
          </Button>
        )}
      </div>
      <DefinitionRows>
        <Definition term="How" stacked>
          {agent.killSwitchHow ? (
            <span className="whitespace-pre-wrap">{agent.killSwitchHow}</span>
          ) : (
            <Unknown>nobody has said</Unknown>
          )}
        </Definition>
        <Definition term="Where">{agent.killSwitchWhere ?? <Unknown />}</Definition>
        <Definition term="By webhook">
          <span className="inline-flex flex-wrap items-center justify-end gap-2">
            {agent.webhook ? (
              <span className="mono break-all">{agent.webhook.url ?? agent.webhook.host}</span>
            ) : (
              "not set"
            )}
            {agent.webhook && editable && (
              <Button
                size="sm"
                busy={send.isPending}
                onClick={() =>
                  send.mutate(
                    {},
                    {
                      onSuccess: () => toast("A test message is on its way", { detail: "It says that it is a test." }),
                      onError: (error) => toastFailed("No test was sent", { detail: failureText(error) }),
                    },
                  )
                }
              >
                Send a test
              </Button>
            )}
            {isAdmin && (
              <Button size="sm" onClick={() => setOpen("webhook")}>
                {agent.webhook ? "Change…" : "Set…"}
              </Button>
            )}
          </span>
        </Definition>
      </DefinitionRows>
      {agent.webhook && <TestDeliveries id={agent.id} />}
      <ul className="mt-2">
        {(tests.data?.data ?? []).slice(0, 6).map(({ id, testedAt, outcome, secondsToStop, note, recordedBy }) => (
          <li key={id} className="flex flex-wrap items-baseline gap-x-2 border-line border-b py-1.25">
            <Time value={testedAt} quiet className="text-ink-2" />
            <span className={outcome === "failed" ? "text-exposed" : "text-verified"}>
              {outcome === "failed" ? "did not stop" : "stopped"}
              {secondsToStop !== null && ` after ${secondsToStop} s`}
            </span>
            {note && <span className="text-ink-2">{note}</span>}
            <span className="ml-auto text-ink-3 text-sm">{recordedBy}</span>
          </li>
        ))}
      </ul>
      {tests.isSuccess && tests.data.data.length === 0 && (
        <p className="mt-1.5">
          <Unknown>Nobody has tried whether the stop works.</Unknown>
        </p>
      )}
      {open === "test" && <StopTestDialog agent={agent} onClose={() => setOpen(null)} />}
      {open === "webhook" && <KillSwitchDialog agent={agent} onClose={() => setOpen(null)} />}
    </section>
  );
}

function TestDeliveries({ id }: { id: string }) {
  const { data } = useQuery(testDeliveriesOf(id));
  const last = data?.data[0];
  if (!last) return null;
  const tried = last.tries.at(-1);
  return (
    <p className="mt-1.5 text-ink-2 text-sm">
      Last test message <Time value={last.createdAt} mode="relative" quiet />:{" "}
      {last.state === "delivered" && <span className="text-verified">taken (answer {tried?.status})</span>}
      {last.state === "waiting" && (
        <span className="text-unknown">{tried ? `${tried.error} Tried again soon.` : "on its way"}</span>
      )}
      {last.state === "gave_up" && <span className="text-exposed">{tried?.error ?? "given up"}</span>}
    </p>
  );
}
