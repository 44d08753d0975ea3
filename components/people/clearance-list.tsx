"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { parseAsBoolean, parseAsString, useQueryStates } from "nuqs";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { useCommand } from "@/components/ui/commands";
import { EmptyState } from "@/components/ui/empty-state";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useViewer } from "@/lib/access/use-viewer";
import { failedQuery } from "@/lib/api/failed-query";
import { clearancePages, groupList } from "@/lib/people/queries";
import { ClearanceForm } from "./clearance-form";
import { ClearanceTable } from "./clearance-table";

const ImportDialog = dynamic(() => import("./import-dialog").then((module) => module.ImportDialog), { ssr: false });

/** Who may reach what, and when; by group, since most come from groups. */
export function ClearanceList() {
  const editable = useViewer().can("respond");
  const [view, setView] = useQueryStates({ group: parseAsString, import: parseAsBoolean.withDefault(false) });
  const [adding, setAdding] = useState(false);
  const groups = useQuery(groupList());
  const pages = useInfiniteQuery(clearancePages({ group: view.group }));
  const bring = () => void setView({ import: true });
  useCommand({ label: "Import clearances", group: "People", keys: "shift+i", enabled: editable, run: bring });
  const rows = pages.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <>
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <Combobox
          aria-label="Group"
          placeholder="All; type a group"
          className="w-64"
          options={(groups.data?.data ?? []).map(({ name }) => ({ value: name, label: name }))}
          value={view.group}
          onValueChange={(group) => void setView({ group })}
          empty="No such group."
        />
        {view.group && (
          <Button variant="quiet" onClick={() => void setView({ group: null })}>
            All
          </Button>
        )}
        <span className="flex-1" />
        {editable && <Button onClick={() => setAdding(true)}>{view.group ? "Add for this group" : "Add one"}</Button>}
        {editable && <Button onClick={bring}>Import…</Button>}
      </div>
      {adding && (
        <ClearanceForm {...(view.group ? { who: { group: view.group } } : {})} onDone={() => setAdding(false)} />
      )}
      {pages.isPending && <SkeletonRows rows={5} label="Loading clearances" />}
      {pages.isError && <FailedState title="The clearances could not be loaded." {...failedQuery(pages)} />}
      {pages.isSuccess && rows.length === 0 && (
        <EmptyState
          title={view.group ? "This group has no clearance." : "No clearance is recorded."}
          action={
            editable && (
              <Button variant="primary" onClick={bring}>
                Import clearances
              </Button>
            )
          }
        >
          Without clearances every access counts as uncleared. Import who was allowed to reach what, and when.
        </EmptyState>
      )}
      {rows.length > 0 && <ClearanceTable rows={rows} editable={editable} />}
      {pages.hasNextPage && (
        <div className="mt-3 text-center">
          <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
      {editable && view.import && (
        <ImportDialog kind="clearances" open onClose={() => void setView({ import: null })} />
      )}
    </>
  );
}
