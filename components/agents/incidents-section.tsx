"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { SectionHeading } from "@/components/ui/definition-rows";
import { FailedState } from "@/components/ui/failed-state";
import { Unknown } from "@/components/ui/figures";
import { SkeletonRows } from "@/components/ui/skeleton";
import { incidentsOfAgent } from "@/lib/agents/queries";
import { ROLE_WORDS } from "@/lib/agents/words";
import { failedQuery } from "@/lib/api/failed-query";

/** What it caused or was involved in. */
export function IncidentsSection({ id }: { id: string }) {
  const query = useQuery(incidentsOfAgent(id));
  const rows = query.data?.data ?? [];
  return (
    <section aria-labelledby="incidents-of-agent">
      <SectionHeading id="incidents-of-agent" count={rows.length || undefined}>
        Incidents
      </SectionHeading>
      {query.isPending && <SkeletonRows rows={2} label="Loading its incidents" />}
      {query.isError && <FailedState title="Its incidents could not be loaded." {...failedQuery(query)} />}
      {query.isSuccess && rows.length === 0 && (
        <p className="text-ink-2">None that you may see. An incident names its AI systems under Containment.</p>
      )}
      <ul>
        {rows.map(({ ref, title, role, severity, phase }) => (
          <li key={ref} className="border-line border-b">
            <Link href={`/incidents/${ref}/containment`} className="block py-1.25 hover:bg-sunk">
              <span className="mono text-ink-3">{ref}</span> {title}
              <span className="block text-ink-2 text-sm">
                {ROLE_WORDS[role]} · {severity ?? <Unknown>severity not sure</Unknown>} · {phase}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
