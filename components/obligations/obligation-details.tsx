import { Time } from "@/components/ui/time";
import type { ObligationView } from "@/lib/obligations/views";
import { DECISION_WORDS, startOf } from "@/lib/obligations/words";

interface ObligationDetailsProps {
  obligation: ObligationView;
  all: readonly ObligationView[];
}

/** What a rule asks for and of whom, its exceptions and its source, and what was decided before. */
export function ObligationDetails({ obligation, all }: ObligationDetailsProps) {
  const { whoMust, content, exceptions, source, lastVerified, formerDecisions, triggerAt, effectiveFrom } = obligation;
  const fitting = exceptions.filter(({ fits }) => fits);
  return (
    <>
      {fitting.map(({ text }) => (
        <p key={text} className="mt-1 text-sm text-unknown">
          The record looks like this exception: {text} A person decides.
        </p>
      ))}
      <details className="mt-1 text-sm">
        <summary className="cursor-pointer rounded-xs text-ink-2 hover:text-ink">
          What it asks for<span className="sr-only">, {obligation.phase}</span>
        </summary>
        <dl className="mt-1 grid max-w-[80ch] grid-cols-1 gap-x-4 gap-y-1 sm:grid-cols-[7rem_minmax(0,1fr)] [&_dt]:text-ink-3">
          <dt>Who must</dt>
          <dd>{whoMust}</dd>
          <dt>Starts on</dt>
          <dd>
            {startOf(obligation, all)}
            {triggerAt && (
              <>
                , <Time value={triggerAt} mode="datetime" quiet />
              </>
            )}
          </dd>
          <dt>Content</dt>
          <dd>
            <ul className="list-disc pl-4">
              {content.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </dd>
          {exceptions.length > 0 && (
            <>
              <dt>Exceptions</dt>
              <dd>
                <ul className="list-disc pl-4">
                  {exceptions.map(({ text }) => (
                    <li key={text}>{text}</li>
                  ))}
                </ul>
              </dd>
            </>
          )}
          <dt>Source</dt>
          <dd>
            <a href={source.url} rel="noreferrer noopener" target="_blank" className="underline-quiet">
              {source.name}
            </a>
            , last verified on {lastVerified}
            {effectiveFrom && `; in force from ${effectiveFrom}`}
          </dd>
          {formerDecisions.length > 0 && (
            <>
              <dt>Decided before</dt>
              <dd>
                <ul>
                  {formerDecisions.map(({ decision, reason, decidedBy, decidedAt }) => (
                    <li key={decidedAt}>
                      {DECISION_WORDS[decision]}: {reason}{" "}
                      <span className="text-ink-3">
                        {decidedBy}, <Time value={decidedAt} quiet />
                      </span>
                    </li>
                  ))}
                </ul>
              </dd>
            </>
          )}
        </dl>
      </details>
    </>
  );
}
