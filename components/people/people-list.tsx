"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useQueryStates } from "nuqs";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { useCommand } from "@/components/ui/commands";
import { EmptyState } from "@/components/ui/empty-state";
import { FailedState } from "@/components/ui/failed-state";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useListKeys } from "@/components/ui/use-list-keys";
import { useViewer } from "@/lib/access/use-viewer";
import { failedQuery } from "@/lib/api/failed-query";
import { PRINCIPAL_KINDS } from "@/lib/people/model";
import { peoplePages } from "@/lib/people/queries";
import { peopleParsers } from "./people-filters";
import { PeopleTable } from "./people-table";
import { KIND_WORDS } from "./words";

// Loaded when one is first opened.
const ImportDialog = dynamic(() => import("./import-dialog").then((module) => module.ImportDialog), { ssr: false });
const NewPrincipalDialog = dynamic(() => import("./new-principal-dialog").then((module) => module.NewPrincipalDialog), {
  ssr: false,
});
const PrincipalDialog = dynamic(() => import("./principal-dialog").then((module) => module.PrincipalDialog), {
  ssr: false,
});

const ALL = "all";
const kindOptions = [
  { value: ALL, label: "All" },
  ...PRINCIPAL_KINDS.map((value) => ({ value: value as string, label: KIND_WORDS[value] })),
];
/** People, AI systems and services that logs name. Search looks in names and aliases. */
export function PeopleList() {
  const editable = useViewer().can("respond");
  const [view, setView] = useQueryStates(peopleParsers);
  const pages = useInfiniteQuery(peoplePages({ q: view.q.trim() || null, kind: view.kind }));
  const container = useRef<HTMLDivElement>(null);
  useListKeys(container, "principal");
  const create = () => void setView({ principal: "new" });
  const bring = () => void setView({ import: true });
  useCommand({ label: "Import people", group: "People", keys: "shift+i", enabled: editable, run: bring });
  useCommand({ label: "Add a principal", group: "People", keys: "n", enabled: editable, run: create });
  const rows = pages.data?.pages.flatMap((page) => page.data) ?? [];
  const narrowed = Boolean(view.q || view.kind);

  return (
    <div ref={container}>
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <Input
          type="search"
          data-page-search
          aria-label="Find a principal"
          placeholder="Name or alias"
          className="w-72"
          value={view.q}
          onValueChange={(q) => void setView({ q: q || null })}
        />
        <Segmented
          label="Kind"
          options={kindOptions}
          value={view.kind ?? ALL}
          onValueChange={(kind) => void setView({ kind: PRINCIPAL_KINDS.find((one) => one === kind) ?? null })}
        />
        <span className="flex-1" />
        {editable && (
          <>
            <Button onClick={create}>Add one</Button>
            <Button onClick={bring}>Import…</Button>
          </>
        )}
      </div>
      {pages.isPending && <SkeletonRows rows={6} label="Loading people" />}
      {pages.isError && <FailedState title="The people could not be loaded." {...failedQuery(pages)} />}
      {pages.isSuccess && rows.length === 0 && (
        <EmptyState
          title={narrowed ? "Nobody matches." : "Nobody is known yet."}
          action={
            narrowed ? (
              <Button onClick={() => void setView({ q: null, kind: null })}>Clear the search</Button>
            ) : (
              editable && (
                <Button variant="primary" onClick={bring}>
                  Import people
                </Button>
              )
            )
          }
        >
          {!narrowed &&
            "Without people every actor in a log is unresolved. Import them with the identities by which logs name them, and their groups."}
        </EmptyState>
      )}
      {rows.length > 0 && <PeopleTable rows={rows} onOpen={(principal) => void setView({ principal })} />}
      {pages.hasNextPage && (
        <div className="mt-3 text-center">
          <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
      {view.principal && view.principal !== "new" && (
        <PrincipalDialog id={view.principal} editable={editable} onClose={() => void setView({ principal: null })} />
      )}
      {editable && view.principal === "new" && (
        <NewPrincipalDialog open onClose={() => void setView({ principal: null })} />
      )}
      {editable && view.import && (
        <ImportDialog kind="principals" open onClose={() => void setView({ import: null })} />
      )}
    </div>
  );
}
