"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FailedState } from "@/components/ui/failed-state";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";
import { useViewer } from "@/lib/access/use-viewer";
import { ApiError } from "@/lib/api/client";
import { failureText } from "@/lib/api/field-errors";
import { affectedDataOf } from "@/lib/data/queries";
import type { AffectedDataView } from "@/lib/data/views";
import type { AssetChoice } from "./asset-select";
import { DataTable } from "./data-table";
import { DataTotals } from "./data-totals";

const AddDataForm = dynamic(() => import("./add-data-form").then((module) => module.AddDataForm));
const DataBreakdown = dynamic(() => import("./data-breakdown").then((module) => module.DataBreakdown));
const RecipientsSection = dynamic(() => import("./recipients-section").then((module) => module.RecipientsSection));
const RemoveDialog = dynamic(() => import("./remove-dialog").then((module) => module.RemoveDialog), { ssr: false });

interface DataInventoryProps {
  incidentRef: string;
  assets: readonly AssetChoice[];
}

/** What data was concerned, and the four answers for each: exposed, accessed, exfiltrated, misused. */
export function DataInventory({ incidentRef, assets }: DataInventoryProps) {
  const editable = useViewer().can("respond");
  const list = useQuery(affectedDataOf(incidentRef));
  const [removing, setRemoving] = useState<AffectedDataView | null>(null);

  if (list.isPending) return <Loading />;
  if (list.isError) {
    return (
      <FailedState
        className="mt-4"
        title="The affected data could not be loaded."
        detail={failureText(list.error)}
        requestId={list.error instanceof ApiError ? list.error.requestId : null}
        retrying={list.isFetching}
        onRetry={() => void list.refetch()}
      />
    );
  }
  return (
    <div className="mt-3.5">
      <h2 className="sr-only">Affected data</h2>
      {list.data.data.length > 0 ? (
        <>
          <DataTotals list={list.data} />
          <DataBreakdown items={list.data.data} />
          <div className="mt-3">
            <DataTable
              incidentRef={incidentRef}
              items={list.data.data}
              assets={assets}
              editable={editable}
              onRemove={setRemoving}
            />
          </div>
        </>
      ) : (
        <EmptyState title="No data is listed yet.">
          {editable
            ? "Name what was in the exposed assets: one line for each kind of data. Counts may stay unknown; the four answers fill themselves where the evidence knows."
            : "A responder lists here what was in the exposed assets, with the four answers for each."}
        </EmptyState>
      )}
      {editable && <AddDataForm incidentRef={incidentRef} assets={assets} />}
      <RecipientsSection incidentRef={incidentRef} editable={editable} />
      <Exports incidentRef={incidentRef} />
      <RemoveDialog incidentRef={incidentRef} item={removing} onClose={() => setRemoving(null)} />
    </div>
  );
}

/** What leaves the page: the inventory, and the facts that a notification asks for. */
function Exports({ incidentRef }: { incidentRef: string }) {
  const base = `/api/v1/incidents/${incidentRef}`;
  const files = [
    { label: "Inventory, CSV", href: `${base}/data.csv` },
    { label: "Facts for a notification, Markdown", href: `${base}/data/notification?format=md` },
    { label: "Facts for a notification, JSON", href: `${base}/data/notification?format=json` },
  ];
  return (
    <section aria-label="Exports" className="mt-6 flex flex-wrap gap-1.5 print:hidden">
      {files.map(({ label, href }) => (
        <Button key={href} size="sm" nativeButton={false} render={<a href={href} download />}>
          {label}
        </Button>
      ))}
    </section>
  );
}

function Loading() {
  return (
    <div className="mt-3.5">
      <Skeleton className="mb-3 h-20 w-full rounded-lg" />
      <SkeletonRows rows={4} label="Loading the affected data" />
    </div>
  );
}
