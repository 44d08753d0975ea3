"use client";

import { useQuery } from "@tanstack/react-query";
import { Printer } from "lucide-react";
import dynamic from "next/dynamic";
import { parseAsString, useQueryState } from "nuqs";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useCommand } from "@/components/ui/commands";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useViewer } from "@/lib/access/use-viewer";
import { failureText } from "@/lib/api/field-errors";
import { handoversOf } from "@/lib/handover/queries";
import type { IncidentRole } from "@/lib/incidents/model";
import { roomOf } from "@/lib/incidents/queries";
import { CurrentBrief, KeptBrief } from "./brief-panel";
import { HandoverCard } from "./handover-card";
import { EarlierHandovers, RoleHistoryTable } from "./role-history";

const RoleDialog = dynamic(() => import("./role-dialog").then((module) => module.RoleDialog), { ssr: false });

/** What is being handed over, the brief that belongs to it, and who held what from when to when. */
export function HandoverPage({ incidentRef }: { incidentRef: string }) {
  const { data, error, refetch, isFetching } = useQuery(handoversOf(incidentRef));
  const [chosen, setChosen] = useQueryState("handover", parseAsString);
  if (!data) {
    if (!error) return <SkeletonRows label="Loading the handovers" className="mt-3" />;
    return (
      <FailedState
        className="mt-4"
        title="The handovers could not be loaded."
        detail={failureText(error)}
        onRetry={() => void refetch()}
        retrying={isFetching}
      />
    );
  }
  const open = data.data.filter((one) => one.open);
  const earlier = data.data.filter((one) => !one.open);
  const mine = open.find(({ can }) => can.acknowledge);
  const shown = chosen === "none" ? undefined : (data.data.find(({ id }) => id === chosen) ?? mine);
  return (
    <div className="flex flex-col gap-6 pt-3">
      <Heading incidentRef={incidentRef} />
      {open.length > 0 && (
        <section aria-label="Under way" data-print="hide" className="flex flex-col gap-2">
          {open.map((handover) => (
            <HandoverCard
              key={handover.id}
              handover={handover}
              shown={handover.id === shown?.id}
              onShow={() => void setChosen(handover.id)}
            />
          ))}
        </section>
      )}
      {shown && shown.state !== "asked" ? (
        <KeptBrief
          key={shown.id}
          incidentRef={incidentRef}
          id={shown.id}
          onClose={() => void setChosen(mine ? "none" : null)}
        />
      ) : (
        <CurrentBrief incidentRef={incidentRef} />
      )}
      <div data-print="hide" className="flex flex-col gap-6">
        <RoleHistoryTable incidentRef={incidentRef} />
        {earlier.length > 0 && <EarlierHandovers handovers={earlier} onShow={(id) => void setChosen(id)} />}
      </div>
    </div>
  );
}

function Heading({ incidentRef }: { incidentRef: string }) {
  const viewer = useViewer();
  const { data: room } = useQuery(roomOf(incidentRef));
  const [role, setRole] = useState<IncidentRole | null>(null);
  const may = viewer.can("respond");
  useCommand({
    label: "Take or hand over a role",
    group: "Incident",
    keys: "r",
    keywords: "commander handover scribe",
    enabled: may,
    run: () => setRole("commander"),
  });
  return (
    <div data-print="hide" className="flex flex-wrap items-center justify-between gap-2">
      <div>
        <h2 className="font-semibold text-md">Handover</h2>
        <p className="max-w-[75ch] text-ink-2">
          A role passes when the taker has acknowledged a brief of what is open, promised and not known.
        </p>
      </div>
      <span className="flex gap-2">
        <Button variant="quiet" icon={<Printer aria-hidden="true" />} onClick={() => window.print()}>
          Print
        </Button>
        {may && (
          <Button hint="R" onClick={() => setRole("commander")}>
            Take or hand over…
          </Button>
        )}
      </span>
      {role && room && <RoleDialog room={room} role={role} onClose={() => setRole(null)} />}
    </div>
  );
}
