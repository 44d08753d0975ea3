"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { ROLES, type Role } from "@/lib/access/model";
import { useAddUser } from "@/lib/access/mutations";
import { failureText, fieldErrors } from "@/lib/api/field-errors";

const ROLE_HELP: Record<Role, string> = {
  viewer: "Reads",
  responder: "Declares, writes, imports, finishes tasks",
  commander: "Also decides phases and members",
  auditor: "Reads, and checks the record",
  admin: "All of it, and users",
};

/** Adds somebody, and shows the link by which they set their password. Nothing is mailed. */
export function AddUserDialog({ onClose }: { onClose: () => void }) {
  const add = useAddUser();
  const errors = fieldErrors(add.error);
  const [role, setRole] = useState<Role>("responder");

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (add.isPending) return;
    const form = new FormData(event.currentTarget);
    add.mutate({ name: String(form.get("name") ?? ""), email: String(form.get("email") ?? ""), role });
  }

  if (add.data) {
    const link = `${window.location.origin}/setup?for=password&token=${add.data.setupToken}`;
    return (
      <Dialog open onOpenChange={(open) => !open && onClose()}>
        <DialogContent
          title={`${add.data.name} is added`}
          description="Give them this link. It works once, for 30 minutes, and is not shown again."
          footer={
            <Button variant="primary" onClick={onClose}>
              Done
            </Button>
          }
        >
          <div className="flex items-center gap-2 rounded-md border border-line-strong bg-sunk p-3">
            <code className="mono min-w-0 flex-1 select-all break-all">{link}</code>
            <CopyButton value={link} label="Copy the link" />
          </div>
        </DialogContent>
      </Dialog>
    );
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title="Add a user">
        <form onSubmit={submit} noValidate className="flex flex-col gap-4">
          <Field label="Name" error={errors.name}>
            <Input name="name" autoComplete="off" />
          </Field>
          <Field label="E-mail address" error={errors.email}>
            <Input name="email" type="email" autoComplete="off" />
          </Field>
          <Field label="Role" error={errors.role}>
            <Select
              options={ROLES.map((value) => ({ value, label: value, detail: ROLE_HELP[value] }))}
              value={role}
              onValueChange={setRole}
            />
          </Field>
          {add.error && Object.keys(errors).length === 0 && (
            <Notice kind="exposed" live title="Nobody was added.">
              {failureText(add.error)}
            </Notice>
          )}
          <div className="flex justify-end gap-2">
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="primary" busy={add.isPending}>
              Add
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}
