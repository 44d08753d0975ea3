"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { ReactNode } from "react";
import { Definition, DefinitionRows, SectionHeading } from "@/components/ui/definition-rows";
import { FailedState } from "@/components/ui/failed-state";
import { Notice } from "@/components/ui/notice";
import { Duration, Remaining, Time } from "@/components/ui/time";
import { failedQuery } from "@/lib/api/failed-query";
import { responseOf } from "@/lib/severity/queries";
import type { TargetName } from "@/lib/severity/response";
import type { ResponseView } from "@/lib/severity/response-view";
import { RUBRIC } from "@/lib/severity/rubric";

const TARGET_WORDS: Record<TargetName, string> = {
  commander: "A commander",
  first_update: "A first update",
  contained: "Contained",
  postmortem: "The postmortem,",
};

/** What the severity asks of the response, and whether it was met. */
export function ResponseSection({ incidentRef }: { incidentRef: string }) {
  const response = useQuery(responseOf(incidentRef));
  if (response.isError) {
    return <FailedState title="The response targets could not be loaded." {...failedQuery(response)} />;
  }
  const data = response.data;
  // What waits for triage or was none has nothing to respond to.
  if (!data || ["triage", "declined", "merged"].includes(data.phase)) return null;
  const { level, urgency, urgencyReason, targets, mode } = data;
  return (
    <section>
      <SectionHeading>Response as to {urgency ?? level ?? "SEV1, until it is assessed"}</SectionHeading>
      {urgencyReason && (
        <p className="mb-1 text-ink-2 text-sm">
          One level above {level}: {urgencyReason} The severity stays {level}.
        </p>
      )}
      {mode === "retrospective" && (
        <p className="text-ink-3">Recorded afterwards: there was no response here to measure.</p>
      )}
      {mode !== "retrospective" && targets.length === 0 && (
        <p className="text-ink-3">Nothing is asked within a time, but the due times of its tasks.</p>
      )}
      <DefinitionRows>
        {targets.map((target) => (
          <Definition key={target.target} term={`${TARGET_WORDS[target.target]} ${target.asks}`}>
            <State target={target} />
          </Definition>
        ))}
      </DefinitionRows>
    </section>
  );
}

function State({ target }: { target: ResponseView["targets"][number] }): ReactNode {
  const { state, dueAt, metAt } = target;
  if (state === "unnamed") return <span className="text-unknown">nobody named when</span>;
  if (state === "running") return <Remaining until={dueAt} />;
  if (state === "overdue") {
    return (
      <span className="text-exposed">
        overdue since <Time value={dueAt} mode="short" quiet />
      </span>
    );
  }
  if (state === "met") return <span className="text-verified">met</span>;
  return (
    <span className="text-exposed">
      <Duration ms={Date.parse(metAt ?? dueAt) - Date.parse(dueAt)} /> late
    </span>
  );
}

/** Asks for another assessment, with the facts that moved. Nothing while none did. */
export function ReassessNotice({ incidentRef }: { incidentRef: string }) {
  const { data } = useQuery(responseOf(incidentRef));
  if (!data || data.changed.length === 0) return null;
  return (
    <Notice
      kind="unknown"
      className="mt-3"
      title={`Assess it again: ${data.changed.length === 1 ? "a fact has" : `${data.changed.length} facts have`} changed since`}
    >
      <ul className="mt-0.5">
        {data.changed.map(({ factor, assessed, now, reason, to }) => (
          <li key={factor}>
            <Link href={`/incidents/${incidentRef}${to === "timeline" ? "" : `/${to}`}`} className="underline-quiet">
              {RUBRIC[factor].name}
            </Link>{" "}
            was {assessed ?? "unknown"}, the record says {now}: {reason}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
