"use client";

import { type UseQueryResult, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useQueryStates } from "nuqs";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useListKeys } from "@/components/ui/use-list-keys";
import { failedQuery } from "@/lib/api/failed-query";
import { eventPages, facetsOf } from "@/lib/evidence/queries";
import type { FacetsView, SourceView } from "@/lib/evidence/views";
import { EventFilterBar } from "./event-filter-bar";
import { type EventValues, eventParsers, isNarrowed, toFilter, UNFILTERED } from "./event-filters";
import { EventHistogram } from "./event-histogram";
import { EventTable } from "./event-table";
import { ExplorerActions } from "./explorer-actions";
import { FacetList } from "./facet-list";
import { NoEvents } from "./no-events";
import { sourceName } from "./words";

/** Loaded when the first event is opened. */
const EventPanel = dynamic(() => import("./event-panel").then((module) => module.EventPanel), { ssr: false });

const ByteSearchDialog = dynamic(() => import("./byte-search-dialog").then((module) => module.ByteSearchDialog), {
  ssr: false,
});

interface ExplorerProps {
  incident: string;
  sources: readonly SourceView[];
  mayWrite: boolean;
}

/** Every event of every source, narrowed by what stands in the address; each row opens its original bytes. */
export function Explorer({ incident, sources, mayWrite }: ExplorerProps) {
  // Pushed: Back closes the open event, then takes the last filter off.
  const [values, setValues] = useQueryStates(eventParsers, { history: "push" });
  const open = (event: string) => void setValues({ event });
  const shown = useRef(values.event);
  const openedHere = useRef(false);
  useEffect(() => {
    if (shown.current === null && values.event !== null) openedHere.current = true;
    if (values.event === null) openedHere.current = false;
    shown.current = values.event;
  }, [values.event]);
  // As Back does, so that closing leaves no entry of the history behind that opens it again.
  const close = () => {
    if (openedHere.current) history.back();
    else void setValues({ event: null }, { history: "replace" });
  };
  const pages = useInfiniteQuery(eventPages(incident, toFilter(values)));
  const container = useRef<HTMLDivElement>(null);
  useListKeys(container, "event");
  const rows = pages.data?.pages.flatMap((page) => page.data) ?? [];
  const narrowed = isNarrowed(values);
  const clear = () => void setValues(UNFILTERED);
  // While somebody types, one step back takes off what was typed, and not its last letters.
  const typed = useRef(false);
  const change = (given: Partial<EventValues>, typing = false) => {
    const history = typing && typed.current ? "replace" : "push";
    typed.current = typing;
    void setValues(given as Parameters<typeof setValues>[0], { history });
  };
  const facets = useQuery(facetsOf(incident, toFilter(values)));
  const [searching, setSearching] = useState<string | null>(null);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const pick = (id: string, isPicked: boolean) => {
    const next = new Set(picked);
    if (isPicked) next.add(id);
    else next.delete(id);
    setPicked(next);
  };

  return (
    <section id="events" aria-labelledby="events-heading" ref={container} className="mt-8 scroll-mt-4">
      <h2 id="events-heading" className="mb-2 font-semibold text-lg">
        Events
      </h2>
      <EventFilterBar values={values} sources={sources} onChange={change} onClear={narrowed ? clear : null} />
      {facets.isSuccess && <EventHistogram facets={facets.data} onNarrow={(span) => change(span)} />}
      {(rows.length > 0 || narrowed) && (
        <ExplorerActions
          incident={incident}
          filter={toFilter(values)}
          total={facets.isSuccess && !facets.isPlaceholderData ? facets.data.total : null}
          selected={rows.filter((row) => picked.has(row.id))}
          mayWrite={mayWrite}
          narrowed={narrowed}
          onClear={() => setPicked(new Set())}
          onSearchBytes={() => setSearching("")}
          onOpenView={(filter) => change({ ...UNFILTERED, ...filter })}
        />
      )}
      <div className="grid gap-x-6 gap-y-4 xl:grid-cols-[13rem_minmax(0,1fr)]">
        <Facets query={facets} values={values} sources={sources} onChange={change} />
        <div className="min-w-0">
          {pages.isPending && <SkeletonRows rows={8} label="Loading events" />}
          {pages.isError && <FailedState title="The events could not be loaded." {...failedQuery(pages)} />}
          {pages.isSuccess && rows.length === 0 && (
            <NoEvents values={values} narrowed={narrowed} onClear={clear} onSearchBytes={setSearching} />
          )}
          {rows.length > 0 && (
            <EventTable rows={rows} current={values.event} picked={picked} onPick={pick} onOpen={open} />
          )}
          {pages.hasNextPage && (
            <div className="mt-3 text-center">
              <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
                Show more
              </Button>
            </div>
          )}
        </div>
      </div>
      {searching !== null && (
        <ByteSearchDialog
          incident={incident}
          evidence={values.evidence}
          sought={searching}
          onOpen={(event) => {
            setSearching(null);
            open(event);
          }}
          onClose={() => setSearching(null)}
        />
      )}
      {values.event && (
        <EventPanel
          key={values.event}
          incident={incident}
          eventId={values.event}
          sources={sources}
          mayWrite={mayWrite}
          onClose={close}
        />
      )}
    </section>
  );
}

interface FacetsProps {
  query: UseQueryResult<FacetsView>;
  values: EventValues;
  sources: readonly SourceView[];
  onChange: (change: Partial<EventValues>) => void;
}

/** Beside the list where there is room, folded above it where there is not. */
function Facets({ query, values, sources, onChange }: FacetsProps) {
  if (query.isError) {
    return <FailedState title="The counts could not be made." {...failedQuery(query)} />;
  }
  if (!query.isSuccess) return <SkeletonRows rows={6} label="Counting" />;
  const nameOf = (id: string) => {
    const source = sources.find((known) => known.id === id);
    return source ? sourceName(source) : id;
  };
  const list = <FacetList facets={query.data} values={values} nameOf={nameOf} onChange={onChange} />;
  return (
    <aside aria-label="What stands how often" className={cn("min-w-0", query.isPlaceholderData && "opacity-60")}>
      <div className="max-xl:hidden">{list}</div>
      <details className="xl:hidden">
        <summary className="min-h-6 cursor-pointer text-ink-2 hover:text-ink">
          Counts by actor, action, resource
        </summary>
        <div className="mt-2">{list}</div>
      </details>
    </aside>
  );
}
