"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useQueryStates } from "nuqs";
import { Button } from "@/components/ui/button";
import { useCommand } from "@/components/ui/commands";
import { EmptyState } from "@/components/ui/empty-state";
import { FailedState } from "@/components/ui/failed-state";
import { useViewer } from "@/lib/access/use-viewer";
import { ApiError } from "@/lib/api/client";
import { failureText } from "@/lib/api/field-errors";
import { assetList } from "@/lib/assets/queries";
import { exposureAnswer, windowsOf } from "@/lib/exposure/queries";
import { Answered, type AnsweredProps } from "./answered";
import { ExposureSkeleton } from "./exposure-skeleton";
import { viewParsers } from "./view-state";
import type { WindowDialogProps } from "./window-dialog";

// Loaded when they are first wanted: the page opens without them.
const KnownBanner = dynamic(() => import("./known-banner").then((module) => module.KnownBanner), { ssr: false });
const WindowDialog = dynamic(() => import("./window-dialog").then((module) => module.WindowDialog), { ssr: false });

export type ExposurePageProps = Pick<WindowDialogProps, "assetForm"> &
  Pick<AnsweredProps, "incidentRef" | "resolveForm">;

/** The answer: how long, who, how sure. Every figure opens the events behind it; what is selected is in the address. */
export function ExposurePage({ incidentRef, assetForm, resolveForm }: ExposurePageProps) {
  const mayWrite = useViewer().can("respond");
  const [view, setView] = useQueryStates(viewParsers);
  const windows = useQuery(windowsOf(incidentRef, view.at));
  const answer = useQuery(exposureAnswer(incidentRef, view.at));
  const assets = useQuery(assetList());
  // What was known at an earlier instant is looked at, not changed.
  const editable = mayWrite && view.at === null;
  const record = () => void setView({ window: "new" });
  useCommand({ label: "Record an exposure window", group: "Exposure", keys: "w", enabled: editable, run: record });

  if (windows.isPending || (answer.isPending && windows.data && windows.data.data.length > 0))
    return <ExposureSkeleton />;
  const failed = windows.error ?? answer.error;
  // What was shown stays while it is asked for again; only what was never there has failed.
  if (failed && !(windows.data && (answer.data || windows.data.data.length === 0))) {
    return (
      <FailedState
        className="mt-4"
        title="The exposure answer could not be computed."
        detail={failureText(failed)}
        kept="Windows, people and evidence are unchanged."
        requestId={failed instanceof ApiError ? failed.requestId : null}
        retrying={windows.isFetching || answer.isFetching}
        onRetry={() => void Promise.all([windows.refetch(), answer.refetch()])}
      />
    );
  }
  const list = windows.data?.data ?? [];
  return (
    <div className="mt-3.5">
      {view.at && <KnownBanner incidentRef={incidentRef} at={view.at} answer={answer.data} />}
      {list.length === 0 || !answer.data ? (
        <NoWindow editable={editable} wasThen={view.at !== null} onRecord={record} />
      ) : (
        <Answered
          incidentRef={incidentRef}
          answer={answer.data}
          windows={list}
          fetching={answer.isFetching}
          editable={editable}
          onRecord={record}
          resolveForm={resolveForm}
        />
      )}
      <WindowDialog
        incidentRef={incidentRef}
        open={editable && view.window !== null}
        window={list.find(({ id }) => id === view.window) ?? null}
        assets={assets.data?.data ?? []}
        assetForm={assetForm}
        onClose={() => void setView({ window: null })}
      />
    </div>
  );
}

function NoWindow({ editable, wasThen, onRecord }: { editable: boolean; wasThen: boolean; onRecord: () => void }) {
  if (wasThen) {
    return (
      <EmptyState title="No exposure window was recorded by then.">
        Choose a later time, or come back to what is known now.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No exposure window is recorded."
      action={
        editable && (
          <Button variant="primary" hint="W" onClick={onRecord}>
            Record a window
          </Button>
        )
      }
    >
      {editable
        ? "Say which asset was open, to whom, and since when. From the imported logs and the clearances follows who got at it. Where nothing was exposed, say so on each item of affected data."
        : "A responder records here which asset was open, to whom, and since when."}
    </EmptyState>
  );
}
