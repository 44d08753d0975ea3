"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useDraft } from "@/components/ui/use-draft";
import { permissionsOf } from "@/lib/access/model";
import { people } from "@/lib/access/queries";
import { useViewer } from "@/lib/access/use-viewer";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { useBeginHandover, useReleaseRole, useTakeRole } from "@/lib/handover/mutations";
import { ROLE_NAMES, ROLE_WORDS } from "@/lib/handover/words";
import { INCIDENT_ROLES, type IncidentRole } from "@/lib/incidents/model";
import type { RoomView } from "@/lib/incidents/views";
import { ACTS, type RoleAct, roleActs } from "./role-acts";

interface RoleDialogProps {
  room: RoomView;
  role: IncidentRole;
  onClose: () => void;
}

/** Takes a role, gives it, asks for it, offers it with a brief, or takes it over; the record keeps who held it when. */
export function RoleDialog({ room, role: first, onClose }: RoleDialogProps) {
  const viewer = useViewer();
  const { ref } = room.incident;
  const [role, setRole] = useState(first);
  const holder = room.roles.find((other) => other.role === role) ?? null;
  const acts = roleActs(role, holder?.userId ?? null, viewer.id, room.can.command);
  const [chosen, setChosen] = useState<RoleAct | null>(null);
  const act = chosen && acts.includes(chosen) ? chosen : acts[0];
  const [userId, setUserId] = useState<string | null>(null);
  const draft = useDraft(`role:${ref}`, "");
  const [missing, setMissing] = useState<{ toId?: string; reason?: string }>({});
  const send = useSend(ref, onClose, draft.discard);
  const errors = fieldErrors(send.error);
  const pending = room.handovers.find((one) => one.role === role && !one.passed);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!act || send.isPending) return;
    const { who, text } = ACTS[act];
    const lacks = {
      ...(who && !userId ? { toId: "Say to whom." } : {}),
      ...(text === "reason" && !draft.value.trim() ? { reason: "Say why it can’t wait; the record keeps it." } : {}),
    };
    setMissing(lacks);
    if (Object.keys(lacks).length === 0) send.run(act, role, userId, draft.value.trim());
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="Roles and handover"
        render={<form onSubmit={submit} noValidate />}
        description={
          holder
            ? `${holder.userId === viewer.id ? "You are" : `${holder.name} is`} ${ROLE_NAMES[role]} now.`
            : `Nobody is ${ROLE_NAMES[role]} now.`
        }
        footer={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              type="submit"
              variant={act === "take_over" ? "danger" : "primary"}
              busy={send.isPending}
              disabled={!act}
            >
              {act ? ACTS[act].button : "Nothing to do"}
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
          {pending && (
            <Notice
              kind="info"
              action={<Link href={`/incidents/${ref}/handover?handover=${pending.id}`}>Open it</Link>}
            >
              {pending.state === "asked" ? `${pending.to} has asked for it.` : `It is offered to ${pending.to}.`}
            </Notice>
          )}
          {act ? (
            <>
              <Segmented
                className="self-start"
                label="What to do"
                options={acts.map((value) => ({ value, label: ACTS[value].label }))}
                value={act}
                onValueChange={setChosen}
              />
              <p className="text-ink-2 text-sm">{ACTS[act].says}</p>
              {ACTS[act].who && (
                <Field label="To whom" error={missing.toId ?? errors.toId ?? errors.userId}>
                  <PersonPicker role={role} value={userId} onChange={setUserId} except={holder?.userId ?? null} />
                </Field>
              )}
              {ACTS[act].text !== "none" && (
                <Field
                  label={ACTS[act].text === "reason" ? "Why it can’t wait" : "What to say with it"}
                  optional={ACTS[act].text === "note"}
                  error={missing.reason ?? errors.reason ?? errors.note}
                >
                  <Textarea
                    value={draft.value}
                    onChange={(event) => draft.change(event.target.value)}
                    maxLength={2000}
                    className="min-h-16"
                  />
                </Field>
              )}
            </>
          ) : (
            <p className="text-ink-2">You may read who holds it. A commander can give it to somebody.</p>
          )}
          {send.error && !errors.toId && !errors.userId && !errors.reason && !errors.note && (
            <Notice kind="exposed" live>
              {errors.role ?? failureText(send.error)} What you wrote is kept.
            </Notice>
          )}
        </div>
      </DialogContent>
    </Dialog>
  );
}

interface PersonPickerProps {
  role: IncidentRole;
  value: string | null;
  onChange: (id: string | null) => void;
  except: string | null;
}

/** Only who may hold the role: whoever commands has to be allowed to; the others help as what they are. */
function PersonPicker({ role, value, onChange, except }: PersonPickerProps) {
  const found = useQuery(people());
  const options = (found.data?.data ?? [])
    .filter(
      (person) =>
        person.id !== except && permissionsOf(person.role).includes(role === "commander" ? "command" : "read"),
    )
    .map((person) => ({ value: person.id, label: person.name, detail: person.role }));
  return <Combobox options={options} value={value} onValueChange={onChange} placeholder="Type a name" />;
}

/** Sends whichever of the acts was chosen, and goes to the brief where there is one to read now. */
function useSend(ref: string, onClose: () => void, discard: () => void) {
  const router = useRouter();
  const take = useTakeRole(ref);
  const release = useReleaseRole(ref);
  const begin = useBeginHandover(ref);
  const said = (text: string) => () => {
    discard();
    toast(text);
    onClose();
  };
  function run(act: RoleAct, role: IncidentRole, userId: string | null, text: string) {
    const name = ROLE_WORDS[role];
    for (const one of [take, release, begin]) one.reset();
    switch (act) {
      case "take":
        return take.mutate({ role }, { onSuccess: said(`You are ${ROLE_NAMES[role]}`) });
      case "give":
        return take.mutate({ role, userId: userId ?? "" }, { onSuccess: said(`${name} given`) });
      case "release":
        return release.mutate(role, { onSuccess: said(`${name} given back`) });
      case "request":
        return begin.mutate({ kind: "request", role, note: text }, { onSuccess: said(`${name} asked for`) });
      case "offer":
        return begin.mutate(
          { kind: "offer", role, toId: userId ?? "", note: text },
          { onSuccess: said(`${name} offered; it passes when the brief is acknowledged`) },
        );
      case "take_over":
        return begin.mutate(
          { kind: "take_over", role, reason: text },
          {
            onSuccess: ({ id }) => {
              said(`You are ${ROLE_NAMES[role]}. Read the brief.`)();
              router.push(`/incidents/${ref}/handover?handover=${id}`);
            },
          },
        );
    }
  }
  return {
    run,
    isPending: take.isPending || release.isPending || begin.isPending,
    error: take.error ?? release.error ?? begin.error,
  };
}
