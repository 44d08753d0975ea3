"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, FieldGroup } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { toast } from "@/components/ui/toast";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import type { Audience, Channel } from "@/lib/updates/model";
import { useAddSubscriber } from "@/lib/updates/mutations";

interface AddSubscriberFormProps {
  incidentRef: string;
  /** Whether this installation can send mail. */
  mail: boolean;
  onSecret: (secret: string | null) => void;
}

/** A mail address, whose owner confirms it, or a webhook, whose secret is shown once. */
export function AddSubscriberForm({ incidentRef, mail, onSecret }: AddSubscriberFormProps) {
  const [channel, setChannel] = useState<Channel>(mail ? "mail" : "webhook");
  const [audience, setAudience] = useState<Audience>("everyone");
  const [address, setAddress] = useState("");
  const [key, setKey] = useState(() => crypto.randomUUID());
  const add = useAddSubscriber(incidentRef);
  const errors = fieldErrors(add.error);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (add.isPending) return;
    add.mutate(
      { key, input: { channel, address, audience } },
      {
        onSuccess: ({ state, secret }) => {
          setAddress("");
          setKey(crypto.randomUUID());
          onSecret(secret);
          toast(state === "pending" ? "The link to confirm is sent" : "It gets the updates from now on");
        },
      },
    );
  }

  return (
    <form onSubmit={submit} noValidate aria-label="Add a subscriber" className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-x-6 gap-y-3">
        <FieldGroup legend="By">
          <Segmented
            label="By"
            options={[
              { value: "mail", label: "Mail", disabled: !mail },
              { value: "webhook", label: "Webhook" },
            ]}
            value={channel}
            onValueChange={setChannel}
          />
        </FieldGroup>
        <FieldGroup legend="What is for">
          <Segmented
            label="What is for"
            options={[
              { value: "everyone", label: "Everyone" },
              { value: "executives", label: "Executives" },
              { value: "responders", label: "Responders" },
            ]}
            value={audience}
            onValueChange={setAudience}
          />
        </FieldGroup>
      </div>
      <Field
        label={channel === "mail" ? "Mail address" : "Address that is called"}
        hint={
          channel === "mail"
            ? "Its owner gets a link first, and nothing else until they have confirmed."
            : "Signed as Standard Webhooks say. Private addresses are refused."
        }
        error={errors.address}
      >
        <Input
          value={address}
          onValueChange={setAddress}
          type={channel === "mail" ? "email" : "url"}
          maxLength={2000}
          autoComplete="off"
        />
      </Field>
      {add.error && Object.keys(errors).length === 0 && (
        <p role="alert" className="text-exposed text-sm">
          {failureText(add.error)}
        </p>
      )}
      <div>
        <Button type="submit" busy={add.isPending}>
          Add the subscriber
        </Button>
      </div>
    </form>
  );
}
