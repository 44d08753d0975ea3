"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { SectionHeading } from "@/components/ui/definition-rows";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { historyOfAgent } from "@/lib/agents/queries";
import { failedQuery } from "@/lib/api/failed-query";

const FIRST = 8;

/** What was recorded of it, the latest first; nothing of it can be changed. */
export function HistorySection({ id }: { id: string }) {
  const query = useQuery(historyOfAgent(id));
  const [all, setAll] = useState(false);
  const events = query.data?.data ?? [];
  const shown = all ? events : events.slice(0, FIRST);
  return (
    <section aria-labelledby="agent-history">
      <SectionHeading id="agent-history">History</SectionHeading>
      {query.isPending && <SkeletonRows rows={4} label="Loading its history" />}
      {query.isError && <FailedState title="Its history could not be loaded." {...failedQuery(query)} />}
      <ol>
        {shown.map(({ id: key, text, at, by, incident }) => (
          <li key={key} className="border-line border-b py-1.25">
            {text}
            <span className="block text-ink-3 text-sm">
              <Time value={at} quiet /> · {by}
              {incident && (
                <>
                  {" · "}
                  <Link href={`/incidents/${incident}`} className="underline-quiet">
                    {incident}
                  </Link>
                </>
              )}
            </span>
          </li>
        ))}
      </ol>
      {!all && events.length > FIRST && (
        <Button size="sm" variant="quiet" className="mt-1" onClick={() => setAll(true)}>
          {events.length - FIRST} earlier
        </Button>
      )}
    </section>
  );
}
