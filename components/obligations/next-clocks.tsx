"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { SectionHeading } from "@/components/ui/definition-rows";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Remaining, Time } from "@/components/ui/time";
import { failedQuery } from "@/lib/api/failed-query";
import { runningClocksQuery } from "@/lib/obligations/queries";
import type { RunningClockView } from "@/lib/obligations/views";

/** Regulatory clocks that run out next, in whatever incident. */
export function NextClocks({ most }: { most: number }) {
  const list = useQuery(runningClocksQuery());
  return (
    <section>
      <SectionHeading>Clocks that run out next</SectionHeading>
      {list.isPending && <SkeletonRows rows={2} label="Loading the clocks" />}
      {list.isError && <FailedState title="The clocks could not be loaded." {...failedQuery(list)} />}
      {list.isSuccess && list.data.data.length === 0 && (
        <p className="py-2 text-ink-2">
          No regulatory clock runs. One starts when its time, such as “aware”, is named in an incident.
        </p>
      )}
      <ul>
        {list.data?.data.slice(0, most).map((clock) => (
          <ClockRow key={`${clock.incident} ${clock.rule}`} clock={clock} />
        ))}
      </ul>
    </section>
  );
}

function ClockRow({ clock }: { clock: RunningClockView }) {
  const { incident, title, mode, rule, name, dueAt, decision } = clock;
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 border-line border-b py-1.5">
      <span className="w-28 shrink-0 font-semibold">
        {clock.clock === "overdue" && <span className="text-exposed">ran out </span>}
        <Remaining until={dueAt} />
      </span>
      <Link
        href={`/incidents/${incident}/obligations#obligation-${rule}`}
        data-list-item
        className="min-w-0 rounded-xs hover:underline hover:underline-offset-3"
      >
        {name}
      </Link>
      {decision === "undecided" && <span className="text-sm text-unknown">if it applies</span>}
      <span className="min-w-0 flex-1 truncate text-ink-2 text-sm">
        {incident} {title}
        {mode === "drill" && " (drill)"}
      </span>
      <span className="text-ink-2 text-sm">
        <Time value={dueAt} quiet />
      </span>
    </li>
  );
}
