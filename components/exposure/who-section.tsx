"use client";

import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import dynamic from "next/dynamic";
import { useQueryStates } from "nuqs";
import { type ReactNode, useState } from "react";
import { Button, buttonStyle } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Segmented } from "@/components/ui/segmented";
import { explanationsOf } from "@/lib/exposure/queries";
import type { AssetExposureView } from "@/lib/exposure/views";
import type { AgentLinks } from "./agent-links";
import { waiting } from "./explanation-groups";
import { viewParsers, type WhoTab } from "./view-state";
import { found, inOrder, nextSort, parseSort } from "./who-order";
import { classCounts, type WhoRow, whoRows } from "./who-rows";
import { WhoTable } from "./who-table";
import { CLASS_WORDS, plural } from "./words";

// Loaded when they are first wanted: the page opens without them.
const CouldReach = dynamic(() => import("./could-reach").then((module) => module.CouldReach), { ssr: false });
const ExplainDialog = dynamic(() => import("./explain-dialog").then((module) => module.ExplainDialog), { ssr: false });
const Explanations = dynamic(() => import("./explanations").then((module) => module.Explanations), { ssr: false });
const ResolveDialog = dynamic(() => import("./resolve-dialog").then((module) => module.ResolveDialog), { ssr: false });

const DAY_MS = 86_400_000;
/** Fewer are found at a glance. */
const SEARCHED = 8;

export interface WhoSectionProps {
  incidentRef: string;
  assets: readonly AssetExposureView[];
  links: ReadonlyMap<string, AgentLinks>;
  scope: string;
  tab: WhoTab;
  onTab: (tab: WhoTab) => void;
  who: string | null;
  editable: boolean;
  csvHref: string;
  resolveForm: (actor: string, done: () => void) => ReactNode;
}

/** Who, by class: the cleared and the others kept apart, and those who could and did not. */
export function WhoSection(props: WhoSectionProps) {
  const { incidentRef, assets, links, scope, tab, onTab, who, editable, csvHref, resolveForm } = props;
  const [explaining, setExplaining] = useState<WhoRow | null>(null);
  const [resolving, setResolving] = useState<WhoRow | null>(null);
  const counts = classCounts(assets);
  const could = didNot(assets);
  const assetNames = new Map(assets.map((asset) => [asset.asset, asset.name]));
  const [{ q, sort }, setView] = useQueryStates(viewParsers);
  const proposed = waiting(useQuery(explanationsOf(incidentRef)).data?.data ?? []);
  const all = tab === "could" ? [] : whoRows(assets, tab);
  const names = (row: WhoRow) => [...(links.get(row.key)?.agents ?? []), ...(links.get(row.key)?.people ?? [])];
  const order = parseSort(sort);
  const rows = inOrder(found(all, q, names), order);
  return (
    <section aria-labelledby="who" className="mt-5">
      <div className="mb-1 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 id="who" className="font-semibold">
          Who
        </h2>
        <Segmented
          label="Class of access"
          value={tab}
          onValueChange={onTab}
          options={[
            { value: "uncleared", label: "Uncleared", count: counts.uncleared },
            { value: "unresolved", label: "Unresolved", count: counts.unresolved },
            { value: "explained", label: "Explained", count: counts.explained },
            { value: "cleared", label: "Cleared", count: counts.cleared },
            {
              value: "could",
              label: could === null ? "Could, did not: unknown" : "Could, did not",
              ...(could === null ? {} : { count: could }),
            },
          ]}
        />
        <span className="text-ink-3">{scope}</span>
        <span className="flex-1" />
        {all.length > SEARCHED && (
          <Input
            type="search"
            aria-label="Find people"
            placeholder="Name, address, reason"
            className="w-52"
            value={q}
            onValueChange={(text) => void setView({ q: text })}
          />
        )}
        <a href={csvHref} download className={buttonStyle()}>
          <Download aria-hidden="true" />
          Export CSV
        </a>
      </div>
      {tab === "could" ? (
        <CouldReach assets={assets} />
      ) : rows.length > 0 ? (
        <WhoTable
          rows={rows}
          sort={order}
          onSort={(column) => void setView({ sort: nextSort(column, order) })}
          proposed={proposed}
          links={links}
          accessClass={tab}
          current={who}
          editable={editable}
          dated={assets.some(({ exposedMs }) => exposedMs.possible > DAY_MS)}
          onExplain={setExplaining}
          onResolve={setResolving}
        />
      ) : all.length > 0 ? (
        <EmptyState
          title={`Nobody here is found by “${q}”.`}
          action={<Button onClick={() => void setView({ q: "" })}>Show all {all.length.toLocaleString("en")}</Button>}
        >
          Names, addresses, reasons and agents are searched.
        </EmptyState>
      ) : (
        <Nobody tab={tab} counts={counts} assets={assets} />
      )}
      {rows.some(({ why }) => why.some((reason) => reason.includes("grant void"))) && (
        <p className="mt-1.5 text-ink-3 text-sm">
          A void grant is one that the incident itself made: it opened the door, and is no clearance.
        </p>
      )}
      {rows.some(({ through }) => through > 0) && (
        <p className="mt-1.5 text-ink-3 text-sm">
          What an AI system accessed for somebody stands in both rows, and counts once.
        </p>
      )}
      {proposed.size > 0 && tab !== "explained" && (
        <p className="mt-2">
          <Button size="sm" variant="quiet" onClick={() => onTab("explained")}>
            {plural(proposed.size, "explanation")} {proposed.size === 1 ? "waits" : "wait"} for a second person
          </Button>
        </p>
      )}
      {tab === "explained" && <Explanations incidentRef={incidentRef} assetNames={assetNames} editable={editable} />}
      <ExplainDialog
        incidentRef={incidentRef}
        row={explaining}
        assetNames={assetNames}
        onClose={() => setExplaining(null)}
      />
      <ResolveDialog row={resolving} form={resolveForm} onClose={() => setResolving(null)} />
    </section>
  );
}

/** Over several assets the same people may be meant, so only one asset has a sum; more have it when each does. */
function didNot(assets: readonly AssetExposureView[]): number | null {
  const values = assets.map((asset) => asset.couldButDidNot);
  if (values.length === 0 || values.some((value) => value === null)) return null;
  return Math.max(...(values as number[]));
}

function Nobody({
  tab,
  counts,
  assets,
}: {
  tab: Exclude<WhoTab, "could">;
  counts: ReturnType<typeof classCounts>;
  assets: readonly AssetExposureView[];
}) {
  const silent = assets.some((asset) => asset.coverageGaps.length > 0);
  const others = Object.values(counts).reduce((sum, n) => sum + n, 0);
  return (
    <div className="mt-2 flex flex-col gap-2">
      <EmptyState title={`No ${CLASS_WORDS[tab].toLowerCase()} access is in the evidence.`}>
        {others === 0
          ? "Nor any other access to these assets. Import the logs that would show it."
          : tab === "unresolved"
            ? "Every actor that the logs name is a principal you know."
            : "Look at the other classes above."}
      </EmptyState>
      {silent && tab !== "cleared" && tab !== "explained" && (
        <Notice kind="unknown">
          The logs are silent in part of the windows: that nobody is listed proves nothing there.
        </Notice>
      )}
    </div>
  );
}
