"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { Definition, DefinitionRows, SectionHeading } from "@/components/ui/definition-rows";
import { Estimate, FigureLink, Unknown } from "@/components/ui/figures";
import type { Answer } from "@/lib/data/model";
import { DURATIONS, durationBetween, hasHappened } from "@/lib/incidents/durations";
import type { TimeName } from "@/lib/incidents/model";
import type { RoomView } from "@/lib/incidents/views";
import { formatDuration } from "@/lib/time/format";
import { NamedTimes } from "./named-times";

const NeedsSection = dynamic(() => import("./needs-section"));
const DueSection = dynamic(() => import("./due-section"));

interface RoomRailProps {
  room: RoomView;
  roles: ReactNode;
  record: ReactNode;
  claims: ReactNode;
}

/** Beside the timeline: what waits, what is under way, who does what, how long things took. */
export function RoomRail({ room, roles, record, claims }: RoomRailProps) {
  const base = `/incidents/${room.incident.ref}`;
  const [naming, setNaming] = useState<TimeName | "any" | null>(null);
  return (
    <aside aria-label="State of the incident" className="flex flex-col gap-4.5 print:hidden">
      <NeedsSection room={room} onName={setNaming} />
      <DueSection room={room} />
      {claims}
      {roles}
      <DurationsSection room={room} naming={naming} onNaming={setNaming} />
      <AffectedSection room={room} base={base} record={record} />
    </aside>
  );
}

interface DurationsProps {
  room: RoomView;
  naming: TimeName | "any" | null;
  onNaming: (naming: TimeName | "any" | null) => void;
}

function DurationsSection({ room, naming, onNaming }: DurationsProps) {
  const { phase } = room.incident;
  return (
    <section id="named-times">
      <SectionHeading>Durations</SectionHeading>
      <DefinitionRows>
        {DURATIONS.map(({ from, to, label, shouldHaveHappened }) => {
          const duration = durationBetween(room.times, from, to, shouldHaveHappened || hasHappened(to, phase));
          return (
            <Definition key={label} term={label}>
              {duration.state === "recorded" && `${duration.approximate ? "~" : ""}${formatDuration(duration.ms)}`}
              {duration.state === "pending" && "pending"}
              {duration.state === "not_applicable" && <span className="text-ink-2">{duration.reason}</span>}
              {duration.state === "unknown" && <Unknown because={`nobody has named “${duration.missing}”`} />}
              {duration.state === "invalid" && (
                <button
                  type="button"
                  className="rounded-xs text-exposed underline-offset-3 hover:underline"
                  disabled={!room.can.respond}
                  title={duration.reason}
                  onClick={() => onNaming(to)}
                >
                  invalid<span className="sr-only">: {duration.reason}</span>
                </button>
              )}
            </Definition>
          );
        })}
      </DefinitionRows>
      <NamedTimes room={room} naming={naming} onNaming={onNaming} />
    </section>
  );
}

function Exfiltrated({ verdict }: { verdict: Answer | undefined }) {
  return verdict === undefined || verdict === "unknown" ? <Unknown /> : verdict;
}

function AffectedSection({ room, base, record }: { room: RoomView; base: string; record: ReactNode }) {
  const { data, exposure } = room;
  const none = exposure === null && data.exposed === "no";
  return (
    <section>
      <SectionHeading>Affected data</SectionHeading>
      <DefinitionRows>
        <Definition term="People">
          <FigureLink href={`${base}/data`}>
            {none ? "none exposed" : <People low={data.peopleLow} high={data.peopleHigh} exact={data.peopleExact} />}
          </FigureLink>
          {data.unknownItems > 0 && data.peopleLow !== null && (
            <span className="text-unknown"> + {data.unknownItems} unknown</span>
          )}
        </Definition>
        <Definition term="Exfiltrated">
          {none ? "nothing exposed" : <Exfiltrated verdict={exposure?.exfiltrated} />}
        </Definition>
        <Definition term="Record">{record}</Definition>
      </DefinitionRows>
    </section>
  );
}

/** In the words of the data page. */
function People({ low, high, exact }: { low: number | null; high: number | null; exact: boolean }) {
  if (low === null) return <Unknown />;
  if (high === null) return <span className="whitespace-nowrap">at least {low.toLocaleString("en")}</span>;
  if (low === high) return exact ? low.toLocaleString("en") : <Estimate value={low} />;
  return (
    <span className="whitespace-nowrap">
      {low.toLocaleString("en")}–{high.toLocaleString("en")}
    </span>
  );
}
