"use client";

import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Unknown } from "@/components/ui/figures";
import { Remaining, Time } from "@/components/ui/time";
import type { TimeName } from "@/lib/incidents/model";
import type { ObligationView } from "@/lib/obligations/views";
import { lengthOf, notInForce, startOf } from "@/lib/obligations/words";
import { ObligationDetails } from "./obligation-details";
import type { Opened } from "./obligations-page";

interface ObligationRowProps {
  obligation: ObligationView;
  all: readonly ObligationView[];
  editable: boolean;
  onNameTime: ((name: TimeName) => void) | undefined;
  onOpen: (opened: Opened) => void;
}

/** One duty: whom to tell, how long is left, and what was decided. */
export function ObligationRow({ obligation, all, editable, onNameTime, onOpen }: ObligationRowProps) {
  const { regime, phase, recipient, clock, rule, startsOn } = obligation;
  const name = `${regime}, ${phase}`;
  const time = startsOn.time;
  return (
    <li id={`obligation-${rule}`} className="scroll-mt-16 border-line border-b py-2.5 target:bg-hover">
      <article aria-label={name} className="flex flex-wrap items-start gap-x-4 gap-y-1">
        <div className="min-w-0 flex-1 basis-72">
          <h3 className="font-medium">
            {regime} <span className="font-normal text-ink-2">{phase}</span>
          </h3>
          <p className="text-ink-2 text-sm">
            to {recipient} · {lengthOf(obligation.due)}
          </p>
          <Decision obligation={obligation} />
          <ObligationDetails obligation={obligation} all={all} />
          {clock !== "off" && (
            <button
              type="button"
              aria-label={`Draft the notice of ${name}`}
              onClick={() => onOpen({ step: "notice", obligation })}
              className="mt-1 min-h-6 rounded-xs text-ink-2 text-sm underline-quiet hover:text-ink"
            >
              Draft the notice…
            </button>
          )}
        </div>
        <div className="flex basis-44 flex-col max-sm:basis-full sm:items-end sm:text-right">
          <Left obligation={obligation} all={all} />
        </div>
        {editable && clock !== "off" && (
          <div className="flex basis-56 flex-wrap gap-1 max-sm:basis-full sm:justify-end">
            {clock === "waiting" && time && onNameTime && (
              <Button size="sm" onClick={() => onNameTime(time)} aria-label={`Name the time that starts ${name}`}>
                Name the time…
              </Button>
            )}
            {clock !== "not_applicable" && clock !== "waiting" && (
              <Button
                size="sm"
                aria-label={`Record a submission of ${name}`}
                onClick={() => onOpen({ step: "submit", obligation })}
              >
                Submitted…
              </Button>
            )}
            <Button
              size="sm"
              data-list-item
              aria-label={`Decide ${name}`}
              onClick={() => onOpen({ step: "decide", obligation })}
            >
              Decide…
            </Button>
          </div>
        )}
        <Submissions obligation={obligation} editable={editable} onOpen={onOpen} />
      </article>
    </li>
  );
}

function Left({ obligation, all }: Pick<ObligationRowProps, "obligation" | "all">) {
  const { clock, dueAt, dueOn, zone, decision, capped, immediately, inTime } = obligation;
  const strong = cn("font-semibold text-md", clock === "overdue" && "text-exposed");
  const until = dueAt && (
    <span className="text-ink-2 text-sm">
      {dueOn ? (
        <span title={`End of the day in ${zone}`}>
          by the end of {dueOn}, {zone.replace(/^.*\//, "").replaceAll("_", " ")}
        </span>
      ) : (
        <>
          by <Time value={dueAt} mode="short" />
        </>
      )}
      {capped && " (the cap)"}
    </span>
  );
  switch (clock) {
    case "off":
      return <span className="text-ink-2 text-sm">{notInForce(obligation)}</span>;
    case "waiting":
      return <span className="text-ink-2 text-sm">starts when {startOf(obligation, all)} is recorded</span>;
    case "not_applicable":
      return <span className="text-ink-2">does not apply</span>;
    case "submitted":
      return (
        <span className={inTime === false ? "text-exposed" : "text-verified"}>
          {inTime === null ? "submitted" : inTime ? "submitted in time" : "submitted late"}
        </span>
      );
    case "overdue":
      return (
        <>
          <span className={strong}>ran out {dueAt && <Remaining until={dueAt} />}</span>
          {until}
        </>
      );
    case "running":
      return (
        <>
          <span className={strong}>
            {dueAt ? (
              <>
                <Remaining until={dueAt} /> left
              </>
            ) : (
              "without undue delay"
            )}
          </span>
          {immediately && <span className="text-exposed text-sm">immediately, at the latest</span>}
          {until}
          {decision === "undecided" && <span className="text-sm text-unknown">if it applies</span>}
        </>
      );
  }
}

function Decision({ obligation }: Pick<ObligationRowProps, "obligation">) {
  const { decision, reason, decidedBy, decidedAt, pausedReason, clock } = obligation;
  if (clock === "off") return null;
  if (decision === "undecided") {
    return (
      <p className="mt-1 text-sm">
        <Unknown>undecided</Unknown>
        {reason && `: ${reason}`}
      </p>
    );
  }
  return (
    <p className="mt-1 max-w-[80ch] text-sm">
      <span className="font-medium">{decision === "applies" ? "Applies" : "Does not apply"}</span>: {reason}{" "}
      <span className="text-ink-3">
        signed by {decidedBy}, <Time value={decidedAt} quiet />
      </span>
      {pausedReason && <span className="block text-unknown">May wait: {pausedReason} The clock goes on.</span>}
    </p>
  );
}

function Submissions({ obligation, editable, onOpen }: Pick<ObligationRowProps, "obligation" | "editable" | "onOpen">) {
  if (obligation.submissions.length === 0) return null;
  return (
    <ul className="basis-full text-sm">
      {obligation.submissions.map(({ id, at, receipt, note, evidence, recordedBy, withdrawn }) => (
        <li key={id} className="flex flex-wrap items-baseline gap-x-2">
          <span className={cn("min-w-0", withdrawn && "text-ink-3 line-through")}>
            Handed in <Time value={at} mode="datetime" quiet />, receipt <span className="mono">{receipt}</span>,
            recorded by {recordedBy}
            {note && `: ${note}`}
            {evidence.length > 0 && ` · evidence ${evidence.join(", ")}`}
          </span>
          {withdrawn ? (
            <span className="text-ink-3">
              withdrawn by {withdrawn.by}: {withdrawn.because}
            </span>
          ) : (
            editable && (
              <Button
                size="sm"
                variant="quiet"
                aria-label={`Withdraw the submission ${receipt}`}
                onClick={() => onOpen({ step: "withdraw", obligation, submission: id })}
              >
                Withdraw…
              </Button>
            )
          )}
        </li>
      ))}
    </ul>
  );
}
