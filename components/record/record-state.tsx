"use client";

import { useQuery } from "@tanstack/react-query";
import { Unknown } from "@/components/ui/figures";
import { verificationOf } from "@/lib/record/queries";

/** "48 entries, sound": checked in the database just now, not claimed. */
export function RecordState({ incidentRef }: { incidentRef: string }) {
  const { data, error } = useQuery({ ...verificationOf(incidentRef), staleTime: 60_000 });
  if (error) return <Unknown because="the check could not be made">not checked</Unknown>;
  if (!data) return <span className="text-ink-3">being checked</span>;
  const entries = `${data.entries.toLocaleString("en")} ${data.entries === 1 ? "entry" : "entries"}`;
  if (data.sound) return <span className="text-verified">{entries}, sound</span>;
  return (
    <span className="text-exposed" title={data.firstBad?.reason}>
      altered{data.firstBad && data.firstBad.seq > 0 && ` at entry ${data.firstBad.seq}`}
    </span>
  );
}
