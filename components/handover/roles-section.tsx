"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { useCommand } from "@/components/ui/commands";
import { SectionHeading } from "@/components/ui/definition-rows";
import { Time } from "@/components/ui/time";
import { ROLE_WORDS } from "@/lib/handover/words";
import { INCIDENT_ROLES, type IncidentRole } from "@/lib/incidents/model";
import type { RoomView } from "@/lib/incidents/views";

const RoleDialog = dynamic(() => import("./role-dialog").then((module) => module.RoleDialog), { ssr: false });

/** Roles that an exposure incident needs; others appear once somebody holds them. */
const ALWAYS: readonly IncidentRole[] = ["commander", "scribe", "privacy"];

export function RolesSection({ room }: { room: RoomView }) {
  const [giving, setGiving] = useState<IncidentRole | null>(null);
  useCommand({
    label: "Take or hand over a role",
    group: "Incident",
    keys: "r",
    keywords: "commander handover scribe brief",
    enabled: room.can.respond,
    run: () => setGiving("commander"),
  });
  const shown = INCIDENT_ROLES.filter(
    (role) => ALWAYS.includes(role) || [...room.roles, ...room.handovers].some((holder) => holder.role === role),
  );
  const base = `/incidents/${room.incident.ref}/handover`;
  return (
    <section id="roles">
      <SectionHeading
        count={
          <Link href={base} className="font-normal underline-offset-3 hover:underline">
            Handover and brief
          </Link>
        }
      >
        Roles
      </SectionHeading>
      <ul>
        {shown.map((role) => (
          <RoleRow key={role} role={role} room={room} onGive={() => setGiving(role)} />
        ))}
      </ul>
      {giving && <RoleDialog room={room} role={giving} onClose={() => setGiving(null)} />}
    </section>
  );
}

function RoleRow({ role, room, onGive }: { role: IncidentRole; room: RoomView; onGive: () => void }) {
  const holder = room.roles.find((other) => other.role === role);
  const passing = room.handovers.find((other) => other.role === role);
  const body = (
    <>
      <span>{ROLE_WORDS[role]}</span>
      {holder ? (
        <span className="text-ink-2">
          {holder.name}
          {role === "commander" && (
            <>
              {" · since "}
              <Time value={holder.since} mode="time" precision="minute" quiet />
            </>
          )}
        </span>
      ) : (
        <span className="text-unknown">nobody</span>
      )}
    </>
  );
  const line = "flex w-full justify-between gap-3 py-1.25 text-left";
  return (
    <li className="border-line border-b">
      {room.can.respond ? (
        <button type="button" onClick={onGive} className={`${line} hover:bg-sunk pointer-coarse:py-2.5`}>
          {body}
        </button>
      ) : (
        <span className={line}>{body}</span>
      )}
      {passing && (
        <Link
          href={`/incidents/${room.incident.ref}/handover?handover=${passing.id}`}
          className={`block pb-1.25 text-right text-sm underline-offset-3 hover:underline ${passing.waitsForMe ? "text-exposed" : "text-ink-3"}`}
        >
          {passing.state === "asked"
            ? `${passing.to} asks for it`
            : passing.passed
              ? "brief not acknowledged yet"
              : `offered to ${passing.to}`}
        </Link>
      )}
    </li>
  );
}
