"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Notice } from "@/components/ui/notice";
import { people } from "@/lib/access/queries";
import { failureText } from "@/lib/api/field-errors";
import { useAddMember, useChangeIncident, useRemoveMember } from "@/lib/incidents/mutations";
import type { RoomView } from "@/lib/incidents/views";

/** The people of an incident, and whether it is for them only. */
export default function MembersPanel({ room }: { room: RoomView }) {
  const { incident, can } = room;
  const restricted = incident.visibility === "restricted";
  const change = useChangeIncident(incident.ref);
  return (
    <>
      <MemberList room={room} />
      {can.command && <AddPerson room={room} />}
      {change.error && (
        <Notice kind="exposed" className="mt-2" live>
          {failureText(change.error)}
        </Notice>
      )}
      {can.command && (
        <Button
          className="mt-3 w-full"
          busy={change.isPending}
          onClick={() => change.mutate({ visibility: restricted ? "open" : "restricted" })}
        >
          {restricted ? "Open it to everybody here" : "Restrict it to its members"}
        </Button>
      )}
      <p className="mt-2 text-ink-3 text-sm">
        {restricted
          ? "To everybody else, admins too, it does not exist. It still counts in figures."
          : "Restricting takes effect at once, also for people who have it open."}
      </p>
    </>
  );
}

function MemberList({ room }: { room: RoomView }) {
  const remove = useRemoveMember(room.incident.ref);
  return (
    <ul className="max-h-60 overflow-y-auto">
      {room.members.map((member) => (
        <li key={member.userId} className="flex items-center justify-between border-line border-b py-1">
          {member.name}
          {room.can.command && room.members.length > 1 && (
            <Button
              variant="quiet"
              size="icon"
              aria-label={`Remove ${member.name}`}
              disabled={remove.isPending}
              onClick={() => remove.mutate(member.userId)}
            >
              <X aria-hidden="true" />
            </Button>
          )}
        </li>
      ))}
      {remove.error && (
        <li className="text-exposed text-sm" role="alert">
          {failureText(remove.error)}
        </li>
      )}
    </ul>
  );
}

function AddPerson({ room }: { room: RoomView }) {
  const found = useQuery(people());
  const add = useAddMember(room.incident.ref);
  const [round, setRound] = useState(0);
  const options = (found.data?.data ?? [])
    .filter((person) => !room.members.some((member) => member.userId === person.id))
    .map((person) => ({ value: person.id, label: person.name, detail: person.role }));
  return (
    <div className="mt-2">
      <Combobox
        key={round}
        aria-label="Add a person"
        placeholder="Add a person"
        options={options}
        value={null}
        onValueChange={(id) => {
          if (!id) return;
          add.mutate({ userId: id });
          setRound(round + 1);
        }}
      />
      {add.error && (
        <p role="alert" className="mt-1 text-exposed text-sm">
          {failureText(add.error)}
        </p>
      )}
    </div>
  );
}
