"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Table, THead, Th } from "@/components/ui/table";
import { failedQuery } from "@/lib/api/failed-query";
import { recipientPages } from "@/lib/data/queries";
import type { RecipientSummary, RecipientView } from "@/lib/data/views";
import { RECIPIENT_WORDS } from "@/lib/data/words";
import { RecipientRow } from "./recipient-row";

// Loaded when it is first wanted: the page opens without it.
const StateDialog = dynamic(() => import("./state-dialog").then((module) => module.StateDialog), { ssr: false });
const StatementsDialog = dynamic(() => import("./statements-dialog").then((module) => module.StatementsDialog), {
  ssr: false,
});

/** One name for a recipient in lists and selections. */
function keyOf({ principal, actor }: RecipientView): string {
  return principal ? `p:${principal}` : `a:${actor ?? ""}`;
}

/** Who without clearance got at the data, by the exposure answer, and what people know of them. */
export function RecipientsSection({ incidentRef, editable }: { incidentRef: string; editable: boolean }) {
  const pages = useInfiniteQuery(recipientPages(incidentRef));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [stating, setStating] = useState<RecipientView[] | null>(null);
  const [reading, setReading] = useState<RecipientView | null>(null);
  if (pages.isPending) return <SkeletonRows rows={3} label="Loading the recipients" />;
  if (pages.isError) {
    return <FailedState className="mt-6" title="The recipients could not be loaded." {...failedQuery(pages)} />;
  }
  const rows = pages.data.pages.flatMap((page) => page.data);
  const summary = pages.data.pages[0]?.summary;
  if (!summary) return null;
  const selected = rows.filter((row) => chosen.has(keyOf(row)));
  const nameable = rows.filter((row) => row.name !== null);
  const choose = (keys: string[], on: boolean) => {
    const next = new Set(chosen);
    for (const key of keys) on ? next.add(key) : next.delete(key);
    setChosen(next);
  };
  return (
    <section aria-labelledby="recipients" className="mt-7">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id="recipients" className="font-semibold">
          Recipients
        </h2>
        <p className="min-w-0 flex-1 text-ink-2 text-sm">
          <Completeness incidentRef={incidentRef} summary={summary} />
        </p>
        {editable && rows.length > 0 && (
          <Button size="sm" disabled={selected.length === 0} onClick={() => setStating(selected)}>
            {selected.length > 0 ? `State about ${selected.length}…` : "State about…"}
          </Button>
        )}
      </div>
      {rows.length > 0 && (
        <Table caption="Recipients" className="mt-2 min-w-200">
          <THead>
            <tr>
              {editable && (
                <Th className="w-8">
                  <Checkbox
                    label="All that are shown"
                    hideLabel
                    checked={nameable.length > 0 && nameable.every((row) => chosen.has(keyOf(row)))}
                    indeterminate={selected.length > 0 && selected.length < nameable.length}
                    onCheckedChange={(on) => choose(nameable.map(keyOf), on)}
                  />
                </Th>
              )}
              <Th>Who</Th>
              <Th>Clearance then</Th>
              <Th>Of what</Th>
              <Th numeric>Accesses</Th>
              <Th>First, last</Th>
              <Th>{RECIPIENT_WORDS.bound_to_secrecy.head}</Th>
              <Th>{RECIPIENT_WORDS.deletion_attested.head}</Th>
            </tr>
          </THead>
          <tbody>
            {rows.map((row) => (
              <RecipientRow
                key={keyOf(row)}
                incidentRef={incidentRef}
                row={row}
                editable={editable}
                chosen={chosen.has(keyOf(row))}
                onChoose={(on) => choose([keyOf(row)], on)}
                onRead={() => setReading(row)}
              />
            ))}
          </tbody>
        </Table>
      )}
      {pages.hasNextPage && (
        <Button className="mt-2" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          Show more
        </Button>
      )}
      <StateDialog
        incidentRef={incidentRef}
        about={stating}
        onClose={(done) => {
          setStating(null);
          if (done) setChosen(new Set());
        }}
      />
      <StatementsDialog incidentRef={incidentRef} row={reading} onClose={() => setReading(null)} />
    </section>
  );
}

function Completeness({ incidentRef, summary }: { incidentRef: string; summary: RecipientSummary }) {
  const { total, identified, complete, why } = summary;
  if (total === 0) {
    return complete ? (
      "Nobody without clearance is seen in the logs of the exposed time."
    ) : (
      <>
        Nobody without clearance is seen, <span className="text-unknown">but that may not be everybody.</span>{" "}
        {why.join(" ")}
      </>
    );
  }
  return (
    <>
      <Link href={`/incidents/${incidentRef}/exposure`} className="underline-quiet">
        {identified.toLocaleString("en")} identified
      </Link>
      {total > identified && ` of ${total.toLocaleString("en")}`}.{" "}
      {complete ? (
        "That is everybody, by complete logs."
      ) : (
        <>
          <span className="text-unknown">That may not be everybody.</span> {why.join(" ")}
        </>
      )}
    </>
  );
}
