"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { AssertionKind, Standing } from "@/lib/claims/model";
import { claimList } from "@/lib/claims/queries";
import { STANDING_WORDS } from "@/lib/claims/words";

/** Claims that can be held against the figures of this page. */
const OF_THE_ANSWER: readonly AssertionKind[] = [
  "nobody_accessed",
  "nobody_without_clearance",
  "nothing_exfiltrated",
  "opened_at",
  "closed_at",
  "exposed_for",
  "count",
];
const MARKS: Record<Standing, string> = {
  contradicted: "bg-exposed",
  supported: "rounded-full border-[1.5px] border-verified",
  unverified: "hatch border border-unknown",
  reconciled: "rotate-45 border-[1.5px] border-ink-2",
};

/** What was said of these figures, and how it stands against them. Nothing where nobody has said anything. */
export function ClaimsSection({ incidentRef }: { incidentRef: string }) {
  const claims = useQuery(claimList(incidentRef));
  const all = (claims.data?.data ?? []).filter(({ withdrawn }) => !withdrawn);
  const rows = all.filter(({ assertion }) => assertion !== null && OF_THE_ANSWER.includes(assertion.kind));
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="claims-here" className="mt-6">
      <h2 id="claims-here" className="mb-1 scroll-mt-16 font-semibold">
        What was said of this{" "}
        {rows.length < all.length && (
          <Link href={`/incidents/${incidentRef}/claims`} className="ml-1 font-normal text-ink-2 underline-quiet">
            {rows.length} of {all.length} claims
          </Link>
        )}
      </h2>
      <Table caption="Claims about the exposure" className="md:min-w-200">
        <THead>
          <tr>
            <Th>Stands</Th>
            <Th>Who said</Th>
            <Th>Words</Th>
            <Th>What the evidence says</Th>
            <Th>Said</Th>
          </tr>
        </THead>
        <tbody>
          {rows.map((claim) => (
            <Tr key={claim.id}>
              <Td>
                <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
                  <span aria-hidden="true" className={cn("size-2.25 shrink-0", MARKS[claim.standing])} />
                  {STANDING_WORDS[claim.standing]}
                </span>
              </Td>
              <Td>{claim.speaker}</Td>
              <Td className="max-w-80">
                <Link href={`/incidents/${incidentRef}/claims?claim=${claim.id}`} className="underline-quiet">
                  “{claim.words}”
                </Link>
              </Td>
              <Td className="max-w-96 text-ink-2">{claim.asKnownNow.reason}</Td>
              <Td>
                <Time value={claim.saidAt} precision={claim.precision} mode="short" />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
