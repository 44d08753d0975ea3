"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { parseAsBoolean, parseAsString, useQueryState } from "nuqs";
import { type ReactNode, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FailedState } from "@/components/ui/failed-state";
import { Notice } from "@/components/ui/notice";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useListKeys } from "@/components/ui/use-list-keys";
import { useViewer } from "@/lib/access/use-viewer";
import { failedQuery } from "@/lib/api/failed-query";
import { STAGES } from "@/lib/containment/model";
import { actionsOfIncident } from "@/lib/containment/queries";
import type { ActionView } from "@/lib/containment/views";
import { STAGE_WORDS } from "@/lib/containment/words";
import { ActionRow } from "./action-row";
import { AgentAnswer } from "./agent-answer";
import type { AgentMenu } from "./agent-field";
import { RequestForm } from "./request-form";
import type { StepName } from "./step-form";

const ActionDialog = dynamic(() => import("./action-dialog"));
const PoliciesDialog = dynamic(() => import("./policies-dialog"));

interface ContainmentPageProps {
  incidentRef: string;
  /** The AI systems to act on. */
  agents: AgentMenu;
  systems: ReactNode;
}

/** The ladder: what was done to stop the harm, what waits, and whether it holds. */
export function ContainmentPage({ incidentRef, agents, systems }: ContainmentPageProps) {
  const viewer = useViewer();
  const query = useQuery(actionsOfIncident(incidentRef));
  const [isNew] = useQueryState("new", parseAsBoolean.withDefault(false));
  const [open, setOpen] = useQueryState("action", parseAsString);
  const [step, setStep] = useState<StepName | null>(null);
  const [policies, setPolicies] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  useListKeys(list, "action");
  const actions = query.data?.data ?? [];
  const onOpen = (ref: string, next?: StepName) => {
    setStep(next ?? null);
    void setOpen(ref);
  };
  const close = () => {
    setStep(null);
    void setOpen(null);
  };

  return (
    <div className="grid items-start gap-x-8 gap-y-6 pt-3 lg:grid-cols-[minmax(0,1fr)_320px]">
      <div className="min-w-0">
        {query.data && <AgentAnswer incidentRef={incidentRef} agent={query.data.agent} />}
        {viewer.can("respond") && <RequestForm incidentRef={incidentRef} agents={agents} focus={isNew} />}
        {query.isPending && <SkeletonRows className="mt-3" rows={5} label="Loading the containment" />}
        {query.isError && (
          <FailedState className="mt-4" title="The containment could not be loaded." {...failedQuery(query)} />
        )}
        {actions.some(isToCome) && <PreserveFirst />}
        {query.isSuccess && actions.length === 0 && (
          <EmptyState className="mt-4" title="Nothing has been done yet">
            What stops the harm now? Preserve first, unless it goes on. Each step is requested, carried out, and shown
            to hold: by logs that are silent after it, an attempt that was refused, or somebody else who checked.
          </EmptyState>
        )}
        <div ref={list}>
          {STAGES.map((stage) => (
            <Rung
              key={stage}
              title={STAGE_WORDS[stage]}
              actions={actions.filter((action) => action.stage === stage)}
              onOpen={onOpen}
            />
          ))}
        </div>
        {viewer.can("administer") && (
          <Button size="sm" variant="quiet" className="mt-4" onClick={() => setPolicies(true)}>
            Who has to agree…
          </Button>
        )}
      </div>
      <aside aria-label="AI systems of this incident" className="min-w-0">
        {systems}
      </aside>
      {open !== null && (
        <ActionDialog
          action={actions.find((action) => action.ref === open) ?? null}
          step={step}
          incidentRef={incidentRef}
          agents={agents}
          onClose={close}
        />
      )}
      {policies && <PoliciesDialog onClose={() => setPolicies(false)} />}
    </div>
  );
}

function isToCome({ state }: ActionView): boolean {
  return state === "requested" || state === "approved";
}

function PreserveFirst() {
  return (
    <Notice className="mt-3" title="Preserve before you change">
      Keep a copy of the model, prompt, memory, index and configuration, and import the traces of the time. Where the
      harm goes on, contain first and say what was lost.
    </Notice>
  );
}

interface RungProps {
  title: string;
  actions: readonly ActionView[];
  onOpen: (ref: string, step?: StepName) => void;
}

function Rung({ title, actions, onOpen }: RungProps) {
  if (actions.length === 0) return null;
  return (
    <section aria-label={title} className="mt-5">
      <h2 className="mb-1 font-semibold">
        {title} <span className="font-normal text-ink-3 text-sm">{actions.length}</span>
      </h2>
      <ol className="border-line border-t">
        {actions.map((action) => (
          <ActionRow key={action.id} action={action} onOpen={(step) => onOpen(action.ref, step)} />
        ))}
      </ol>
    </section>
  );
}
