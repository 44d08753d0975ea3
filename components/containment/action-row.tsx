"use client";

import { Button } from "@/components/ui/button";
import { Duration, Time } from "@/components/ui/time";
import { useViewer } from "@/lib/access/use-viewer";
import type { ActionView } from "@/lib/containment/views";
import { ActionMark } from "./action-mark";
import type { StepName } from "./step-form";
import { stepsOf } from "./steps";

interface ActionRowProps {
  action: ActionView;
  onOpen: (step?: StepName) => void;
}

/** One step of the ladder: what it is, how it stands and why, and what comes next. */
export function ActionRow({ action, onOpen }: ActionRowProps) {
  const viewer = useViewer();
  const next = stepsOf(action, viewer).find((step) => step.next);
  const gone = action.state === "dropped";
  return (
    <li
      id={action.ref}
      className="grid grid-cols-[2.75rem_minmax(0,1fr)_auto] items-baseline gap-x-2 gap-y-0.5 border-line border-b py-2"
    >
      <span className="mono text-ink-3">{action.ref}</span>
      <span className="min-w-0">
        <button
          type="button"
          data-list-item
          onClick={() => onOpen()}
          className="rounded-xs text-left hover:underline hover:decoration-line-strong hover:underline-offset-3 pointer-coarse:py-1"
        >
          <span className={gone ? "text-ink-2" : "font-medium"}>{action.title}</span>
        </button>
        <span className="mt-0.5 flex flex-wrap items-baseline gap-x-2 text-sm">
          <ActionMark action={action} />
          <span className="text-ink-2">
            <WhyLine action={action} />
          </span>
        </span>
      </span>
      <span className="text-right">
        {next && (
          <Button size="sm" onClick={() => onOpen(next.name)}>
            {next.label}
          </Button>
        )}
      </span>
    </li>
  );
}

function WhyLine({ action }: { action: ActionView }) {
  const { state, verification, doneAt, startedAt, requestedBy, requestedAt, approvals, approvalsNeeded } = action;
  if (state === "done") {
    const toStop = verification?.timeToStopMs;
    return (
      <>
        <Time value={doneAt} quiet />
        {verification && ` · ${verification.reason}`}
        {toStop !== null && toStop !== undefined && (
          <>
            {" "}
            · time to stop <Duration ms={toStop} />
          </>
        )}
      </>
    );
  }
  if (state === "dropped") return <>{action.droppedReason}</>;
  if (state === "started") {
    const delivery = action.deliveries.at(-1);
    const failed = delivery?.tries.at(-1)?.error;
    return (
      <>
        since <Time value={startedAt} mode="relative" quiet />
        {action.execution === "webhook" && " · the kill switch is called"}
        {failed && <span className="text-exposed">: {failed} Tried again.</span>}
      </>
    );
  }
  return (
    <>
      requested by {requestedBy.name} <Time value={requestedAt} mode="relative" quiet />
      {approvalsNeeded > 0 ? ` · ${approvals.length} of ${approvalsNeeded} agreed` : " · needs no approval"}
    </>
  );
}
