"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { FailedState } from "@/components/ui/failed-state";
import { Time } from "@/components/ui/time";
import { dueAgents } from "@/lib/agents/queries";
import type { DueView } from "@/lib/agents/views";
import { failedQuery } from "@/lib/api/failed-query";

const WORDS: Record<DueView["kind"], { text: string; anchor: string; tone: string }> = {
  stop_failed: { text: "its stop failed when it was tested", anchor: "#stop", tone: "text-exposed" },
  assessment_over: { text: "works on an access approval that has ended", anchor: "#access", tone: "text-exposed" },
  assessment_waits: { text: "an access assessment waits for a decision", anchor: "#access", tone: "text-unknown" },
  assessment_none: { text: "works without an access assessment", anchor: "#access", tone: "text-unknown" },
  assessment_ends: { text: "its access approval ends soon", anchor: "#access", tone: "text-ink-2" },
  stop_untested: { text: "nobody has tested its stop for a quarter", anchor: "#stop", tone: "text-unknown" },
};

/** What somebody has to see to, the worst first. Says nothing where nothing is due. */
export function DueList({ most }: { most?: number }) {
  const due = useQuery(dueAgents());
  if (due.isError) return <FailedState title="What is due could not be loaded." {...failedQuery(due)} />;
  const all = due.data?.data ?? [];
  if (all.length === 0) return null;
  const shown = most ? all.slice(0, most) : all;
  return (
    <section aria-labelledby="due-agents" className="mb-4">
      <h2 id="due-agents" className="mb-1 font-semibold text-ink-2 text-sm">
        AI systems that need somebody <span className="font-normal text-ink-3">{all.length}</span>
      </h2>
      <ul className="rounded-lg border border-line bg-panel">
        {shown.map(({ aiSystem, kind, at }) => {
          const { text, anchor, tone } = WORDS[kind];
          return (
            <li key={aiSystem.id + kind} className="border-line border-b last:border-b-0">
              <Link
                href={`/agents/${aiSystem.id}${anchor}`}
                className="flex flex-wrap items-baseline gap-x-2 px-3 py-1.5 hover:bg-sunk pointer-coarse:py-2.5"
              >
                <span className="font-medium">{aiSystem.name}</span>
                <span className={tone}>
                  {kind === "stop_untested" && !at ? "nobody has ever tested its stop" : text}
                </span>
                {at && (
                  <span className="ml-auto text-ink-3">
                    <Time value={at} mode="relative" quiet />
                  </span>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
      {all.length > shown.length && (
        <Link href="/agents" className="underline-quiet mt-1 inline-block text-ink-2 text-sm">
          {all.length - shown.length} more
        </Link>
      )}
    </section>
  );
}
