"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { failedQuery } from "@/lib/api/failed-query";
import type { PrivacyInput } from "@/lib/severity/enisa";
import type { PrivacySuggestionView } from "@/lib/severity/enisa-view";
import { privacySuggestionOf } from "@/lib/severity/queries";

interface PrivacySuggestionProps {
  incidentRef: string;
  editable: boolean;
  onUse: (value: PrivacyInput) => void;
}

const TERMS: Record<keyof PrivacyInput, string> = {
  dpc: "Data",
  ei: "How easily people are identified",
  confidentiality: "Confidentiality lost",
  integrity: "Integrity lost",
  availability: "Availability lost",
  malicious: "Malicious intent",
};

/** What inventory and exposure answer suggest for the gauge, term by term, with its range and why. */
export function PrivacySuggestion({ incidentRef, editable, onUse }: PrivacySuggestionProps) {
  const suggestion = useQuery(privacySuggestionOf(incidentRef));
  if (suggestion.isPending) return <SkeletonRows rows={3} label="Loading what the evidence suggests" />;
  if (suggestion.isError) {
    return <FailedState title="What the evidence suggests could not be loaded." {...failedQuery(suggestion)} />;
  }
  const { terms, score, band, flags, computedAt } = suggestion.data;
  if (!score || !band) {
    return (
      <p className="text-ink-2 text-sm">
        Nothing is suggested: no personal data is listed.{" "}
        <Link href={`/incidents/${incidentRef}/data`} className="underline underline-offset-3">
          List the affected data
        </Link>
      </p>
    );
  }
  return (
    <div className="rounded-md border border-line bg-sunk p-3">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <p className="font-medium">
          The evidence suggests {rangeText(score)}, {bandText(band)}
        </p>
        {computedAt && (
          <span className="text-ink-3 text-sm">
            answer of <Time value={computedAt} quiet />
          </span>
        )}
        {editable && (
          <Button size="sm" className="ml-auto" onClick={() => onUse(worstOf(terms))}>
            Use the highest
          </Button>
        )}
      </div>
      <dl className="mt-1.5 grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[13rem_5rem_minmax(0,1fr)]">
        {terms.map(({ term, low, high, reason, to }) => (
          <div key={term} className="contents">
            <dt className="text-ink-2">{TERMS[term]}</dt>
            <dd className={low === high ? undefined : "text-unknown"}>
              {term === "malicious" ? (high > 0 ? "yes" : "not seen") : rangeText({ low, high })}
            </dd>
            <dd className="text-ink-2">
              <Link href={`/incidents/${incidentRef}/${to}`} className="underline-quiet">
                {reason}
              </Link>
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-1.5 text-ink-3 text-sm">
        More than 100 people: {flags.over100}. Unintelligible to who got it: {flags.unintelligible}. The method looks
        neither at how long it lasted nor at how it was found.
      </p>
    </div>
  );
}

function rangeText({ low, high }: { low: number; high: number }): string {
  return low === high ? String(low) : `${low} to ${high}`;
}

function bandText({ low, high }: NonNullable<PrivacySuggestionView["band"]>): string {
  const words = (band: string) => band.replace("_", " ");
  return low === high ? words(low) : `${words(low)} to ${words(high)}`;
}

/** What is uncertain counts at its worst plausible value, as everywhere in the severity. */
function worstOf(terms: PrivacySuggestionView["terms"]): PrivacyInput {
  const high = (term: keyof PrivacyInput) => terms.find((one) => one.term === term)?.high ?? 0;
  return {
    dpc: high("dpc") as PrivacyInput["dpc"],
    ei: high("ei") as PrivacyInput["ei"],
    confidentiality: high("confidentiality") as PrivacyInput["confidentiality"],
    integrity: high("integrity") as PrivacyInput["integrity"],
    availability: high("availability") as PrivacyInput["availability"],
    malicious: high("malicious") > 0,
  };
}
