"use client";

import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { people } from "@/lib/access/queries";
import { useViewer } from "@/lib/access/use-viewer";
import { failureText } from "@/lib/api/field-errors";
import { useTakeRole } from "@/lib/handover/mutations";
import { INCIDENT_ROLES, type IncidentRole } from "@/lib/incidents/model";
import type { RoomView } from "@/lib/incidents/views";
import { ROLE_WORDS } from "./words";

interface GiveRoleDialogProps {
  room: RoomView;
  role: IncidentRole;
  onClose: () => void;
}

/** Takes a role or hands it to somebody; the record keeps who held it when. */
export function GiveRoleDialog({ room, role: first, onClose }: GiveRoleDialogProps) {
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

  function give(event: FormEvent) {
    event.preventDefault();
    if (!userId || take.isPending) return;
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
        render={<form onSubmit={give} noValidate />}
        description={
          holder ? `${ROLE_WORDS[role]} is ${holder.name} now.` : `Nobody is ${ROLE_WORDS[role].toLowerCase()} now.`
        }
        footer={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="primary" busy={take.isPending} disabled={!userId}>
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
