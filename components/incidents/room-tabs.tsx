"use client";

import { useRouter } from "next/navigation";
import { useCommand } from "@/components/ui/commands";
import { type TabLink, TabsNav } from "@/components/ui/tabs-nav";
import type { RoomView } from "@/lib/incidents/views";

/** The parts of an incident, each an address, each under its number. */
export function RoomTabs({ room }: { room: RoomView }) {
  const tabs = tabsOf(room);
  return (
    <>
      <TabsNav label="Parts of the incident" tabs={tabs} />
      {tabs.map((tab, index) => (
        <TabCommand key={tab.href} tab={tab} number={index + 1} incidentRef={room.incident.ref} />
      ))}
      {room.can.respond && <DirectCommands base={`/incidents/${room.incident.ref}`} />}
    </>
  );
}

function tabsOf({ incident, counts, clocks }: RoomView): TabLink[] {
  const base = `/incidents/${incident.ref}`;
  return [
    { href: base, label: "Timeline", count: counts.timeline, also: `${base}/timeline` },
    { href: `${base}/exposure`, label: "Exposure", count: counts.windows },
    { href: `${base}/data`, label: "Data", count: counts.data },
    { href: `${base}/evidence`, label: "Evidence", count: counts.sources },
    { href: `${base}/claims`, label: "Claims", count: counts.claims },
    { href: `${base}/tasks`, label: "Tasks", count: `${counts.tasksDone}/${counts.tasks}` },
    { href: `${base}/containment`, label: "Containment", count: `${counts.containmentVerified}/${counts.containment}` },
    { href: `${base}/severity`, label: "Severity" },
    { href: `${base}/postmortem`, label: "Postmortem" },
    { href: `${base}/obligations`, label: "Obligations", count: clocks.undecided || undefined },
    { href: `${base}/updates`, label: "Updates" },
  ];
}

function TabCommand({ tab, number, incidentRef }: { tab: TabLink; number: number; incidentRef: string }) {
  const router = useRouter();
  useCommand({
    label: `${tab.label} of ${incidentRef}`,
    group: "Incident",
    // Beyond nine by the palette: 0 belongs to the charts.
    ...(number <= 9 ? { keys: String(number) } : {}),
    run: () => router.push(tab.href, { scroll: false }),
  });
  return null;
}

/** From any part of the incident: what one does most beside writing the timeline. */
function DirectCommands({ base }: { base: string }) {
  const router = useRouter();
  const go = (path: string) => () => router.push(`${base}/${path}`);
  useCommand({ label: "Assess the severity", group: "Incident", keys: "s", run: go("severity") });
  useCommand({ label: "Add a task to this incident", group: "Incident", keys: "t", run: go("tasks?new=true") });
  return null;
}
