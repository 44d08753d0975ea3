"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { useCommand } from "@/components/ui/commands";
import { SectionHeading } from "@/components/ui/definition-rows";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { FailedState } from "@/components/ui/failed-state";
import { Time } from "@/components/ui/time";
import { toastFailed } from "@/components/ui/toast";
import { failedQuery } from "@/lib/api/failed-query";
import { failureText } from "@/lib/api/field-errors";
import type { RoomView } from "@/lib/incidents/views";
import { useRelate, useUnrelate } from "@/lib/triage/mutations";
import { linksOfIncident, originOf } from "@/lib/triage/queries";
import type { LinkView } from "@/lib/triage/views";
import { AlertTable } from "./alert-table";
import { IncidentField } from "./incident-field";
import MergeDialog from "./merge-dialog";
import { ReasonDialog } from "./reason-dialog";
import { ReportedFacts } from "./reported-facts";

interface BelongsSectionProps {
  room: RoomView;
  badge: (severity: LinkView["severity"]) => ReactNode;
}

/** Which incidents belong to this one, and where it came from. */
export function BelongsSection({ room, badge }: BelongsSectionProps) {
  const { ref, phase } = room.incident;
  const links = useQuery(linksOfIncident(ref));
  const [open, setOpen] = useState<"relate" | "merge" | null>(null);
  const mayMerge = room.can.command && phase !== "merged";
  useCommand({
    ...{ label: "Relate another incident to this one", group: "Incident", keywords: "link similar" },
    ...{ enabled: room.can.respond, run: () => setOpen("relate") },
  });
  useCommand({
    ...{ label: "Merge this incident into another one", group: "Incident", keywords: "duplicate" },
    ...{ enabled: mayMerge, run: () => setOpen("merge") },
  });
  const { merged = [], related = [] } = links.data ?? {};
  return (
    <>
      <section>
        <SectionHeading count={merged.length + related.length || undefined}>Related incidents</SectionHeading>
        {links.isError && <FailedState title="Related incidents could not be loaded." {...failedQuery(links)} />}
        <ul>
          {merged.map((link) => (
            <Row key={link.id} link={link} badge={badge} merged />
          ))}
          {related.map((link) => (
            <Row key={link.id} link={link} badge={badge} of={room.can.respond ? ref : null} />
          ))}
        </ul>
        {links.isSuccess && merged.length + related.length === 0 && (
          <p className="text-ink-3">None that you may see.</p>
        )}
        <p className="mt-1 flex flex-wrap gap-x-3 text-sm">
          {room.can.respond && (
            <button type="button" className={QUIET} onClick={() => setOpen("relate")}>
              Relate another
            </button>
          )}
          {mayMerge && (
            <button type="button" className={QUIET} onClick={() => setOpen("merge")}>
              Merge into another
            </button>
          )}
        </p>
      </section>
      {phase !== "triage" && <Origin incidentRef={ref} />}
      {open === "relate" && <RelateDialog incidentRef={ref} onClose={() => setOpen(null)} />}
      {open === "merge" && <MergeDialog incidentRef={ref} onClose={() => setOpen(null)} />}
    </>
  );
}

const QUIET = "underline-quiet rounded-xs py-0.5 text-ink-2 pointer-coarse:py-2";

interface RowProps {
  link: LinkView;
  badge: BelongsSectionProps["badge"];
  merged?: boolean;
  /** The incident from which it can be taken; null for who may not. */
  of?: string | null;
}

function Row({ link, badge, merged = false, of = null }: RowProps) {
  const unrelate = useUnrelate(of ?? "");
  return (
    <li className="border-line border-b py-1.25">
      <div className="flex items-baseline justify-between gap-2">
        <Link
          href={`/incidents/${link.ref}${merged ? "/timeline" : ""}`}
          className="underline-quiet min-w-0"
          title={link.reason || undefined}
        >
          <span className="mono mr-1.5 text-ink-3">{link.ref}</span>
          {link.title}
        </Link>
        {merged ? <span className="whitespace-nowrap text-ink-3 text-sm">merged into this</span> : badge(link.severity)}
      </div>
      {of && (
        <button
          type="button"
          className={`${QUIET} text-sm`}
          aria-label={`${link.ref} is not related`}
          disabled={unrelate.isPending}
          onClick={() =>
            unrelate.mutate(link.ref, {
              onError: (error) => toastFailed("It is still related.", { detail: failureText(error) }),
            })
          }
        >
          Not related
        </button>
      )}
    </li>
  );
}

function RelateDialog({ incidentRef, onClose }: { incidentRef: string; onClose: () => void }) {
  const relate = useRelate(incidentRef);
  const [to, setTo] = useState<string | null>(null);
  return (
    <ReasonDialog
      title={`Relate another incident to ${incidentRef}`}
      description="Both show it. Nothing else changes."
      verb="Relate"
      label="What have they to do with each other?"
      optional
      field="to"
      missing={to ? null : "Choose the other incident."}
      change={relate}
      onClose={onClose}
      onSubmit={(reason) => to && relate.mutate({ to, ...(reason.trim() ? { reason } : {}) }, { onSuccess: onClose })}
      choose={(error) => (
        <IncidentField label="Which incident" except={incidentRef} value={to} onChange={setTo} error={error} />
      )}
    />
  );
}

/** The report or the alerts that an incident came from; nothing where somebody declared it. */
function Origin({ incidentRef }: { incidentRef: string }) {
  const { data } = useQuery(originOf(incidentRef));
  const [open, setOpen] = useState(false);
  if (!data || (!data.report && data.alerts.length === 0)) return null;
  const { report, alerts, more } = data;
  const firing = alerts.filter(({ state }) => state === "firing").length;
  return (
    <section id="alerts" className="scroll-mt-14">
      <SectionHeading>Where it comes from</SectionHeading>
      <p className="text-ink-2">
        {report?.origin === "person" && (
          <>
            Reported by <span className="font-medium">{report.reporter}</span>,{" "}
            <Time value={report.reportedAt} mode="short" />.{" "}
          </>
        )}
        {alerts.length > 0 && (
          <>
            {alerts.length + more} {alerts.length + more === 1 ? "alert" : "alerts"},{" "}
            {firing > 0 ? <span className="text-exposed">{firing} firing</span> : "none fires now"}.{" "}
          </>
        )}
        <button type="button" className={QUIET} onClick={() => setOpen(true)}>
          Show
        </button>
      </p>
      {open && (
        <Dialog open onOpenChange={setOpen}>
          <DialogContent title={`Where ${incidentRef} comes from`} width="xl">
            {report && (
              <>
                <p className="font-medium">{report.what}</p>
                <ReportedFacts report={report} />
              </>
            )}
            {alerts.length > 0 && <AlertTable alerts={alerts} more={more} />}
          </DialogContent>
        </Dialog>
      )}
    </section>
  );
}
