"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { SectionHeading } from "@/components/ui/definition-rows";
import { claimList } from "@/lib/claims/queries";

const MOST = 3;

/** In the room's rail: what is being said that the evidence contradicts. Loaded only where there is such a claim. */
export function ContradictedClaims({ incidentRef }: { incidentRef: string }) {
  const { data } = useQuery(claimList(incidentRef));
  const claims = data?.data.filter((claim) => claim.standing === "contradicted" && !claim.withdrawn) ?? [];
  if (claims.length === 0) return null;
  const href = `/incidents/${incidentRef}/claims`;
  return (
    <section>
      <SectionHeading count={claims.length}>Contradicted claims</SectionHeading>
      <ul>
        {claims.slice(0, MOST).map(({ id, ref, words, speaker }) => (
          <li key={id}>
            <Link
              href={`${href}#claim-${ref}`}
              className="flex w-full gap-2 border-line border-b py-1.25 hover:bg-sunk pointer-coarse:py-2.5"
            >
              <span aria-hidden="true" className="mt-1.25 size-2.25 shrink-0 bg-exposed" />
              <span className="min-w-0">
                <span className="line-clamp-2">“{words}”</span>
                <span className="block text-ink-3 text-sm">{speaker}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {claims.length > MOST && (
        <Link href={`${href}?standing=contradicted`} className="mt-1 inline-block text-ink-2 text-sm underline-quiet">
          {claims.length - MOST} more
        </Link>
      )}
    </section>
  );
}
