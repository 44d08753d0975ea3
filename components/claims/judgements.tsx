import { Unknown } from "@/components/ui/figures";
import { Time } from "@/components/ui/time";
import type { ClaimView } from "@/lib/claims/views";
import { BasisLinks, CitedEvidence } from "./evidence-links";
import { StandingMark } from "./standing-mark";

/** What the evidence said when it was said, what it says now, and what a person decided: side by side. */
export function Judgements({ incidentRef, claim }: { incidentRef: string; claim: ClaimView }) {
  const { asKnownThen, asKnownNow, decision, saidAt, precision } = claim;
  return (
    <dl className="mt-2 grid gap-x-5 gap-y-2 text-sm sm:grid-cols-2">
      <div>
        <dt className="text-ink-3 text-xs">
          As known when it was said{saidAt ? ", " : ""}
          {saidAt && <Time value={saidAt} precision={precision} quiet />}
        </dt>
        <dd>
          {asKnownThen ? (
            <>
              <StandingMark standing={asKnownThen.standing} />
              <span className="block text-ink-2">{asKnownThen.reason}</span>
            </>
          ) : saidAt ? (
            <span className="text-ink-3">being computed</span>
          ) : (
            <Unknown>Nobody knows when it was said.</Unknown>
          )}
        </dd>
      </div>
      <div>
        <dt className="text-ink-3 text-xs">As known now</dt>
        <dd>
          <StandingMark standing={asKnownNow.standing} />
          <span className="block text-ink-2">{asKnownNow.reason}</span>
          <BasisLinks incidentRef={incidentRef} basis={asKnownNow.basis} />
        </dd>
      </div>
      {decision && decision.standing !== "unverified" && (
        <div className="sm:col-span-2">
          <dt className="text-ink-3 text-xs">
            {decision.by} decided, <Time value={decision.at} quiet />
            {claim.standingBy === "evidence" && ", before the evidence did"}
          </dt>
          <dd>
            <StandingMark standing={decision.standing} />
            <span className="block whitespace-pre-line text-ink-2">{decision.reason}</span>
            <CitedEvidence incidentRef={incidentRef} evidence={decision.evidence} />
          </dd>
        </div>
      )}
    </dl>
  );
}
