"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { useCommand } from "@/components/ui/commands";
import { SectionHeading } from "@/components/ui/definition-rows";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { people } from "@/lib/access/queries";
import { useViewer } from "@/lib/access/use-viewer";
import { failureText } from "@/lib/api/field-errors";
import { INCIDENT_ROLES, type IncidentRole } from "@/lib/incidents/model";
import { useTakeRole } from "@/lib/incidents/mutations";
import type { RoomView } from "@/lib/incidents/views";
import { ROLE_WORDS } from "./words";

/** Roles that an exposure incident needs; others appear once somebody holds them. */
const ALWAYS: readonly IncidentRole[] = ["commander", "scribe", "privacy"];

export function RolesSection({ room }: { room: RoomView }) {
  const [giving, setGiving] = useState<IncidentRole | null>(null);
  useCommand({
    label: "Take or hand over a role",
    group: "Incident",
    keys: "r",
    keywords: "commander handover scribe",
    enabled: room.can.respond,
    run: () => setGiving("commander"),
  });
  const shown = INCIDENT_ROLES.filter(
    (role) => ALWAYS.includes(role) || room.roles.some((holder) => holder.role === role),
  );
  return (
    <section id="roles">
      <SectionHeading>Roles</SectionHeading>
      <ul>
        {shown.map((role) => (
          <RoleRow key={role} role={role} room={room} onGive={() => setGiving(role)} />
        ))}
      </ul>
      {giving && <GiveRole room={room} role={giving} onClose={() => setGiving(null)} />}
    </section>
  );
}

function RoleRow({ role, room, onGive }: { role: IncidentRole; room: RoomView; onGive: () => void }) {
  const holder = room.roles.find((other) => other.role === role);
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
  const line = "flex w-full justify-between gap-3 border-line border-b py-1.25 text-left";
  return (
    <li>
      {room.can.respond ? (
        <button type="button" onClick={onGive} className={`${line} hover:bg-sunk pointer-coarse:py-2.5`}>
          {body}
        </button>
      ) : (
        <span className={line}>{body}</span>
      )}
    </li>
  );
}

function GiveRole({ room, role: first, onClose }: { room: RoomView; role: IncidentRole; onClose: () => void }) {
  const viewer = useViewer();
  const [role, setRole] = useState(first);
  const [userId, setUserId] = useState<string | null>(viewer.id);
  const found = useQuery(people());
  const take = useTakeRole(room.incident.ref);
  const holder = room.roles.find((other) => other.role === role);
  const options = (found.data?.data ?? []).map((person) => ({
    value: person.id,
    label: person.id === viewer.id ? `${person.name} (you)` : person.name,
    detail: person.role,
  }));

  function give() {
    if (!userId) return;
    take.mutate(
      { role, userId },
      {
        onSuccess: () => {
          toast(`${ROLE_WORDS[role]} handed over`);
          onClose();
        },
      },
    );
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="Take or hand over a role"
        description={
          holder ? `${ROLE_WORDS[role]} is ${holder.name} now.` : `Nobody is ${ROLE_WORDS[role].toLowerCase()} now.`
        }
        footer={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="primary" busy={take.isPending} disabled={!userId} onClick={give}>
              {userId === viewer.id ? "Take the role" : "Hand it over"}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          <Field label="Role">
            <Select
              options={INCIDENT_ROLES.map((value) => ({ value, label: ROLE_WORDS[value] }))}
              value={role}
              onValueChange={setRole}
            />
          </Field>
          <Field
            label="Who"
            error={take.error ? failureText(take.error) : null}
            hint="The record keeps who held it when."
          >
            <Combobox options={options} value={userId} onValueChange={setUserId} placeholder="Type a name" />
          </Field>
        </div>
      </DialogContent>
    </Dialog>
  );
}
