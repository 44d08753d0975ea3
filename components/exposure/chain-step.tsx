"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Bot, ChevronRight, User } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Chip, type Tone } from "@/components/ui/chip";
import { cn } from "@/components/ui/cn";
import { FailedState } from "@/components/ui/failed-state";
import { Unknown } from "@/components/ui/figures";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { failedQuery } from "@/lib/api/failed-query";
import type { ChainKind } from "@/lib/exposure/chain";
import type { ChainStepView } from "@/lib/exposure/chain-views";
import { chainRun } from "@/lib/exposure/queries";
import { KIND_WORDS, stepWords, tieWords } from "./chain-words";
import { ClassMark } from "./class-mark";

const RawBytes = dynamic(() => import("./raw-bytes").then((module) => module.RawBytes), { ssr: false });

interface ChainStepProps {
  incidentRef: string;
  step: ChainStepView;
  at: string | undefined;
}

/** Kinds whose name is coloured: what an AI system did, what opened the data, what was read. */
const TONES: Partial<Record<ChainKind, Tone>> = {
  prompt: "agent",
  answer: "agent",
  tool: "agent",
  action: "agent",
  access: "exposed",
  change: "exposed",
  window_opened: "exposed",
  window_closed: "verified",
  approval: "verified",
  refusal: "unknown",
};

export function ChainStep({ incidentRef, step, at }: ChainStepProps) {
  const [open, setOpen] = useState(false);
  const [bytes, setBytes] = useState(false);
  if (step.kind === "others") return <Others incidentRef={incidentRef} step={step} at={at} />;
  const tone = step.kind === "access" && step.class === "cleared" ? "neutral" : (TONES[step.kind] ?? "neutral");
  return (
    <li className="border-line border-b py-1.5">
      <div className="grid grid-cols-[5.25rem_minmax(0,1fr)] items-baseline gap-x-3 gap-y-1 md:grid-cols-[9.5rem_9rem_minmax(0,1fr)_auto]">
        <span className="text-ink-2">
          <Time value={step.at} mode="datetime" quiet className="max-md:hidden" />
          <Time value={step.at} mode="time" quiet className="md:hidden" />
        </span>
        <span>
          <Chip tone={tone}>{KIND_WORDS[step.kind]}</Chip>
        </span>
        <div className="min-w-0 max-md:col-start-2">
          <Sentence step={step} />
          <Details step={step} />
        </div>
        <span className="flex gap-1 max-md:col-start-2 print:hidden">
          {step.run && (
            <Button
              size="sm"
              variant="quiet"
              aria-expanded={open}
              icon={<ChevronRight className={cn("transition-transform", open && "rotate-90")} />}
              onClick={() => setOpen(!open)}
            >
              {open ? "Close" : "Open"}
              <span className="sr-only"> the {step.count} events</span>
            </Button>
          )}
          {step.event && !step.run && (
            <Button size="sm" variant="quiet" aria-expanded={bytes} onClick={() => setBytes(!bytes)}>
              <span className="mono">{step.event}</span>
              <span className="sr-only">: its bytes</span>
            </Button>
          )}
          {step.source && <SourceLink incidentRef={incidentRef} source={step.source} />}
        </span>
      </div>
      {bytes && step.event && (
        <div className="mt-2 md:pl-[19.5rem]">
          <RawBytes incidentRef={incidentRef} eventId={step.event} onClose={() => setBytes(false)} />
        </div>
      )}
      {open && step.run && <Run incidentRef={incidentRef} run={step.run} at={at} />}
    </li>
  );
}

/** What nothing ties to the incident takes as little room as it can, and still opens. */
function Others({ incidentRef, step, at }: ChainStepProps) {
  const [open, setOpen] = useState(false);
  return (
    <li className="border-line border-b py-0.5">
      <div className="flex flex-wrap items-baseline gap-x-2 text-ink-3 text-sm md:pl-[19.5rem]">
        <span aria-hidden="true">⋯</span>
        <span className="min-w-0">
          {step.principal ?? step.actor ?? "AI systems"}: {stepWords(step)}
        </span>
        {step.run && (
          <button
            type="button"
            aria-expanded={open}
            className="underline-quiet rounded-xs print:hidden"
            onClick={() => setOpen(!open)}
          >
            {open ? "close" : "open"}
            <span className="sr-only"> the {step.count} events</span>
          </button>
        )}
        {!step.run && step.event && <span className="mono">{step.event}</span>}
      </div>
      {open && step.run && <Run incidentRef={incidentRef} run={step.run} at={at} />}
    </li>
  );
}

function Sentence({ step }: { step: ChainStepView }) {
  const Icon = step.actorKind === "agent" ? Bot : User;
  const who = step.principal ?? step.actor;
  return (
    <p className="break-words">
      {step.class && <ClassMark accessClass={step.class} />} <span className="font-medium">{stepWords(step)}</span>
      {who !== null && (
        <span
          className={cn(
            "ml-2 inline-flex items-baseline gap-1",
            step.actorKind === "agent" ? "text-agent" : "text-ink-2",
          )}
        >
          <Icon aria-hidden="true" className="size-3 self-center" />
          {who}
          {step.onBehalfOf && <span className="text-ink-2"> for {step.onBehalfOf}</span>}
        </span>
      )}
      {who === null && step.event && (
        <span className="ml-2">
          <Unknown>the log names nobody</Unknown>
        </span>
      )}
    </p>
  );
}

function Details({ step }: { step: ChainStepView }) {
  const resources = step.resources.filter((one) => !step.action?.includes(one));
  const parts = [
    step.count > 1 && (
      <span key="until">
        until <Time value={step.until} mode="time" quiet />
      </span>
    ),
    step.assets.length > 0 && <span key="assets">{step.assets.join(", ")}</span>,
    step.assets.length === 0 && resources.length > 0 && (
      <span key="to" className="mono break-all">
        {resources.join(", ")}
      </span>
    ),
    step.outcome !== null && step.outcome !== "success" && (
      <span key="outcome" className="text-unknown">
        {step.outcome === "unknown" ? "outcome unknown" : step.outcome}
      </span>
    ),
    step.approval && (
      <span key="approval" className={step.approval.event ? "text-verified" : "text-unknown"}>
        {step.approval.event ? `approved in ${step.approval.event}` : "no approval on record"}
      </span>
    ),
    tieWords(step) && <span key="tie">{tieWords(step)}</span>,
    step.recordedBy && <span key="by">recorded by {step.recordedBy}</span>,
  ].filter(Boolean);
  if (parts.length === 0) return null;
  return (
    <p className="text-ink-3 text-sm">
      {parts.map((part, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts have no order of their own
        <span key={i}>
          {i > 0 && " · "}
          {part}
        </span>
      ))}
    </p>
  );
}

function SourceLink({ incidentRef, source }: { incidentRef: string; source: NonNullable<ChainStepView["source"]> }) {
  if (source.kind === "window") return null;
  return (
    <Link
      href={`/incidents/${incidentRef}/timeline#tl-${source.id}`}
      className="underline-quiet text-sm"
      prefetch={false}
    >
      in the timeline
    </Link>
  );
}

/** Each event of a step, on demand. */
function Run({ incidentRef, run, at }: { incidentRef: string; run: string; at: string | undefined }) {
  const pages = useInfiniteQuery(chainRun(incidentRef, run, at));
  if (pages.isPending) return <SkeletonRows rows={3} label="Loading the events" />;
  if (pages.isError) return <FailedState title="The events could not be loaded." {...failedQuery(pages)} />;
  return (
    <div className="mt-1.5 border-line-strong border-l-2 pl-3 md:ml-[9.5rem]">
      <ol>
        {pages.data.pages
          .flatMap((page) => page.data)
          .map((step) => (
            <ChainStep key={step.id} incidentRef={incidentRef} step={step} at={at} />
          ))}
      </ol>
      {pages.hasNextPage && (
        <Button className="my-1.5" size="sm" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          Show more
        </Button>
      )}
    </div>
  );
}
