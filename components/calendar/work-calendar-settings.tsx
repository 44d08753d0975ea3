"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useViewer } from "@/lib/access/use-viewer";
import { failureText } from "@/lib/api/field-errors";
import { ownCalendar, type WhoseCalendar } from "@/lib/calendar/queries";
import type { WorkCalendarView } from "@/lib/calendar/views";
import { WorkCalendarForm } from "./work-calendar-form";

/** In whose business days the due times of tasks are counted. */
export function WorkCalendarSettings() {
  const viewer = useViewer();
  const { data, error, refetch, isFetching } = useQuery(ownCalendar());
  const [editing, setEditing] = useState<WhoseCalendar | null>(null);
  const close = () => setEditing(null);
  return (
    <section aria-labelledby="work-calendar">
      <h2 id="work-calendar" className="font-semibold text-md">
        Business days
      </h2>
      <p className="mb-2 text-ink-2">
        What a severity wants done in days is counted in business days of whoever owns the task: Monday to Friday,
        without the public holidays of a place. A change counts for tasks that are added from now on, or whose owner,
        kind or severity changes.
      </p>
      {!data && !error && <SkeletonRows label="Loading the calendar" rows={2} />}
      {!data && error && (
        <FailedState
          title="The calendar could not be loaded."
          detail={failureText(error)}
          onRetry={() => void refetch()}
          retrying={isFetching}
        />
      )}
      {data && (
        <>
          <Line
            label="Yours"
            calendar={data.mine}
            action={
              <Button size="sm" onClick={() => setEditing("mine")}>
                {data.mine ? "Change yours" : "Choose your own"}
              </Button>
            }
          />
          {editing === "mine" && (
            <WorkCalendarForm
              whose="mine"
              now={data.mine ?? data.installation}
              clearable={data.mine !== null}
              onDone={close}
            />
          )}
          <Line
            label="Of everybody who chose none"
            calendar={data.installation}
            action={
              viewer.can("administer") && (
                <Button size="sm" onClick={() => setEditing("installation")}>
                  Change it for everybody
                </Button>
              )
            }
          />
          {editing === "installation" && (
            <WorkCalendarForm whose="installation" now={data.installation} clearable={false} onDone={close} />
          )}
        </>
      )}
    </section>
  );
}

interface LineProps {
  label: string;
  calendar: WorkCalendarView | null;
  action: React.ReactNode;
}

function Line({ label, calendar, action }: LineProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 border-line border-b py-1.5">
      <span>{label}</span>
      <span className="flex flex-wrap items-center gap-3 text-ink-2">
        {calendar ? `${calendar.placeName || "no public holidays"}, ${calendar.zone}` : "as everybody’s"}
        {action}
      </span>
    </div>
  );
}
