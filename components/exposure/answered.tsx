"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useQueryStates } from "nuqs";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { firstAccesses, peopleIn, stampOf } from "@/lib/exposure/queries";
import type { AssetExposureView, ExposureView, WindowView } from "@/lib/exposure/views";
import { agentLinks } from "./agent-links";
import { AnswerStrip } from "./answer-strip";
import { AsKnown } from "./as-known";
import { AssetSwitch } from "./asset-switch";
import { ExportMenu } from "./export-menu";
import { FailedAgain } from "./freshness";
import { NextSteps } from "./next-steps";
import { viewParsers } from "./view-state";
import { whoKey } from "./who-rows";
import { WhoSection } from "./who-section";

// Loaded when they are first wanted: the page opens without them.
const ExposureChart = dynamic(() => import("./exposure-chart").then((module) => module.ExposureChart), {
  ssr: false,
  loading: () => <Skeleton className="mt-3 h-70 w-full" />,
});
const ChainSection = dynamic(() => import("./chain-section").then((module) => module.ChainSection), { ssr: false });
const ClaimsSection = dynamic(() => import("./claims-section").then((module) => module.ClaimsSection), { ssr: false });
const BlindNotice = dynamic(() => import("./blind-notice").then((module) => module.BlindNotice), { ssr: false });
const InputsSection = dynamic(() => import("./inputs-section").then((module) => module.InputsSection), { ssr: false });
const GapsSection = dynamic(() => import("./gaps-section").then((module) => module.GapsSection));
const WindowsTable = dynamic(() => import("./windows-table").then((module) => module.WindowsTable));
const MarkedStretch = dynamic(() => import("./marked-stretch").then((module) => module.MarkedStretch), { ssr: false });
const DrillDialog = dynamic(() => import("./drill-dialog").then((module) => module.DrillDialog), { ssr: false });

export interface AnsweredProps {
  incidentRef: string;
  answer: ExposureView;
  windows: readonly WindowView[];
  fetching: boolean;
  editable: boolean;
  onRecord: () => void;
  /** The form that says who an unresolved actor is; it belongs to people. */
  resolveForm: (actor: string, done: () => void) => ReactNode;
}

/** The answer with everything behind it. As known at an earlier instant nothing can be changed. */
export function Answered({ incidentRef, answer, windows, fetching, editable, onRecord, resolveForm }: AnsweredProps) {
  const [view, setView] = useQueryStates(viewParsers);
  const chosen = answer.assets.find(({ asset }) => asset === view.asset);
  const assets = chosen ? [chosen] : answer.assets;
  const people = usePeople(incidentRef, stampOf(answer), assets, chosen?.asset);
  const csv = csvHref(incidentRef, chosen?.asset, view);
  const scope = chosen ? chosen.name : answer.assets.length === 1 ? (answer.assets[0]?.name ?? "") : "all assets";
  const names = new Map(answer.assets.flatMap(({ principals }) => principals.map((one) => [whoKey(one), one.name])));
  return (
    <>
      <FailedAgain incidentRef={incidentRef} answer={answer} />
      <AssetSwitch
        answer={answer}
        chosen={chosen?.asset ?? null}
        onChoose={(asset) => void setView({ asset })}
        fetching={fetching}
      >
        <AsKnown incidentRef={incidentRef} />
        <ExportMenu incidentRef={incidentRef} csvHref={csv} />
      </AssetSwitch>
      {editable && <NextSteps incidentRef={incidentRef} answer={answer} />}
      <AnswerStrip answer={answer} assets={assets} scope={scope} />
      <BlindNotice incidentRef={incidentRef} assets={assets} />
      <ExposureChart incidentRef={incidentRef} answer={answer} assets={assets} />
      {view.from && view.until && <MarkedStretch fetching={people.fetching} />}
      <WhoSection
        incidentRef={incidentRef}
        assets={people.assets}
        links={people.links}
        scope={scope}
        tab={view.class}
        onTab={(tab) => void setView({ class: tab, who: null })}
        who={view.who}
        editable={editable}
        csvHref={csv}
        resolveForm={resolveForm}
      />
      <ClaimsSection incidentRef={incidentRef} />
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
          at={view.at}
          onEdit={(id) => void setView({ window: id })}
        />
      </section>
      <GapsSection incidentRef={incidentRef} assets={assets} />
      <ChainSection incidentRef={incidentRef} />
      <InputsSection answer={answer} />
      <DrillDialog incidentRef={incidentRef} nameOf={(key) => names.get(key) ?? key.slice(2)} />
    </>
  );
}

/** Who, over the whole of the windows or over the stretch that is marked in the chart. */
function usePeople(
  incidentRef: string,
  stamp: string,
  assets: readonly AssetExposureView[],
  chosen: string | undefined,
) {
  const [{ from, until, at }] = useQueryStates(viewParsers);
  const marked = from !== null && until !== null;
  const narrowed = useQuery({
    ...peopleIn(incidentRef, stamp, { asset: chosen, at: at ?? undefined, from: from ?? "", until: until ?? "" }),
    enabled: marked,
  });
  const through = assets.some(({ principals }) => principals.some((one) => one.through + one.forOthers > 0));
  const marks = useQuery({
    ...firstAccesses(incidentRef, stamp, { ...(chosen ? { asset: chosen } : {}), ...(at ? { at } : {}) }),
    enabled: through,
  });
  const rows = new Map(narrowed.data?.assets.map(({ asset, principals }) => [asset, principals]));
  return {
    assets: marked && narrowed.data ? assets.map((one) => ({ ...one, principals: rows.get(one.asset) ?? [] })) : assets,
    fetching: marked && narrowed.isFetching,
    links: agentLinks(marks.data?.data ?? []),
  };
}

function csvHref(
  incidentRef: string,
  asset: string | undefined,
  { at, from, until }: { at: string | null; from: string | null; until: string | null },
): string {
  const query = new URLSearchParams({
    ...(asset ? { asset } : {}),
    ...(at ? { at } : {}),
    ...(from && until ? { from, until } : {}),
  });
  return `/api/v1/incidents/${incidentRef}/exposure/accesses.csv${query.size > 0 ? `?${query}` : ""}`;
}
