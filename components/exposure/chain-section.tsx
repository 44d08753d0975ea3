"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useCallback, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Time, ZoneName } from "@/components/ui/time";
import { failedQuery } from "@/lib/api/failed-query";
import type { ChainStepView, ChainView } from "@/lib/exposure/chain-views";
import { chainPages } from "@/lib/exposure/queries";
import { ChainStep } from "./chain-step";
import { viewParsers } from "./view-state";
import { plural } from "./words";

/** What AI systems did, what people made of it, and what was accessed: a sequence to read from top to bottom. */
export function ChainSection({ incidentRef }: { incidentRef: string }) {
  const [{ at, chain }, setView] = useQueryStates(viewParsers);
  const heading = useRef<HTMLHeadingElement>(null);
  const [seen, onSight] = useInSight();
  const pages = useInfiniteQuery({
    ...chainPages(incidentRef, { at: at ?? undefined, from: chain ?? undefined }),
    enabled: seen || chain !== null,
  });
  useEffect(() => {
    if (!chain) return;
    heading.current?.scrollIntoView({ block: "start" });
    heading.current?.focus({ preventScroll: true });
  }, [chain]);
  const steps = pages.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <section ref={onSight} aria-labelledby="chain" className="mt-6">
      <div className="mb-1 flex flex-wrap items-baseline gap-3">
        <h2 ref={heading} id="chain" tabIndex={-1} className="scroll-mt-16 font-semibold outline-none">
          Agent chain
        </h2>
        <span className="text-ink-3">
          what AI systems did, what followed, and what was accessed; times in <ZoneName />
        </span>
        {chain && (
          <Button size="sm" onClick={() => void setView({ chain: null })}>
            From the first step
          </Button>
        )}
      </div>
      {pages.isPending && <SkeletonRows rows={6} label="Loading the agent chain" />}
      {pages.isError && <FailedState title="The agent chain could not be loaded." {...failedQuery(pages)} />}
      {pages.data && !steps.some(isTold) && <NoAgent steps={steps} />}
      {steps.length > 0 && (
        <>
          <Basis basis={pages.data?.pages[0]?.basis ?? null} steps={steps} />
          <ol className="mt-1 border-line border-t">
            {steps.map((step) => (
              <ChainStep key={step.id} incidentRef={incidentRef} step={step} at={at ?? undefined} />
            ))}
          </ol>
        </>
      )}
      {pages.hasNextPage && (
        <div className="mt-2 text-center print:hidden">
          <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            Show more steps
          </Button>
        </div>
      )}
    </section>
  );
}

const AHEAD = "400px";

/** Whether the element has come near to what is in sight: what stands far below is not asked for before. */
function useInSight(): [boolean, (element: Element | null) => (() => void) | undefined] {
  const [seen, setSeen] = useState(false);
  const onSight = useCallback((element: Element | null) => {
    if (!element) return undefined;
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && setSeen(true),
      { rootMargin: AHEAD },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [seen, onSight];
}

/** Beside windows and what nothing ties to the incident, there is something to read. */
function isTold({ kind }: ChainStepView): boolean {
  return kind !== "others" && kind !== "window_opened" && kind !== "window_closed";
}

function NoAgent({ steps }: { steps: readonly ChainStepView[] }) {
  const others = steps.reduce((sum, step) => sum + (step.kind === "others" ? step.count : 0), 0);
  return (
    <EmptyState title="No action of an AI system is tied to this incident.">
      {others > 0
        ? `The logs hold ${plural(others, "event")} of AI systems, none of which touched an exposed asset. Cite the one that mattered in an entry of the timeline, and its session is told here.`
        : "Import the logs of the AI systems that took part, or say in Assets & people which accounts are theirs."}
    </EmptyState>
  );
}

/** What "no approval on record" rests on: never more than what the sources cover. */
function Basis({ basis, steps }: { basis: ChainView["basis"]; steps: readonly ChainStepView[] }) {
  if (!basis?.length || !steps.some((step) => step.approval?.event === null)) return null;
  const approvals = basis.reduce((sum, source) => sum + source.approvals, 0);
  return (
    <p className="max-w-[90ch] text-ink-2 text-sm">
      “No approval on record” rests on{" "}
      {basis.map((source, i) => (
        <span key={source.source}>
          {i > 0 && ", "}
          <span className="mono">{source.filename}</span>
          {source.from && source.until && (
            <>
              {" "}
              (<Time value={source.from} mode="short" quiet /> to <Time value={source.until} mode="short" quiet />)
            </>
          )}
        </span>
      ))}
      .{" "}
      {approvals === 0
        ? "Not one event in them is an approval, so approvals may be kept in a log that is not here."
        : `${plural(approvals, "event")} in them ${approvals === 1 ? "approves or refuses" : "approve or refuse"} something; an approval given elsewhere would not be seen.`}
    </p>
  );
}
