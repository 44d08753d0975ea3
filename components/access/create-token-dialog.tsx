"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field, FieldGroup } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import type { Permission } from "@/lib/access/model";
import { useCreateToken } from "@/lib/access/mutations";
import { useViewer } from "@/lib/access/use-viewer";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { dateToInstant } from "@/lib/time/instant";

const SCOPE_HELP: Record<Permission, string> = {
  read: "See incidents that you may see",
  respond: "Declare, write, import evidence, finish tasks",
  command: "Phases, members, what a commander decides",
  administer: "Users and settings",
  audit: "The audit trail and exports of the record",
  ask: "For an agent or gateway: ask a person for permission",
  alert: "For a program that watches: raise alerts for triage",
  calendar: "Within an address: read the clocks as a calendar",
};
const LIFETIMES = { "30": "30 days", "90": "90 days", "365": "a year", never: "does not expire" } as const;

/** Makes a token and shows it this once. */
export function CreateTokenDialog({ onClose }: { onClose: () => void }) {
  const viewer = useViewer();
  const create = useCreateToken();
  const errors = fieldErrors(create.error);
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<Permission[]>(["read"]);
  const [lifetime, setLifetime] = useState<keyof typeof LIFETIMES>("90");

  function submit() {
    if (create.isPending) return;
    const days = Number(lifetime);
    create.mutate({
      name,
      scopes,
      ...(lifetime === "never" ? {} : { expiresAt: dateToInstant(new Date(Date.now() + days * 86_400_000)) }),
    });
  }

  if (create.data) {
    return (
      <Dialog open onOpenChange={(open) => !open && onClose()}>
        <DialogContent
          title="Your new token"
          description="It is shown this once. Only a fingerprint of it is kept."
          footer={
            <Button variant="primary" onClick={onClose}>
              I have copied it
            </Button>
          }
        >
          <div className="flex items-center gap-2 rounded-md border border-line-strong bg-sunk p-3">
            <code className="mono min-w-0 flex-1 select-all break-all">{create.data.token}</code>
            <CopyButton value={create.data.token} label="Copy the token" />
          </div>
        </DialogContent>
      </Dialog>
    );
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="Create an API token"
        footer={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="primary" busy={create.isPending} onClick={submit}>
              Create
            </Button>
          </>
        }
      >
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <Field label="Name" hint="What will use it." error={errors.name}>
            <Input value={name} onValueChange={setName} maxLength={80} placeholder="evidence uploader" />
          </Field>
          <FieldGroup legend="Scopes" hint="Only what the program needs.">
            <div className="flex flex-col">
              {viewer.permissions.map((scope) => (
                <Checkbox
                  key={scope}
                  label={scope}
                  detail={SCOPE_HELP[scope]}
                  checked={scopes.includes(scope)}
                  onCheckedChange={(on) =>
                    setScopes(on ? [...scopes, scope] : scopes.filter((other) => other !== scope))
                  }
                />
              ))}
            </div>
            {errors.scopes && <p className="mt-1 text-exposed text-sm">{errors.scopes}</p>}
          </FieldGroup>
          <Field label="Expires after" error={errors.expiresAt}>
            <Select
              options={(Object.keys(LIFETIMES) as (keyof typeof LIFETIMES)[]).map((value) => ({
                value,
                label: LIFETIMES[value],
              }))}
              value={lifetime}
              onValueChange={setLifetime}
            />
          </Field>
          {create.error && Object.keys(errors).length === 0 && (
            <Notice kind="exposed" live title="No token was created.">
              {failureText(create.error)}
            </Notice>
          )}
        </form>
      </DialogContent>
    </Dialog>
  );
}
