"use client";

import Link from "next/link";
import { type ReactNode, useState } from "react";
import { Definition, DefinitionRows, SectionHeading } from "@/components/ui/definition-rows";
import { Estimate, FigureLink, Unknown } from "@/components/ui/figures";
import { DURATIONS, durationBetween } from "@/lib/incidents/durations";
import type { TimeName } from "@/lib/incidents/model";
import type { RoomView } from "@/lib/incidents/views";
import { formatDuration } from "@/lib/time/format";
import { NamedTimes } from "./named-times";
import { type Need, needsOf } from "./needs-you";

const INKS = { exposed: "text-exposed", unknown: "text-unknown", plain: "text-ink-2" };

interface RoomRailProps {
  room: RoomView;
  roles: ReactNode;
  record: ReactNode;
  claims: ReactNode;
}

/** Beside the timeline: what waits, who does what, how long things took. */
export function RoomRail({ room, roles, record, claims }: RoomRailProps) {
  const base = `/incidents/${room.incident.ref}`;
  const needs = needsOf(room);
  const [naming, setNaming] = useState<TimeName | "any" | null>(null);
  return (
    <aside aria-label="State of the incident" className="flex flex-col gap-4.5 print:hidden">
      <section>
        <SectionHeading count={needs.length || undefined}>Needs you</SectionHeading>
        {needs.length === 0 ? (
          <p className="text-ink-3">Nothing waits.</p>
        ) : (
          <ul>
            {needs.map((need) => (
              <li key={need.text}>
                {need.names && room.can.respond ? (
                  <button type="button" className={NEED} onClick={() => setNaming(need.names ?? null)}>
                    <NeedText need={need} />
                  </button>
                ) : (
                  <Link href={base + need.href} className={NEED}>
                    <NeedText need={need} />
                  </Link>
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
      {claims}
      {roles}
      <DurationsSection room={room} naming={naming} onNaming={setNaming} />
      <AffectedSection room={room} base={base} record={record} />
    </aside>
  );
}

const NEED =
  "flex w-full justify-between gap-3 border-line border-b py-1.25 text-left hover:bg-sunk pointer-coarse:py-2.5";

function NeedText({ need }: { need: Need }) {
  return (
    <>
      {need.text}
      <span className={`whitespace-nowrap ${INKS[need.tone]}`}>{need.mark}</span>
    </>
  );
}

interface DurationsProps {
  room: RoomView;
  naming: TimeName | "any" | null;
  onNaming: (naming: TimeName | "any" | null) => void;
}

function DurationsSection({ room, naming, onNaming }: DurationsProps) {
  return (
    <section id="named-times">
      <SectionHeading>Durations</SectionHeading>
      <DefinitionRows>
        {DURATIONS.map(({ from, to, label, shouldHaveHappened }) => {
          const duration = durationBetween(room.times, from, to, shouldHaveHappened);
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

function AffectedSection({ room, base, record }: { room: RoomView; base: string; record: ReactNode }) {
  const { data, exposure } = room;
  return (
    <section>
      <SectionHeading>Affected data</SectionHeading>
      <DefinitionRows>
        <Definition term="People">
          <FigureLink href={`${base}/data`}>
            <People low={data.peopleLow} high={data.peopleHigh} exact={data.peopleExact} />
          </FigureLink>
          {data.unknownItems > 0 && data.peopleLow !== null && (
            <span className="text-unknown"> + {data.unknownItems} unknown</span>
          )}
        </Definition>
        <Definition term="Exfiltrated">
          {exposure === null || exposure.exfiltrated === "unknown" ? <Unknown /> : exposure.exfiltrated}
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
