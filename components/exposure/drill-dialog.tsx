"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useQueryStates } from "nuqs";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { failedQuery } from "@/lib/api/failed-query";
import { type AccessFilter, accessPages } from "@/lib/exposure/queries";
import { AccessTable, bytesButton } from "./access-table";
import { accessFilter, CLOSED, viewParsers } from "./view-state";
import { CLASS_WORDS } from "./words";

const RawBytes = dynamic(() => import("./raw-bytes").then((module) => module.RawBytes), { ssr: false });

interface DrillDialogProps {
  incidentRef: string;
  /** Names of principals and assets for the title. */
  nameOf: (who: string) => string;
}

/** The events behind a number, and the original bytes of the one that is chosen. What is open stands in the address. */
export function DrillDialog({ incidentRef, nameOf }: DrillDialogProps) {
  const [view, setView] = useQueryStates(viewParsers);
  const filter = accessFilter(view);
  const close = () => void setView(CLOSED);
  return (
    <Dialog open={filter !== null} onOpenChange={(open) => !open && close()}>
      {filter && (
        <DialogContent
          width="xl"
          className={view.event ? "sm:max-w-[84rem]" : "sm:max-w-[76rem]"}
          title={titleOf(view, nameOf)}
          description="Each row is one event of the evidence; press it for the bytes it was read from."
        >
          <div className={view.event ? "grid gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]" : undefined}>
            <Events
              incidentRef={incidentRef}
              filter={filter}
              current={view.event}
              onOpen={(event) => void setView({ event })}
            />
            {view.event && (
              <RawBytes
                incidentRef={incidentRef}
                eventId={view.event}
                onClose={() => {
                  document.getElementById(bytesButton(view.event))?.focus();
                  void setView({ event: null });
                }}
              />
            )}
          </div>
        </DialogContent>
      )}
    </Dialog>
  );
}

function titleOf(
  { who, events, class: tab }: { who: string | null; events: string | null; class: string },
  nameOf: (who: string) => string,
): string {
  if (who)
    return `${nameOf(who)}: ${tab in CLASS_WORDS ? CLASS_WORDS[tab as keyof typeof CLASS_WORDS].toLowerCase() : ""} accesses`;
  if (events === "unauthorised") return "Accesses without clearance";
  if (events === "possible") return "Accesses that possibly fell into a window";
  if (events === "attempts") return "Attempts that were refused or failed";
  if (events === "class" && tab in CLASS_WORDS)
    return `${CLASS_WORDS[tab as keyof typeof CLASS_WORDS]} accesses in this slice`;
  if (events === "outside") return "Accesses without clearance outside any window";
  return "All accesses";
}

interface EventsProps {
  incidentRef: string;
  filter: AccessFilter;
  current: string | null;
  onOpen: (event: string) => void;
}

function Events({ incidentRef, filter, current, onOpen }: EventsProps) {
  const pages = useInfiniteQuery(accessPages(incidentRef, filter));
  if (pages.isPending) return <SkeletonRows rows={6} label="Loading the events" />;
  if (pages.isError) {
    return <FailedState title="The events could not be loaded." {...failedQuery(pages)} />;
  }
  const rows = pages.data.pages.flatMap((page) => page.data);
  if (rows.length === 0) return <EmptyState title="No event stands behind this number." />;
  return (
    <div className="min-w-0">
      {filter.where === "outside" && (
        <p className="mb-2 max-w-[70ch] text-ink-2">
          Probably a window is missing. Open one for that time, record a clearance, or explain these accesses.
        </p>
      )}
      <AccessTable rows={rows} current={current} narrow={current !== null} onOpen={onOpen} />
      {pages.hasNextPage && (
        <div className="mt-3 text-center">
          <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </div>
  );
}
