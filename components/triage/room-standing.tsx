"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import type { RoomView } from "@/lib/incidents/views";
import { DECLINE_WORDS } from "@/lib/triage/model";
import { useUnmerge } from "@/lib/triage/mutations";
import { linksOfIncident, originOf } from "@/lib/triage/queries";
import type { SeverityOptions } from "./accept-dialog";
import { AlertTable } from "./alert-table";
import { ReasonDialog } from "./reason-dialog";
import { ReportedFacts } from "./reported-facts";
import { Decisions } from "./triage-list";

interface RoomStandingProps {
  room: RoomView;
  severities: SeverityOptions;
}

/** What one has to know of an incident that is none of its own: it waits for triage, was declined, or merged. */
export function RoomStanding({ room, severities }: RoomStandingProps) {
  const { phase, ref } = room.incident;
  const came = useSearchParams().get("merged");
  return (
    <div className="mt-3 flex flex-col gap-2 empty:hidden">
      {came && came !== ref && /^INC-\d+$/.test(came) && <CameFrom from={came} here={ref} />}
      {phase === "triage" && <Waits room={room} severities={severities} />}
      {phase === "declined" && <Declined incidentRef={ref} />}
      {phase === "merged" && <Merged room={room} />}
    </div>
  );
}

function CameFrom({ from, here }: { from: string; here: string }) {
  return (
    <Notice title={`${from} was merged into this incident.`}>
      Its address leads here.{" "}
      <Link href={`/incidents/${from}/timeline`} className="underline-quiet">
        Its own record
      </Link>{" "}
      is whole; entries from now on belong to {here}.
    </Notice>
  );
}

function Waits({ room, severities }: RoomStandingProps) {
  const { ref, title, visibility } = room.incident;
  const origin = useQuery(originOf(ref));
  const { report, alerts = [], more = 0 } = origin.data ?? {};
  return (
    <section
      aria-label="Triage"
      className="rounded-lg border border-line border-l-3 border-l-unknown bg-panel px-3.5 py-3"
    >
      <h2 className="font-medium">Waits for triage: is it an incident?</h2>
      {report && <ReportedFacts report={report} />}
      {alerts.length > 0 && <AlertTable alerts={alerts} more={more} />}
      {room.can.command ? (
        <Decisions incidentRef={ref} title={title} visibility={visibility} severities={severities} />
      ) : (
        <p className="mt-1.5 text-ink-2 text-sm">A commander decides.</p>
      )}
    </section>
  );
}

function Declined({ incidentRef }: { incidentRef: string }) {
  const { data } = useQuery(originOf(incidentRef));
  const report = data?.report;
  if (report?.outcome !== "declined") return null;
  const { declineReason, outcomeText, decidedBy, decidedAt } = report;
  return (
    <Notice title={`Declined: ${declineReason ? DECLINE_WORDS[declineReason].toLowerCase() : "no reason given"}`}>
      {outcomeText} {decidedBy}
      {decidedAt && (
        <>
          , <Time value={decidedAt} mode="datetime" withZone />
        </>
      )}
      .
    </Notice>
  );
}

/** The room's own address leads on; its parts stay, so that the record can be read. */
function Merged({ room }: { room: RoomView }) {
  const { ref } = room.incident;
  const router = useRouter();
  const path = usePathname();
  const { data: links } = useQuery(linksOfIncident(ref));
  const [asked, setAsked] = useState(false);
  const unmerge = useUnmerge(ref);
  const leadsTo = links?.leadsTo ?? null;
  useEffect(() => {
    if (leadsTo && path === `/incidents/${ref}`) router.replace(`/incidents/${leadsTo}?merged=${ref}`);
  }, [leadsTo, path, ref, router]);
  if (!links) return null;
  const { mergedInto } = links;
  const where: ReactNode = mergedInto ? (
    <>
      Merged into{" "}
      <Link href={`/incidents/${leadsTo ?? mergedInto.ref}?merged=${ref}`} className="underline-quiet">
        {mergedInto.ref} {mergedInto.title}
      </Link>
    </>
  ) : (
    "Merged into another incident, which you may not see"
  );
  return (
    <Notice
      title={where}
      action={
        mergedInto && room.can.command ? (
          <Button size="sm" onClick={() => setAsked(true)}>
            Take it out
          </Button>
        ) : undefined
      }
    >
      {mergedInto && (
        <>
          {mergedInto.reason} {mergedInto.madeBy}, <Time value={mergedInto.madeAt} mode="datetime" withZone />.{" "}
        </>
      )}
      This is its own record, as it was.
      {asked && mergedInto && (
        <ReasonDialog
          title={`Take ${ref} out of ${mergedInto.ref}`}
          description="Each is an incident of its own again, and this one stands where it stood before."
          verb="Take it out"
          label="Why are they two after all?"
          change={unmerge}
          onClose={() => setAsked(false)}
          onSubmit={(reason) => unmerge.mutate({ reason }, { onSuccess: () => setAsked(false) })}
        />
      )}
    </Notice>
  );
}
