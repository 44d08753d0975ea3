"use client";

import { useQuery } from "@tanstack/react-query";
import { parseAsString, useQueryStates } from "nuqs";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { useCommand } from "@/components/ui/commands";
import { EmptyState } from "@/components/ui/empty-state";
import { FailedState } from "@/components/ui/failed-state";
import { Unknown } from "@/components/ui/figures";
import { Input } from "@/components/ui/input";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { useListKeys } from "@/components/ui/use-list-keys";
import { useViewer } from "@/lib/access/use-viewer";
import { failedQuery } from "@/lib/api/failed-query";
import { assetList } from "@/lib/assets/queries";
import type { AssetView } from "@/lib/assets/views";
import { AssetDialog } from "./asset-dialog";
import { CLASSIFICATION_WORDS } from "./words";

/** What holds data. The one that is open for editing stands in the address. */
export function AssetList() {
  const editable = useViewer().can("respond");
  const list = useQuery(assetList());
  const [view, setView] = useQueryStates({ q: parseAsString.withDefault(""), asset: parseAsString });
  const container = useRef<HTMLDivElement>(null);
  useListKeys(container, "asset");
  const create = () => void setView({ asset: "new" });
  useCommand({ label: "Create an asset", group: "Assets", keys: "n", enabled: editable, run: create });
  const all = list.data?.data ?? [];
  const rows = all.filter((asset) => matches(asset, view.q));

  return (
    <div ref={container}>
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <Input
          type="search"
          data-page-search
          aria-label="Find an asset"
          placeholder="Name, owner, system or pattern"
          className="w-72"
          value={view.q}
          onValueChange={(q) => void setView({ q: q || null })}
        />
        <span className="flex-1" />
        {editable && (
          <Button hint="N" onClick={create}>
            New asset
          </Button>
        )}
      </div>
      {list.isPending && <SkeletonRows rows={5} label="Loading assets" />}
      {list.isError && <FailedState title="The assets could not be loaded." {...failedQuery(list)} />}
      {list.isSuccess && rows.length === 0 && (
        <EmptyState
          title={view.q ? "No asset matches." : "No asset is defined."}
          action={
            view.q ? (
              <Button onClick={() => void setView({ q: null })}>Clear the search</Button>
            ) : (
              editable && (
                <Button variant="primary" hint="N" onClick={create}>
                  New asset
                </Button>
              )
            )
          }
        >
          {!view.q &&
            "Name what holds data, a bucket, a table, a mailbox, and how logs name it. Exposure windows are about assets."}
        </EmptyState>
      )}
      {rows.length > 0 && <Rows rows={rows} onOpen={(asset) => void setView({ asset })} />}
      <AssetDialog
        open={view.asset !== null && (list.isSuccess || view.asset === "new")}
        asset={all.find(({ id }) => id === view.asset) ?? null}
        onClose={() => void setView({ asset: null })}
      />
    </div>
  );
}

function Rows({ rows, onOpen }: { rows: readonly AssetView[]; onOpen: (id: string) => void }) {
  return (
    <Table caption="Assets" className="min-w-180">
      <THead>
        <tr>
          <Th>Asset</Th>
          <Th>Classification</Th>
          <Th>Owner</Th>
          <Th>Systems</Th>
          <Th>How logs name it</Th>
          <Th>Recorded</Th>
        </tr>
      </THead>
      <tbody>
        {rows.map((asset) => (
          <Tr key={asset.id}>
            <Td>
              <button
                type="button"
                data-list-item
                className="mono underline-quiet text-left font-medium pointer-coarse:py-1.5"
                onClick={() => onOpen(asset.id)}
              >
                {asset.name}
              </button>
            </Td>
            <Td>{CLASSIFICATION_WORDS[asset.classification]}</Td>
            <Td>{asset.owner ?? <Unknown>nobody</Unknown>}</Td>
            <Td>
              <span className="flex flex-wrap gap-1">
                {asset.systems.map((system) => (
                  <Chip key={system} mono>
                    {system}
                  </Chip>
                ))}
                {asset.systems.length === 0 && <Unknown>none named</Unknown>}
              </span>
            </Td>
            <Td className="mono max-w-80 break-all">
              {asset.patterns[0]?.resource ?? <Unknown>no pattern</Unknown>}
              {asset.patterns.length > 1 && <span className="text-ink-3"> +{asset.patterns.length - 1}</span>}
            </Td>
            <Td className="text-ink-2">
              <Time value={asset.recordedAt} mode="relative" quiet />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function matches(asset: AssetView, q: string): boolean {
  const text = [asset.name, asset.owner ?? "", ...asset.systems, ...asset.patterns.map(({ resource }) => resource)];
  return text.join("\n").toLowerCase().includes(q.trim().toLowerCase());
}
