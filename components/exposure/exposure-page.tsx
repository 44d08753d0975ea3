"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useQueryStates } from "nuqs";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { useCommand } from "@/components/ui/commands";
import { EmptyState } from "@/components/ui/empty-state";
import { FailedState } from "@/components/ui/failed-state";
import { Skeleton } from "@/components/ui/skeleton";
import { useViewer } from "@/lib/access/use-viewer";
import { ApiError } from "@/lib/api/client";
import { failureText } from "@/lib/api/field-errors";
import { assetList } from "@/lib/assets/queries";
import { accessMarks, exposureAnswer, windowsOf } from "@/lib/exposure/queries";
import type { ExposureView, WindowView } from "@/lib/exposure/views";
import { roomOf } from "@/lib/incidents/queries";
import { agentLinks } from "./agent-links";
import { AnswerStrip } from "./answer-strip";
import { AssetSwitch } from "./asset-switch";
import { ExposureSkeleton } from "./exposure-skeleton";
import { GapsSection } from "./gaps-section";
import { InputsSection } from "./inputs-section";
import { viewParsers } from "./view-state";
import { whoKey } from "./who-rows";
import { WhoSection } from "./who-section";
import type { WindowDialogProps } from "./window-dialog";
import { WindowsTable } from "./windows-table";

// Loaded when they are first wanted: the page opens without them.
const ExposureLanes = dynamic(() => import("./exposure-lanes").then((module) => module.ExposureLanes), {
  ssr: false,
  loading: () => <Skeleton className="h-44" />,
});
const DrillDialog = dynamic(() => import("./drill-dialog").then((module) => module.DrillDialog), { ssr: false });
const WindowDialog = dynamic(() => import("./window-dialog").then((module) => module.WindowDialog), { ssr: false });

export interface ExposurePageProps extends Pick<WindowDialogProps, "assetForm"> {
  incidentRef: string;
  /** The form that says who an unresolved actor is; it belongs to people. */
  resolveForm: (actor: string, done: () => void) => ReactNode;
}

/** The answer: how long, who, how sure. Every figure opens the events behind it; what is selected is in the address. */
export function ExposurePage({ incidentRef, assetForm, resolveForm }: ExposurePageProps) {
  const editable = useViewer().can("respond");
  const windows = useQuery(windowsOf(incidentRef));
  const answer = useQuery(exposureAnswer(incidentRef));
  const assets = useQuery(assetList());
  const [view, setView] = useQueryStates(viewParsers);
  const record = () => void setView({ window: "new" });
  useCommand({ label: "Record an exposure window", group: "Exposure", keys: "w", enabled: editable, run: record });

  if (windows.isPending || (answer.isPending && windows.data && windows.data.data.length > 0))
    return <ExposureSkeleton />;
  const failed = windows.error ?? answer.error;
  if (failed) {
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
      {list.length === 0 || !answer.data ? (
        <NoWindow editable={editable} onRecord={record} />
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

function NoWindow({ editable, onRecord }: { editable: boolean; onRecord: () => void }) {
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
        ? "Say which asset was open, to whom, and since when. From the imported logs and the clearances follows who got at it."
        : "A responder records here which asset was open, to whom, and since when."}
    </EmptyState>
  );
}

interface AnsweredProps extends Pick<ExposurePageProps, "incidentRef" | "resolveForm"> {
  answer: ExposureView;
  windows: readonly WindowView[];
  fetching: boolean;
  editable: boolean;
  onRecord: () => void;
}

function Answered({ incidentRef, answer, windows, fetching, editable, onRecord, resolveForm }: AnsweredProps) {
  const [view, setView] = useQueryStates(viewParsers);
  const room = useQuery(roomOf(incidentRef));
  const chosen = answer.assets.find(({ asset }) => asset === view.asset);
  const assets = chosen ? [chosen] : answer.assets;
  const marks = useQuery(accessMarks(incidentRef, chosen ? { asset: chosen.asset } : {}));
  const accesses = marks.data?.data ?? [];
  const scope = chosen ? chosen.name : answer.assets.length === 1 ? (answer.assets[0]?.name ?? "") : "all assets";
  const names = new Map(answer.assets.flatMap(({ principals }) => principals.map((one) => [whoKey(one), one.name])));
  return (
    <>
      <AssetSwitch
        answer={answer}
        chosen={chosen?.asset ?? null}
        onChoose={(asset) => void setView({ asset })}
        fetching={fetching}
      />
      <AnswerStrip answer={answer} assets={assets} scope={scope} />
      <ExposureLanes
        assets={assets}
        windows={windows}
        accesses={accesses}
        more={Boolean(marks.data?.nextCursor)}
        times={room.data?.times ?? []}
      />
      <WhoSection
        incidentRef={incidentRef}
        assets={assets}
        links={agentLinks(accesses)}
        scope={scope}
        tab={view.class}
        onTab={(tab) => void setView({ class: tab, who: null })}
        who={view.who}
        editable={editable}
        csvHref={`/api/v1/incidents/${incidentRef}/exposure/accesses.csv${chosen ? `?asset=${chosen.asset}` : ""}`}
        resolveForm={resolveForm}
      />
      <section aria-labelledby="windows" className="mt-6">
        <div className="mb-1 flex items-center gap-3">
          <h2 id="windows" className="flex-1 font-semibold">
            Windows
          </h2>
          {editable && (
            <Button hint="W" onClick={onRecord}>
              Record a window
            </Button>
          )}
        </div>
        <WindowsTable
          incidentRef={incidentRef}
          windows={chosen ? windows.filter((window) => window.asset === chosen.asset) : windows}
          editable={editable}
          onEdit={(id) => void setView({ window: id })}
        />
      </section>
      <GapsSection incidentRef={incidentRef} assets={assets} />
      <InputsSection answer={answer} />
      <DrillDialog incidentRef={incidentRef} nameOf={(key) => names.get(key) ?? key.slice(2)} />
    </>
  );
}
