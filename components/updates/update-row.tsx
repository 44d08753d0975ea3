"use client";

import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Time } from "@/components/ui/time";
import { AUDIENCE_WORDS } from "@/lib/updates/model";
import type { UpdateView } from "@/lib/updates/views";

interface UpdateRowProps {
  incidentRef: string;
  update: UpdateView;
  /** Left out where the reader may not see to whom it went. */
  onDeliveries: ((update: UpdateView) => void) | undefined;
}

/** One update, word for word as it was sent. */
export function UpdateRow({ incidentRef, update, onDeliveries }: UpdateRowProps) {
  const { ref, state, body, audience, sentAt, sentBy, nextAt, severity, phase } = update;
  return (
    <li id={`update-${ref}`} className="scroll-mt-16 border-line border-b py-3.5 target:bg-hover">
      <article aria-label={`Update ${ref}`}>
        <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <a
            href={`#update-${ref}`}
            data-list-item
            className="mono rounded-xs text-ink-3 text-sm hover:underline hover:underline-offset-3"
          >
            {ref}
          </a>
          <h2 className="min-w-0 flex-1 basis-64 font-semibold text-md">{state}</h2>
          <Chip>to {AUDIENCE_WORDS[audience]}</Chip>
        </div>
        <p className="mt-0.5 text-ink-2 text-sm">
          <Time value={sentAt} mode="datetime" /> · {sentBy} · {severity ?? "severity not sure yet"}, {phase} then
        </p>
        <p className="mt-2 max-w-[75ch] whitespace-pre-line break-words">{body}</p>
        <p className="mt-2 text-ink-2 text-sm">
          {nextAt ? (
            <>
              Next update promised for <Time value={nextAt} mode="datetime" precision="minute" />
            </>
          ) : (
            "No further update was promised"
          )}{" "}
          · <Reach update={update} onDeliveries={onDeliveries} />
        </p>
        {update.claims.map((claim) => (
          <Claim key={claim.id} incidentRef={incidentRef} claim={claim} reason={update.claimReason} />
        ))}
      </article>
    </li>
  );
}

function Reach({ update, onDeliveries }: Pick<UpdateRowProps, "update" | "onDeliveries">) {
  const { reach, deliveries, ref } = update;
  const left = reach.mail + reach.webhook;
  const failed = deliveries.gave_up + deliveries.withheld;
  const parts = [
    count(reach.people, "person in the app", "people in the app"),
    reach.mail > 0 ? count(reach.mail, "mail") : "",
    reach.webhook > 0 ? count(reach.webhook, "webhook") : "",
  ];
  return (
    <>
      went to {parts.filter(Boolean).join(", ")}
      {deliveries.waiting > 0 && <span className="text-unknown"> · {deliveries.waiting} waiting</span>}
      {failed > 0 && <span className="text-exposed"> · {failed} not delivered</span>}
      {left > 0 && onDeliveries && (
        <Button size="sm" variant="quiet" aria-label={`Deliveries of ${ref}`} onClick={() => onDeliveries(update)}>
          Deliveries…
        </Button>
      )}
    </>
  );
}

interface ClaimProps {
  incidentRef: string;
  claim: UpdateView["claims"][number];
  reason: string | null;
}

/** What it rests on: how the claim stood when the update was sent, and how it stands now. */
function Claim({ incidentRef, claim, reason }: ClaimProps) {
  const wrong = claim.standing === "contradicted" || claim.standingNow === "contradicted";
  return (
    <p className={`mt-1 text-sm ${wrong ? "text-exposed" : "text-ink-2"}`}>
      {claim.how === "words" ? "Repeats" : "Rests on"}{" "}
      <a href={`/incidents/${incidentRef}/claims#claim-${claim.ref}`} className="mono underline underline-offset-3">
        {claim.ref}
      </a>
      , {claim.standing} when it was sent
      {claim.standingNow !== claim.standing && `, ${claim.standingNow ?? "withdrawn"} now`}
      {claim.standing === "contradicted" && reason ? `. Sent all the same: ${reason}` : "."}
    </p>
  );
}

function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
}
