"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { useCommand } from "@/components/ui/commands";
import { EmptyState } from "@/components/ui/empty-state";
import { FailedState } from "@/components/ui/failed-state";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { useListKeys } from "@/components/ui/use-list-keys";
import { useViewer } from "@/lib/access/use-viewer";
import { failedQuery } from "@/lib/api/failed-query";
import { STANDINGS } from "@/lib/claims/model";
import { claimList } from "@/lib/claims/queries";
import type { ClaimList, ClaimView } from "@/lib/claims/views";
import { STANDING_WORDS } from "@/lib/claims/words";
import type { AssetChoice } from "./assertion-fields";
import { type ClaimAction, ClaimRow } from "./claim-row";

// Loaded when they are first wanted: the page opens without them.
const ClaimDialog = dynamic(() => import("./claim-dialog").then((module) => module.ClaimDialog), { ssr: false });
const DecideDialog = dynamic(() => import("./decide-dialog").then((module) => module.DecideDialog), { ssr: false });
const HistoryDialog = dynamic(() => import("./history-dialog").then((module) => module.HistoryDialog), { ssr: false });
const WithdrawDialog = dynamic(() => import("./withdraw-dialog").then((module) => module.WithdrawDialog), {
  ssr: false,
});

interface ClaimsPageProps {
  incidentRef: string;
  assets: readonly AssetChoice[];
}

interface Opened {
  action: ClaimAction | "new";
  claim: ClaimView | null;
}

/** Who said what about the incident, and what the evidence says of it: when it was said, and now. */
export function ClaimsPage({ incidentRef, assets }: ClaimsPageProps) {
  const editable = useViewer().can("respond");
  const list = useQuery(claimList(incidentRef));
  const [opened, setOpened] = useState<Opened | null>(null);
  const record = () => setOpened({ action: "new", claim: null });
  if (list.isPending) return <Loading />;
  if (list.isError) {
    return <FailedState className="mt-4" title="The claims could not be loaded." {...failedQuery(list)} />;
  }
  const close = () => setOpened(null);
  const of = (action: Opened["action"]) => (opened?.action === action ? opened.claim : null);
  const button = editable && (
    <Button variant="primary" hint="N" onClick={record}>
      Record a claim
    </Button>
  );
  return (
    <div className="mt-3.5">
      {editable && <RecordCommand run={record} />}
      {list.data.data.length === 0 ? (
        <EmptyState title="No claim is recorded yet." action={button}>
          What a spokesperson, the press, a colleague or the AI system itself says about the incident, in their words.
          Each is held against the evidence: as it was known then, and as it is known now.
        </EmptyState>
      ) : (
        <Ledger
          incidentRef={incidentRef}
          list={list.data}
          editable={editable}
          button={button}
          onAction={(action, claim) => setOpened({ action, claim })}
        />
      )}
      {opened && (
        <>
          <ClaimDialog
            incidentRef={incidentRef}
            claim={opened.action === "new" ? "new" : of("correct")}
            assets={assets}
            onClose={close}
          />
          <DecideDialog incidentRef={incidentRef} claim={of("decide")} onClose={close} />
          <HistoryDialog incidentRef={incidentRef} claim={of("history")} onClose={close} />
          <WithdrawDialog incidentRef={incidentRef} claim={of("withdraw")} onClose={close} />
        </>
      )}
    </div>
  );
}

function RecordCommand({ run }: { run: () => void }) {
  useCommand({ label: "Record a claim", group: "Claims", keys: "n", run });
  return null;
}

interface LedgerProps {
  incidentRef: string;
  list: ClaimList;
  editable: boolean;
  button: React.ReactNode;
  onAction: (action: ClaimAction, claim: ClaimView) => void;
}

const shownParser = parseAsStringLiteral(["all", ...STANDINGS] as const).withDefault("all");

function Ledger({ incidentRef, list, editable, button, onAction }: LedgerProps) {
  const [shown, setShown] = useQueryState("standing", shownParser);
  const container = useRef<HTMLOListElement>(null);
  useListKeys(container, "claim");
  const rows = list.data.filter((claim) => shown === "all" || (!claim.withdrawn && claim.standing === shown));
  const options = [
    { value: "all" as const, label: "All", count: list.data.length },
    ...STANDINGS.map((value) => ({
      value,
      label: capital(STANDING_WORDS[value]),
      count: list.counts[value] ?? 0,
      disabled: !list.counts[value] && shown !== value,
    })),
  ];
  return (
    <>
      <h2 className="sr-only">Claims</h2>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-b pb-3">
        <Segmented label="Standing" options={options} value={shown} onValueChange={(next) => void setShown(next)} />
        {list.computedAt && (
          <span className="text-ink-3 text-sm">
            by the exposure answer of <Time value={list.computedAt} quiet />
          </span>
        )}
        <span className="ml-auto">{button}</span>
      </div>
      {rows.length === 0 && <p className="py-3 text-ink-2">No claim is {shown} now.</p>}
      <ol ref={container}>
        {rows.map((claim) => (
          <ClaimRow key={claim.id} incidentRef={incidentRef} claim={claim} editable={editable} onAction={onAction} />
        ))}
      </ol>
    </>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function Loading() {
  return (
    <div className="mt-3.5">
      <Skeleton className="mb-3 h-7 w-96 max-w-full" />
      <SkeletonRows rows={4} label="Loading the claims" />
    </div>
  );
}
