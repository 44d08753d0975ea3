"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useQueryStates } from "nuqs";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useListKeys } from "@/components/ui/use-list-keys";
import { ApiError } from "@/lib/api/client";
import { failureText } from "@/lib/api/field-errors";
import { eventPages } from "@/lib/evidence/queries";
import type { SourceView } from "@/lib/evidence/views";
import { EventFilterBar } from "./event-filter-bar";
import { eventParsers, isNarrowed, toFilter } from "./event-filters";
import { EventTable } from "./event-table";

/** Loaded when the first event is opened. */
const EventPanel = dynamic(() => import("./event-panel").then((module) => module.EventPanel), { ssr: false });

interface ExplorerProps {
  incident: string;
  sources: readonly SourceView[];
  mayWrite: boolean;
}

/** Every event of every source, narrowed by what stands in the address; each row opens its original bytes. */
export function Explorer({ incident, sources, mayWrite }: ExplorerProps) {
  const [values, setValues] = useQueryStates(eventParsers);
  const pages = useInfiniteQuery(eventPages(incident, toFilter(values)));
  const container = useRef<HTMLDivElement>(null);
  useListKeys(container, "event");
  const rows = pages.data?.pages.flatMap((page) => page.data) ?? [];
  const narrowed = isNarrowed(values);
  const clear = () =>
    void setValues({
      evidence: null,
      actor: null,
      action: null,
      resource: null,
      verb: null,
      outcome: null,
      from: null,
      until: null,
      q: null,
    });

  return (
    <section id="events" aria-labelledby="events-heading" ref={container} className="mt-8 scroll-mt-4">
      <h2 id="events-heading" className="mb-2 font-semibold text-lg">
        Events
      </h2>
      <EventFilterBar
        values={values}
        sources={sources}
        onChange={(change) => void setValues(change as Parameters<typeof setValues>[0])}
        onClear={narrowed ? clear : null}
      />
      {pages.isPending && <SkeletonRows rows={8} label="Loading events" />}
      {pages.isError && (
        <FailedState
          title="The events could not be loaded."
          detail={failureText(pages.error)}
          requestId={pages.error instanceof ApiError ? pages.error.requestId : null}
          retrying={pages.isFetching}
          onRetry={() => void pages.refetch()}
        />
      )}
      {pages.isSuccess && rows.length === 0 && (
        <EmptyState
          title={narrowed ? "No event matches." : "No events yet."}
          action={narrowed ? <Button onClick={clear}>Clear the filters</Button> : null}
        >
          {narrowed
            ? "Nothing in the imported sources fits all of these. That says nothing about logs that are missing."
            : "They appear once a source has been read."}
        </EmptyState>
      )}
      {rows.length > 0 && (
        <EventTable rows={rows} current={values.event} onOpen={(id) => void setValues({ event: id })} />
      )}
      {pages.hasNextPage && (
        <div className="mt-3 text-center">
          <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
      {values.event && (
        <EventPanel
          key={values.event}
          incident={incident}
          eventId={values.event}
          sources={sources}
          mayWrite={mayWrite}
          onClose={() => void setValues({ event: null })}
        />
      )}
    </section>
  );
}
