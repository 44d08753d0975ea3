"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { failedQuery } from "@/lib/api/failed-query";
import { clearancePages } from "@/lib/people/queries";
import type { PrincipalView } from "@/lib/people/views";
import { ClearanceForm } from "./clearance-form";
import { ClearanceTable } from "./clearance-table";

/** What a principal was cleared for by itself; what its groups give stands with the groups. */
export function PrincipalClearances({ principal, editable }: { principal: PrincipalView; editable: boolean }) {
  const pages = useInfiniteQuery(clearancePages({ principal: principal.id }));
  const [adding, setAdding] = useState(false);
  const rows = pages.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <section aria-labelledby="clearances">
      <div className="mb-1 flex items-center">
        <h3 id="clearances" className="flex-1 font-semibold">
          Clearances of its own
        </h3>
        {editable && !adding && (
          <Button size="sm" onClick={() => setAdding(true)}>
            Add
          </Button>
        )}
      </div>
      {pages.isPending && <SkeletonRows rows={2} label="Loading clearances" />}
      {pages.isError && <FailedState title="The clearances could not be loaded." {...failedQuery(pages)} />}
      {pages.isSuccess && rows.length === 0 && <p className="text-ink-2">None. Its groups may have some.</p>}
      {rows.length > 0 && <ClearanceTable rows={rows} editable={editable} withoutWho />}
      {adding && <ClearanceForm who={{ principal: principal.name }} onDone={() => setAdding(false)} />}
    </section>
  );
}
