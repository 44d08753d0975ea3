"use client";

import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Unknown } from "@/components/ui/figures";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { UnresolvedActor } from "@/lib/people/identity-views";
import { ResolveForm } from "./resolve-form";

interface UnresolvedTableProps {
  incident: string;
  rows: readonly UnresolvedActor[];
  count: number;
  uncounted: boolean;
  editable: boolean;
}

const KINDS = { human: "person", agent: "AI system", service: "service", unknown: null } as const;

/** By how many accesses in a window are judged by who they are. */
export function UnresolvedTable({ incident, rows, count, uncounted, editable }: UnresolvedTableProps) {
  const [asked, setAsked] = useState<string | null>(null);
  return (
    <section aria-labelledby="unresolved">
      <h2 id="unresolved" className="mb-1 font-semibold">
        Nobody has said who these are <span className="font-normal text-ink-3">{count.toLocaleString("en")}</span>
      </h2>
      <Table caption="Unresolved names, those that decide most accesses first" className="min-w-160">
        <THead>
          <tr>
            <Th className="w-[34%]">As logs write it</Th>
            <Th>In</Th>
            <Th numeric>Accesses it decides</Th>
            <Th numeric>Events</Th>
            <Th>First and last</Th>
            {editable && (
              <Th>
                <span className="sr-only">Actions</span>
              </Th>
            )}
          </tr>
        </THead>
        <tbody>
          {rows.map((row) => (
            <Tr key={row.value}>
              <Td>
                <span className="mono break-all">{row.value}</span>
                {KINDS[row.kind] && <span className="text-ink-3"> {KINDS[row.kind]}, says the log</span>}
                {row.labels[0] && <span className="block break-all text-ink-3 text-sm">{row.labels[0]}</span>}
              </Td>
              <Td>
                <span className="flex flex-wrap gap-1">
                  {row.systems.map((system) => (
                    <Chip key={system} mono>
                      {system}
                    </Chip>
                  ))}
                </span>
              </Td>
              <Td numeric className={row.accesses > 0 ? "text-exposed" : "text-ink-3"}>
                {row.accesses.toLocaleString("en")}
              </Td>
              <Td numeric>
                {uncounted ? (
                  <Unknown />
                ) : (
                  <Link
                    href={`/incidents/${incident}/evidence?actor=${encodeURIComponent(row.value)}`}
                    className="underline-quiet"
                    aria-label={`${row.events} events of ${row.value}`}
                  >
                    {row.events.toLocaleString("en")}
                  </Link>
                )}
              </Td>
              <Td className="text-ink-2">
                {row.first && row.last ? (
                  <>
                    <Time value={row.first} mode="short" /> to <Time value={row.last} mode="short" />
                  </>
                ) : (
                  <Unknown />
                )}
              </Td>
              {editable && (
                <Td>
                  <Button size="sm" aria-label={`Say who ${row.value} is`} onClick={() => setAsked(row.value)}>
                    Say who
                  </Button>
                </Td>
              )}
            </Tr>
          ))}
        </tbody>
      </Table>
      {count > rows.length && (
        <p className="mt-2 text-ink-2">
          The first {rows.length.toLocaleString("en")} are listed; the others decide no more accesses than the last of
          them.
        </p>
      )}
      <Dialog open={asked !== null} onOpenChange={(open) => !open && setAsked(null)}>
        {asked !== null && (
          <DialogContent title={`Who is ${asked}?`} description="The name is an alias from then on, in every incident.">
            <ResolveForm actor={asked} onDone={() => setAsked(null)} />
          </DialogContent>
        )}
      </Dialog>
    </section>
  );
}
