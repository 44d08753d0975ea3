"use client";

import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field, FieldGroup } from "@/components/ui/field";
import { FormFooter } from "@/components/ui/form-footer";
import { Input } from "@/components/ui/input";
import { type EnteredTime, NaturalTimeInput } from "@/components/ui/natural-time-input";
import { Segmented } from "@/components/ui/segmented";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useDraft } from "@/components/ui/use-draft";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { type Audience, LIMITS } from "@/lib/updates/model";
import { usePreviewUpdate, useSendUpdate } from "@/lib/updates/mutations";
import type { PreviewView } from "@/lib/updates/views";
import { ClaimChoices } from "./claim-choices";
import { PreviewPart } from "./preview-part";
import type { ClaimChoice } from "./updates-page";
import { EMPTY, useFirstText, type Written } from "./use-first-text";

interface WriteDialogProps {
  incidentRef: string;
  claims: readonly ClaimChoice[];
  onClose: () => void;
}

/** Writes an update, shows it as its receiver reads it, and sends it. */
export function WriteDialog(props: WriteDialogProps) {
  return (
    <Dialog open onOpenChange={(open) => !open && props.onClose()}>
      <Content {...props} />
    </Dialog>
  );
}

const OPTIONS: { value: Audience; label: string }[] = [
  { value: "everyone", label: "Everyone" },
  { value: "executives", label: "Executives" },
  { value: "responders", label: "Responders" },
];

const HINTS: Record<Audience, string> = {
  everyone: "Whoever may see the incident, and every subscriber.",
  executives: "Subscribed executives, and the people of the room.",
  responders: "The people of the room, and subscribers who work with them.",
};

function Content({ incidentRef, claims, onClose }: WriteDialogProps) {
  const formId = useId();
  const draft = useDraft<Written>(`update:${incidentRef}`, EMPTY);
  const first = useFirstText(incidentRef, draft);
  const [at, setAt] = useState<EnteredTime | null>(null);
  const [unread, setUnread] = useState(false);
  const [shown, setShown] = useState<PreviewView | null>(null);
  const [reason, setReason] = useState("");
  const [key] = useState(() => crypto.randomUUID());
  const preview = usePreviewUpdate(incidentRef);
  const send = useSendUpdate(incidentRef);
  const { value } = draft;
  const set = (part: Partial<Written>) => {
    if (preview.error) preview.reset();
    draft.change((before) => ({ ...before, ...part }));
  };
  const written = {
    audience: value.audience,
    state: value.state,
    body: value.body,
    nextAt: at?.instant ?? null,
    claims: value.claims,
  };

  function submit(event: FormEvent) {
    event.preventDefault();
    if (preview.isPending || send.isPending) return;
    if (shown) {
      const input = { ...written, claimReason: reason };
      send.mutate({ key, input }, { onSuccess: done });
      return;
    }
    const isUnread = value.next.trim() !== "" && at === null;
    setUnread(isUnread);
    if (!isUnread) preview.mutate(written, { onSuccess: setShown });
  }

  function done() {
    draft.discard();
    toast("The update is sent");
    onClose();
  }

  if (shown) {
    return (
      <DialogContent
        key="preview"
        title="As its receiver reads it"
        description="Nothing is sent yet. Once sent, it stays word for word."
        width="lg"
        footer={
          <>
            <Button onClick={() => setShown(null)}>Back to the text</Button>
            <Button variant="primary" type="submit" form={formId} busy={send.isPending}>
              Send the update
            </Button>
          </>
        }
      >
        <form id={formId} onSubmit={submit} noValidate>
          <PreviewPart
            incidentRef={incidentRef}
            preview={shown}
            audience={value.audience}
            reason={reason}
            onReason={setReason}
            error={send.error}
          />
        </form>
      </DialogContent>
    );
  }
  const errors = fieldErrors(preview.error);
  return (
    <DialogContent
      key="write"
      title="Write an update"
      description="Plain text. A first one is made from what is known; nothing is sent before you have seen how it reads."
      width="lg"
      footer={
        <FormFooter form={formId} busy={preview.isPending}>
          Preview
        </FormFooter>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-3">
        <FieldGroup legend="For" hint={HINTS[value.audience]}>
          <Segmented
            label="For"
            options={OPTIONS}
            value={value.audience}
            onValueChange={(audience) => {
              set({ audience });
              if (value.body === value.made) first.fill(audience);
            }}
          />
        </FieldGroup>
        <Field label="How it stands" hint="A few words; a mail begins with them." error={errors.state}>
          <Input
            value={value.state}
            onValueChange={(state) => set({ state })}
            maxLength={LIMITS.state}
            autoComplete="off"
          />
        </Field>
        <Field label="Text" error={errors.body}>
          <Textarea
            value={value.body}
            onChange={(event) => set({ body: event.currentTarget.value })}
            maxLength={LIMITS.body}
            className="min-h-48"
          />
        </Field>
        <div className="-mt-2 flex flex-wrap items-baseline gap-x-3 text-ink-3 text-sm">
          <Button size="sm" variant="quiet" busy={first.busy} onClick={() => first.fill(value.audience)}>
            Write it anew from what is known
          </Button>
          {first.former && (
            <Button size="sm" variant="quiet" onClick={first.bringBack}>
              Bring back my text
            </Button>
          )}
          {first.failed && <span className="text-exposed">The first text could not be made. Write it yourself.</span>}
          {draft.restored && <span>Your draft was kept.</span>}
        </div>
        <Field
          label="Next update by"
          optional
          hint="Everybody sees this promise tick. Left empty, none is made."
          error={
            errors.nextAt ??
            (unread ? "This is no time. Write it as 14:05 or in 30 min, or leave it empty." : undefined)
          }
        >
          <NaturalTimeInput
            ahead
            key={first.times}
            defaultText={value.next}
            placeholder="in 30 min, 14:05, tomorrow 9:00"
            onTime={(time, text) => {
              setAt(time);
              if (text !== value.next) set({ next: text });
            }}
          />
        </Field>
        <ClaimChoices claims={claims} chosen={value.claims} onChosen={(next) => set({ claims: next })} />
        {preview.error && Object.keys(errors).length === 0 && (
          <p role="alert" className="text-exposed text-sm">
            {failureText(preview.error)} What you wrote is kept.
          </p>
        )}
      </form>
    </DialogContent>
  );
}
