"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { ObligationsPage } from "@/components/obligations/obligations-page";
import type { TimeName } from "@/lib/incidents/model";
import { roomOf } from "@/lib/incidents/queries";

const NameTimeDialog = dynamic(
  () => import("@/components/incidents/name-time-dialog").then((module) => module.NameTimeDialog),
  { ssr: false },
);

/** The clocks, with the dialog that names the time one of them waits for. */
export function ObligationsView({ incidentRef }: { incidentRef: string }) {
  const { data } = useQuery(roomOf(incidentRef));
  const [naming, setNaming] = useState<TimeName | null>(null);
  return (
    <>
      <ObligationsPage incidentRef={incidentRef} onNameTime={data?.can.respond ? setNaming : undefined} />
      {data && naming && <NameTimeDialog room={data} first={naming} onClose={() => setNaming(null)} />}
    </>
  );
}
