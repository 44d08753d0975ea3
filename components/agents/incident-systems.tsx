"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Combobox } from "@/components/ui/combobox";
import { Definition, DefinitionRows, SectionHeading } from "@/components/ui/definition-rows";
import { FailedState } from "@/components/ui/failed-state";
import { Field } from "@/components/ui/field";
import { Unknown } from "@/components/ui/figures";
import { Segmented } from "@/components/ui/segmented";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import type { AiRole } from "@/lib/agents/model";
import { useLinkAgent } from "@/lib/agents/mutations";
import { agentList, agentsOfIncident } from "@/lib/agents/queries";
import type { IncidentAiSystemView } from "@/lib/agents/views";
import { APPROVAL_MODE_WORDS, AUTONOMY_WORDS, ROLE_WORDS } from "@/lib/agents/words";
import { failedQuery } from "@/lib/api/failed-query";
import { failureText } from "@/lib/api/field-errors";
import { UnlinkForm } from "./unlink-form";

interface IncidentSystemsProps {
  incidentRef: string;
  editable: boolean;
}

/** The AI systems of an incident, each with what stood when it began. */
export function IncidentSystems({ incidentRef, editable }: IncidentSystemsProps) {
  const query = useQuery(agentsOfIncident(incidentRef));
  const [naming, setNaming] = useState(false);
  const systems = query.data?.data ?? [];
  return (
    <section aria-labelledby="systems">
      <SectionHeading id="systems" count={systems.length || undefined}>
        AI systems
      </SectionHeading>
      {query.isPending && <SkeletonRows rows={3} label="Loading the AI systems" />}
      {query.isError && <FailedState title="The AI systems could not be loaded." {...failedQuery(query)} />}
      {query.isSuccess && systems.length === 0 && (
        <p className="pb-1 text-ink-2">
          <Unknown>Nobody has named one.</Unknown> Until then, whether it is stopped can’t be said.
        </p>
      )}
      {systems.map((system) => (
        <System key={system.aiSystem.id} incidentRef={incidentRef} system={system} editable={editable} />
      ))}
      {editable &&
        query.isSuccess &&
        (naming || systems.length === 0 ? (
          <LinkForm incidentRef={incidentRef} linked={systems} onDone={() => setNaming(false)} />
        ) : (
          <Button size="sm" className="mt-2" onClick={() => setNaming(true)}>
            Name another
          </Button>
        ))}
    </section>
  );
}

interface SystemProps extends IncidentSystemsProps {
  system: IncidentAiSystemView;
}

function System({ incidentRef, system, editable }: SystemProps) {
  const { aiSystem, role, identities, at, atName, stood, stoodSure } = system;
  return (
    <div className="mb-3">
      <div className="flex flex-wrap items-baseline gap-x-2 border-line border-b py-1.25">
        <Link href={`/agents/${aiSystem.id}`} className="underline-quiet font-medium text-agent">
          {aiSystem.name}
        </Link>
        <Chip tone={role === "caused" ? "agent" : "neutral"}>{ROLE_WORDS[role].toLowerCase()}</Chip>
        {editable && <UnlinkForm incidentRef={incidentRef} system={system} />}
      </div>
      {identities.length === 0 && (
        <p className="mt-1 text-sm">
          <Link href={`/agents/${aiSystem.id}#identities`} className="text-unknown underline underline-offset-3">
            No log names it: add its identities
          </Link>
        </p>
      )}
      <p className="mt-1.5 text-ink-3 text-sm">
        When it {atName === "started" ? "began" : `was ${atName}`}, <Time value={at} />
        {stood && !stoodSure && <span className="text-unknown">; since when this holds nobody knows</span>}
      </p>
      {stood ? <Then system={system} /> : <p className="text-unknown text-sm">Nothing is recorded of that time.</p>}
    </div>
  );
}

function Then({ system: { stood, stopTestThen, assessmentThen } }: { system: IncidentAiSystemView }) {
  if (!stood) return null;
  const { model, modelVersion, autonomy, approvalMode, owner } = stood;
  return (
    <DefinitionRows>
      <Definition term="Owner">{owner ?? <Unknown>nobody</Unknown>}</Definition>
      <Definition term="Model">{model ? [model, modelVersion].filter(Boolean).join(" ") : <Unknown />}</Definition>
      <Definition term="Autonomy">{autonomy ? AUTONOMY_WORDS[autonomy] : <Unknown />}</Definition>
      <Definition term="A person agrees">
        {approvalMode ? APPROVAL_MODE_WORDS[approvalMode].toLowerCase() : <Unknown />}
      </Definition>
      <Definition term="Access">
        <AccessThen then={assessmentThen} />
      </Definition>
      <Definition term="Stop tested">
        {stopTestThen ? (
          <span className={stopTestThen.outcome === "failed" ? "text-exposed" : undefined}>
            {stopTestThen.outcome}, <Time value={stopTestThen.testedAt} mode="date" quiet />
          </span>
        ) : (
          <Unknown>never</Unknown>
        )}
      </Definition>
    </DefinitionRows>
  );
}

function AccessThen({ then }: { then: IncidentAiSystemView["assessmentThen"] }) {
  switch (then.state) {
    case "approved":
      return (
        <span className="text-verified">
          approved{then.approvedBy && ` by ${then.approvedBy}`} until <Time value={then.expiresAt} mode="date" quiet />
        </span>
      );
    case "over":
      return (
        <span className="text-exposed">
          approval had ended, <Time value={then.expiresAt} mode="date" quiet />
        </span>
      );
    case "asked":
      return <span className="text-exposed">asked for, not decided</span>;
    case "refused":
      return <span className="text-exposed">refused</span>;
    case "none":
      return <span className="text-exposed">no assessment stood</span>;
  }
}

interface LinkFormProps {
  incidentRef: string;
  linked: readonly IncidentAiSystemView[];
  onDone: () => void;
}

function LinkForm({ incidentRef, linked, onDone }: LinkFormProps) {
  const agents = useQuery(agentList());
  const [id, setId] = useState<string | null>(null);
  const [role, setRole] = useState<AiRole>("caused");
  const [missing, setMissing] = useState<string | null>(null);
  const link = useLinkAgent(incidentRef);
  const known = linked.map((one) => one.aiSystem.id);
  const choices = (agents.data?.data ?? []).filter((agent) => !known.includes(agent.id));

  function submit(event: FormEvent) {
    event.preventDefault();
    if (link.isPending) return;
    if (!id) return setMissing("Choose one, or register it under Agents.");
    setMissing(null);
    link.mutate(
      { aiSystem: id, role },
      {
        onSuccess: () => {
          toast(`${choices.find((one) => one.id === id)?.name ?? "The AI system"} is named in this incident`);
          setId(null);
          onDone();
        },
      },
    );
  }

  return (
    <form onSubmit={submit} noValidate aria-label="Name an AI system" className="mt-2 flex flex-col gap-2">
      <Field label="Which AI system?" error={missing}>
        <Combobox
          options={choices.map(({ id: value, name, owner }) => ({ value, label: name, detail: owner ?? undefined }))}
          value={id}
          onValueChange={setId}
          placeholder="Type its name"
          empty="None by that name. Register it under Agents."
        />
      </Field>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Segmented
          label="What it had to do with it"
          options={[
            { value: "caused", label: "Caused it" },
            { value: "involved", label: "Was involved" },
          ]}
          value={role}
          onValueChange={setRole}
        />
        <Button type="submit" busy={link.isPending}>
          Name it
        </Button>
      </div>
      <Link href="/agents?open=new" className="underline-quiet self-start text-ink-2 text-sm">
        Register a new one
      </Link>
      {link.error && (
        <p role="alert" className="text-exposed text-sm">
          {failureText(link.error)}
        </p>
      )}
    </form>
  );
}
