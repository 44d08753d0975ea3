"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useMemo } from "react";
import type { Lane, LaneMark } from "@/components/charts/lanes-model";
import { useNow } from "@/components/ui/clock";
import { Skeleton } from "@/components/ui/skeleton";
import { apiFetch } from "@/lib/api/client";
import { STOPPING, type Verdict } from "@/lib/containment/model";
import { actionsOfIncident } from "@/lib/containment/queries";
import type { ActionView } from "@/lib/containment/views";
import { exposureAnswer, exposureKeys, windowsOf } from "@/lib/exposure/queries";
import type { AccessPage, ExposureView, WindowView } from "@/lib/exposure/views";
import { roomOf } from "@/lib/incidents/queries";
import type { RoomView } from "@/lib/incidents/views";
import { actedEntries } from "@/lib/timeline/queries";
import type { TimelineEntryView } from "@/lib/timeline/views";

const TimeLanes = dynamic(() => import("@/components/charts/time-lanes").then((module) => module.TimeLanes), {
  ssr: false,
  loading: () => <Skeleton className="mt-2 h-37 w-full" />,
});

const MOST_MARKS = 1000;

/** Exposure, what agents and people did, and the named times, over one axis. */
export function IncidentLanes({ incidentRef }: { incidentRef: string }) {
  const { data: room } = useQuery(roomOf(incidentRef));
  const hasWindows = (room?.counts.windows ?? 0) > 0;
  const { data: windows } = useQuery({ ...windowsOf(incidentRef), enabled: hasWindows });
  const { data: answer } = useQuery({ ...exposureAnswer(incidentRef), enabled: hasWindows });
  const { data: reads } = useQuery({
    queryKey: [...exposureKeys.all(incidentRef), "lane"],
    queryFn: ({ signal }) =>
      apiFetch<AccessPage>(`/incidents/${incidentRef}/exposure/accesses`, {
        query: { only: "unauthorised", limit: MOST_MARKS },
        signal,
      }),
    enabled: hasWindows,
  });
  const { data: acted } = useQuery(actedEntries(incidentRef));
  const { data: actions } = useQuery({
    ...actionsOfIncident(incidentRef),
    enabled: (room?.counts.containment ?? 0) > 0,
  });
  const nowMs = useNow(15_000);
  const lanes = useMemo(
    () => [
      ...windowLanes(windows?.data ?? [], answer, incidentRef),
      ...readLane(reads, incidentRef),
      ...actedLanes(acted?.data ?? [], actions?.data ?? [], incidentRef),
      ...(room ? [namedLane(room)] : []),
    ],
    [windows, answer, reads, acted, actions, room, incidentRef],
  );
  if (lanes.every((lane) => !lane.bars?.length && (lane.marks?.length ?? 0) < 2)) return null;
  return <TimeLanes label="Exposure, actions and named times" lanes={lanes} nowMs={nowMs} />;
}

/** One lane an asset: its windows, with what is certain inside what is possible, and where the logs are silent. */
function windowLanes(windows: readonly WindowView[], answer: ExposureView | undefined, ref: string): Lane[] {
  const byAsset = new Map<string, WindowView[]>();
  for (const window of windows) byAsset.set(window.asset, [...(byAsset.get(window.asset) ?? []), window]);
  return [...byAsset].map(([asset, ofAsset]) => ({
    id: asset,
    label: ofAsset[0]?.assetName ?? "asset",
    bars: ofAsset.map((window) => ({
      id: window.id,
      label: `${window.assetName} exposed, ${window.closedAt ? `${clock(window.openedAt)} to ${clock(window.closedAt)} UTC` : `since ${clock(window.openedAt)} UTC, still open`}`,
      core: coreOf(window),
      hull: { from: window.openedAtEarliest, until: window.closedAt === null ? null : window.closedAtLatest },
      tone: "exposed" as const,
      href: `/incidents/${ref}/exposure`,
    })),
    gaps: (answer?.assets.find((one) => one.asset === asset)?.coverageGaps ?? []).map((gap) => ({
      ...gap,
      label: `No log of ${gap.systems.join(", ")}, ${clock(gap.from)} to ${clock(gap.until)} UTC`,
    })),
  }));
}

function coreOf({ openedAtLatest, closedAt, closedAtEarliest }: WindowView) {
  const until = closedAt === null ? null : closedAtEarliest;
  return until !== null && until <= openedAtLatest ? null : { from: openedAtLatest, until };
}

function readLane(reads: AccessPage | undefined, ref: string): Lane[] {
  if (!reads || reads.data.length === 0) return [];
  const more = reads.nextCursor ? `the first ${reads.data.length}` : String(reads.data.length);
  const marks: LaneMark[] = reads.data.map((read) => ({
    id: read.event + read.asset,
    at: read.occurredAt,
    label: `${read.principalName ?? read.actor ?? "unknown actor"}: ${read.action}`,
    tone: read.class === "unresolved" ? "unknown" : "exposed",
    shape: "tick",
    href: `/incidents/${ref}/evidence?event=${encodeURIComponent(read.event)}`,
  }));
  return [{ id: "reads", label: "reads, uncleared", marks, dense: `${more} accesses without clearance` }];
}

function actedLanes(entries: readonly TimelineEntryView[], actions: readonly ActionView[], ref: string): Lane[] {
  const marksOf = (kinds: readonly string[], tone: LaneMark["tone"]) =>
    entries
      .filter((entry) => kinds.includes(entry.kind) && entry.occurredAt !== null)
      .map((entry) => ({
        id: entry.id,
        at: entry.occurredAt as string,
        label: entry.body.slice(0, 160),
        tone,
        shape: "square" as const,
        href: `#tl-${entry.id}`,
      }));
  const agent = [...marksOf(["ai_action"], "agent"), ...stopMarks(actions, ref)];
  const people = marksOf(["human_action", "decision"], "neutral");
  return [
    ...(agent.length > 0 ? [{ id: "agent", label: "agent", marks: agent }] : []),
    ...(people.length > 0 ? [{ id: "people", label: "people", marks: people }] : []),
  ];
}

/**
 * What was done to stop it stands in its own lane, with the word where there is room: as the ladder and the strip say it,
 * so that only what is shown to hold is green.
 */
function stopMarks(actions: readonly ActionView[], ref: string): LaneMark[] {
  return actions.flatMap((action) => {
    if (action.state !== "done" || action.doneAt === null) return [];
    const [text, tone] = WORDS[action.verdict ?? "not_verified"];
    const what = STOPPING.includes(action.kind) ? "stop" : "containment";
    return [
      {
        id: action.id,
        at: action.doneAt,
        label: `${action.ref} ${action.title}: ${what} ${text}`.slice(0, 160),
        text: `${what} ${text}`,
        tone,
        shape: "line" as const,
        href: `/incidents/${ref}/containment?action=${action.ref}`,
      },
    ];
  });
}

const WORDS: Record<Verdict, [string, LaneMark["tone"]]> = {
  verified: ["verified", "verified"],
  failed: ["does not hold", "exposed"],
  not_verified: ["not verified", "unknown"],
};

function namedLane(room: RoomView): Lane {
  const marks = [...room.times]
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map((time) => ({
      id: time.name,
      at: time.at,
      label: `${time.name.replaceAll("_", " ")} ${clock(time.at)} UTC`,
      text: `${time.name.replaceAll("_", " ")} ${clock(time.at)}`,
      tone: "neutral" as const,
      shape: "line" as const,
      href: `#tl-${time.eventId}`,
    }));
  return { id: "named", label: "named times", marks };
}

function clock(at: string): string {
  return at.slice(11, 16);
}
