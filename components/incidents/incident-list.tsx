"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useListKeys } from "@/components/ui/use-list-keys";
import { failedQuery } from "@/lib/api/failed-query";
import { incidentPages } from "@/lib/incidents/queries";
import { IncidentFilterBar } from "./incident-filter-bar";
import { filterParsers, toFilter } from "./incident-filters";
import { IncidentTable } from "./incident-table";

/** All incidents one may see, worst first. What is filtered is in the address. */
export function IncidentList({ onDeclare }: { onDeclare: () => void }) {
  const [values, setValues] = useQueryStates(filterParsers);
  const pages = useInfiniteQuery(incidentPages(toFilter(values)));
  const container = useRef<HTMLDivElement>(null);
  useListKeys(container, "incident");
  const rows = pages.data?.pages.flatMap((page) => page.data) ?? [];
  const narrowed = Boolean(values.q || values.phase.length || values.severity.length);
  const clear = () => void setValues({ q: null, phase: null, severity: null }, { history: "push" });

  return (
    <div ref={container}>
      <IncidentFilterBar
        values={values}
        // Back takes a filter off, and a word with all of its letters.
        onChange={(change) => void setValues(change, { history: change.q && values.q ? "replace" : "push" })}
      />
      {pages.isPending && <SkeletonRows rows={6} label="Loading incidents" />}
      {pages.isError && <FailedState title="The incidents could not be loaded." {...failedQuery(pages)} />}
      {pages.isSuccess && rows.length === 0 && (
        <EmptyState
          title={
            narrowed ? "No incident matches." : values.show === "open" ? "No incident is open." : "No incidents here."
          }
          action={
            narrowed ? (
              <Button onClick={clear}>Clear the filters</Button>
            ) : (
              <Button hint="C" onClick={onDeclare}>
                Declare
              </Button>
            )
          }
        >
          {narrowed
            ? "Restricted incidents are listed for their members only."
            : "If something looks wrong, declare it: an incident that turns out to be nothing costs little."}
        </EmptyState>
      )}
      {rows.length > 0 && <IncidentTable rows={rows} />}
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
