"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { useRemoveKillSwitch, useSetKillSwitch } from "@/lib/agents/mutations";
import type { AiSystemView } from "@/lib/agents/views";
import { failureText, fieldErrors } from "@/lib/api/field-errors";

/** Where a signed stop is sent. A secret that is made is shown here, once. */
export default function KillSwitchDialog({ agent, onClose }: { agent: AiSystemView; onClose: () => void }) {
  const [url, setUrl] = useState(agent.webhook?.url ?? "");
  const [secret, setSecret] = useState("");
  const [missing, setMissing] = useState<string | null>(null);
  const set = useSetKillSwitch(agent.id);
  const remove = useRemoveKillSwitch(agent.id);
  const error = set.error ?? remove.error;
  const errors = fieldErrors(error);
  const made = set.data?.secret;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (set.isPending) return;
    if (!url.trim()) return setMissing("Give the address that stops the agent.");
    setMissing(null);
    set.mutate(secret.trim() ? { url, secret } : { url }, {
      onSuccess: (view) => {
        if (view.secret) return;
        toast("Its kill switch is called by webhook");
        onClose();
      },
    });
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`Kill switch of ${agent.name}`}
        description="A stop is sent as a signed message (Standard Webhooks). The receiver stops the agent, then answers 2xx."
        render={<form onSubmit={submit} noValidate />}
        footer={
          made ? (
            <Button variant="primary" onClick={onClose}>
              I have kept it
            </Button>
          ) : (
            <>
              {agent.webhook && (
                <Button
                  variant="danger"
                  className="mr-auto"
                  busy={remove.isPending}
                  onClick={() => remove.mutate(undefined, { onSuccess: onClose })}
                >
                  Call it no longer
                </Button>
              )}
              <Button onClick={onClose}>Cancel</Button>
              <Button variant="primary" type="submit" busy={set.isPending}>
                Set
              </Button>
            </>
          )
        }
      >
        {made ? (
          <Notice kind="unknown" title="The secret, this once">
            <p>Give it to the receiver now. It is sealed here and never shown again.</p>
            <p className="mono mt-1.5 flex flex-wrap items-center gap-2 break-all">
              {made} <CopyButton value={made} label="Copy the secret" />
            </p>
          </Notice>
        ) : (
          <div className="flex flex-col gap-4">
            <Field
              label="Address"
              error={missing ?? errors.url}
              hint="https, on the public internet, unless an operator allows more."
            >
              <Input
                type="url"
                value={url}
                onValueChange={setUrl}
                className="mono"
                placeholder="https://agents.example.org/stop"
                maxLength={2000}
              />
            </Field>
            <Field
              label="Secret"
              optional
              error={errors.secret}
              hint="Of the receiver, whsec_…; left empty, one is made and shown once."
            >
              <Input value={secret} onValueChange={setSecret} className="mono" autoComplete="off" maxLength={200} />
            </Field>
            {error && Object.keys(errors).length === 0 && (
              <p role="alert" className="text-exposed text-sm">
                {failureText(error)}
              </p>
            )}
          </div>
        )}
      </DialogContent>
    </Dialog>
  );
}
