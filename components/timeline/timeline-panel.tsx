"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { useViewer } from "@/lib/access/use-viewer";
import { ApiError } from "@/lib/api/client";
import { failureText } from "@/lib/api/field-errors";
import { NO_FILTER, narrowings } from "@/lib/timeline/filters";
import { timelinePages } from "@/lib/timeline/queries";
import { EntryLine } from "./entry-line";
import { EntryList } from "./entry-list";
import { useTimelineFilter } from "./timeline-state";
import { TimelineToolbar } from "./toolbar";
import { useHeldBack } from "./use-held-back";
import { usePermalink, useTargetEntry } from "./use-permalink";

/** The timeline itself: entry line, filters, entries. */
export function TimelinePanel({ incidentRef }: { incidentRef: string }) {
  const viewer = useViewer();
  const canRespond = viewer.can("respond");
  const { filter, change } = useTimelineFilter();
  const target = useTargetEntry();
  const [around, setAround] = useState<string | null>(null);
  const query = useInfiniteQuery(timelinePages(incidentRef, filter, around));
  const entries = query.data?.pages.flatMap((page) => page.data) ?? [];
  const [top, atTop] = useInSight();
  const listKey = `${JSON.stringify(filter)} ${around}`;
  const recordSeq = query.data ? Math.max(...query.data.pages.map((page) => page.recordSeq)) : null;
  const { shown, held, showAll } = useHeldBack(entries, recordSeq, { atTop, me: viewer.id, listKey });

  const unfilter = useCallback(() => {
    if (narrowings(filter) === 0 && filter.view === "all") return false;
    toast("The filters were taken away, since they hide the entry of this link.");
    change({ ...NO_FILTER, view: "all" });
    return true;
  }, [filter, change]);
  const onMissing = useCallback((id: string) => toast(`There is no entry ${id} in this incident.`), []);
  const has = useCallback((id: string) => shown.some((entry) => entry.id === id), [shown]);
  const wanted = usePermalink({ target, settled: !query.isPending && !query.isFetching, has, unfilter, onMissing });
  if (wanted !== around) setAround(wanted);

  return (
    <section aria-labelledby="timeline-entries">
      <h2 id="timeline-entries" className="sr-only">
        Entries
      </h2>
      {canRespond && <EntryLine incidentRef={incidentRef} />}
      <TimelineToolbar incidentRef={incidentRef} filter={filter} onChange={change} />
      <div ref={top} aria-hidden="true" className="h-px" />
      {held > 0 && (
        <div className="sticky top-13 z-20 flex justify-center" role="status">
          <Button
            size="sm"
            variant="primary"
            className="shadow-pop"
            onClick={() => {
              showAll();
              top.current?.scrollIntoView({ block: "center" });
            }}
          >
            {held} new {held === 1 ? "entry" : "entries"} ↑
          </Button>
        </div>
      )}
      {query.isPending && <SkeletonRows rows={6} label="The timeline is being loaded" />}
      {query.error && !query.data && (
        <FailedState
          title="The timeline could not be loaded."
          detail={failureText(query.error)}
          requestId={query.error instanceof ApiError ? query.error.requestId : null}
          kept="What you were writing is kept."
          onRetry={() => void query.refetch()}
          retrying={query.isFetching}
        />
      )}
      {query.data && shown.length === 0 && held === 0 && (
        <Nothing narrowed={narrowings(filter) > 0} view={filter.view} onClear={() => change(NO_FILTER)} />
      )}
      {query.hasPreviousPage && (
        <More busy={query.isFetchingPreviousPage} onMore={() => void query.fetchPreviousPage()} />
      )}
      <EntryList incidentRef={incidentRef} entries={shown} canRespond={canRespond} target={target} />
      {query.hasNextPage && <More busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} auto />}
    </section>
  );
}

function Nothing({ narrowed, view, onClear }: { narrowed: boolean; view: string; onClear: () => void }) {
  if (narrowed) {
    return (
      <EmptyState title="No entry matches these filters." action={<Button onClick={onClear}>Clear filters</Button>} />
    );
  }
  if (view === "pinned") {
    return (
      <EmptyState title="Nothing is pinned yet." action={<Button onClick={onClear}>Show the timeline</Button>}>
        Pin what somebody who reads the postmortem has to know.
      </EmptyState>
    );
  }
  return <EmptyState title="Nothing is written yet.">Press N and write what happened first, with its time.</EmptyState>;
}

/** Reads on by itself when its place comes into sight; the button is for those who go by keyboard. */
function More({ busy, onMore, auto = false }: { busy: boolean; onMore: () => void; auto?: boolean }) {
  const [place, inSight] = useInSight("600px");
  const more = useRef(onMore);
  useEffect(() => {
    more.current = onMore;
  });
  useEffect(() => {
    if (auto && inSight && !busy) more.current();
  }, [auto, inSight, busy]);
  return (
    <div ref={place} className="flex justify-center py-3">
      <Button size="sm" busy={busy} onClick={onMore}>
        More entries
      </Button>
    </div>
  );
}

function useInSight(margin = "0px"): [React.RefObject<HTMLDivElement | null>, boolean] {
  const ref = useRef<HTMLDivElement>(null);
  const [inSight, setInSight] = useState(true);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new IntersectionObserver(([entry]) => setInSight(entry?.isIntersecting ?? false), {
      rootMargin: margin,
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [margin]);
  return [ref, inSight];
}
