"use client";

import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Unknown } from "@/components/ui/figures";
import { Time } from "@/components/ui/time";
import type { ClaimView } from "@/lib/claims/views";
import { SPEAKER_WORDS } from "@/lib/claims/words";
import { Judgements } from "./judgements";
import { StandingMark } from "./standing-mark";

export type ClaimAction = "decide" | "correct" | "withdraw" | "history";

interface ClaimRowProps {
  incidentRef: string;
  claim: ClaimView;
  editable: boolean;
  onAction: (action: ClaimAction, claim: ClaimView) => void;
}

/** One claim: the words as they were said, who said them, and what the evidence says of them. */
export function ClaimRow({ incidentRef, claim, editable, onAction }: ClaimRowProps) {
  const act = (action: ClaimAction) => () => onAction(action, claim);
  return (
    <li
      id={`claim-${claim.ref}`}
      className={cn("scroll-mt-16 border-line border-b py-3 target:bg-hover", claim.withdrawn && "text-ink-3")}
    >
      <article aria-label={`Claim ${claim.ref}`}>
        <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <span className="mono text-ink-3 text-sm">{claim.ref}</span>
          <blockquote className={cn("min-w-0 flex-1 basis-64 font-medium text-md", claim.withdrawn && "line-through")}>
            <button
              type="button"
              data-list-item
              onClick={act("history")}
              aria-label={`History of ${claim.ref}: ${claim.words}`}
              className="whitespace-pre-line rounded-xs text-left hover:underline hover:decoration-line-strong hover:underline-offset-3"
            >
              “{claim.words}”
            </button>
          </blockquote>
          {claim.withdrawn ? (
            <span>withdrawn</span>
          ) : (
            <StandingMark standing={claim.standing} className="font-medium" />
          )}
        </div>
        <div className="flex flex-wrap items-start gap-x-4 gap-y-1">
          <Said claim={claim} />
          {editable && !claim.withdrawn && (
            <div className="ml-auto flex flex-wrap gap-1">
              <Button size="sm" aria-label={`Decide ${claim.ref}`} onClick={act("decide")}>
                Decide…
              </Button>
              <Button size="sm" variant="quiet" aria-label={`Correct ${claim.ref}`} onClick={act("correct")}>
                Correct…
              </Button>
              <Button size="sm" variant="quiet" aria-label={`Withdraw ${claim.ref}`} onClick={act("withdraw")}>
                Withdraw…
              </Button>
            </div>
          )}
        </div>
        {claim.asserts && !claim.withdrawn && (
          <p className="mt-1 text-sm">
            <span className="text-ink-3">Read as:</span> {claim.asserts}.
          </p>
        )}
        {claim.conflicts.map(({ claim: id, ref, over }) => (
          <p key={id} className="mt-1 text-exposed text-sm">
            Contradicts{" "}
            <a href={`#claim-${ref}`} className="mono underline underline-offset-3">
              {ref}
            </a>
            : they differ over {over}.
          </p>
        ))}
        {claim.repeatedIn.map(({ update, audience, sentAt, reason }) => (
          <p key={update} className={cn("mt-1 text-sm", claim.standing === "contradicted" && "text-exposed")}>
            Repeated in{" "}
            <a
              href={`/incidents/${incidentRef}/updates#update-${update}`}
              className="mono underline underline-offset-3"
            >
              {update}
            </a>{" "}
            to {audience}, <Time value={sentAt} mode="datetime" />
            {reason ? `, although contradicted: ${reason}` : "."}
          </p>
        ))}
        {!claim.withdrawn && <Judgements incidentRef={incidentRef} claim={claim} />}
      </article>
    </li>
  );
}

function Said({ claim }: { claim: ClaimView }) {
  const { speaker, speakerKind, saidIn, saidAt, precision, link, correctedBecause, recordedBy, recordedAt } = claim;
  return (
    <p className="mt-0.5 min-w-0 flex-1 basis-72 text-ink-2 text-sm">
      {speaker}
      {speaker.toLowerCase() !== SPEAKER_WORDS[speakerKind] &&
        speakerKind !== "other" &&
        `, ${SPEAKER_WORDS[speakerKind]}`}
      {saidIn && <> · {saidIn}</>} ·{" "}
      {saidAt ? <Time value={saidAt} precision={precision} mode="datetime" /> : <Unknown>time unknown</Unknown>}
      {link && (
        <>
          {" "}
          ·{" "}
          <a href={link} rel="noreferrer noopener" target="_blank" className="underline-quiet">
            source
          </a>
        </>
      )}
      {correctedBecause && (
        <span className="block text-ink-3">
          {claim.withdrawn ? "Withdrawn" : "Corrected"} by {recordedBy}, <Time value={recordedAt} quiet />:{" "}
          {correctedBecause}
        </span>
      )}
    </p>
  );
}
