"use client";

import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { focusFirstInvalid } from "@/components/ui/focus-first-invalid";
import { FormFooter } from "@/components/ui/form-footer";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useDraft } from "@/components/ui/use-draft";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { readAssertion } from "@/lib/claims/assertion-draft";
import { useAddClaim, useCorrectClaim } from "@/lib/claims/mutations";
import type { ClaimView } from "@/lib/claims/views";
import type { AssetChoice } from "./assertion-fields";
import { BLANK_CLAIM, type ClaimDraft, claimDraftOf, claimFields } from "./claim-draft";
import { ClaimFields } from "./claim-fields";

interface ClaimDialogProps {
  incidentRef: string;
  /** "new", or the one that is corrected. */
  claim: ClaimView | "new" | null;
  assets: readonly AssetChoice[];
  onClose: () => void;
}

/** Records a claim, or corrects how it was recorded. What is typed survives a closed tab. */
export function ClaimDialog({ claim, onClose, ...props }: ClaimDialogProps) {
  return (
    <Dialog open={claim !== null} onOpenChange={(open) => !open && onClose()}>
      {claim && (
        <Content
          key={claim === "new" ? "new" : `${claim.id} ${claim.version}`}
          {...props}
          claim={claim}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

type ContentProps = ClaimDialogProps & { claim: ClaimView | "new" };

function Content({ incidentRef, claim, assets, onClose }: ContentProps) {
  const formId = useId();
  const corrected = claim === "new" ? null : claim;
  const draft = useDraft<ClaimDraft & { reason: string }>(
    `claim:${incidentRef}:${corrected ? `${corrected.id}:${corrected.version}` : "new"}`,
    { ...(corrected ? claimDraftOf(corrected) : BLANK_CLAIM), reason: "" },
  );
  const [key] = useState(() => crypto.randomUUID());
  const [missing, setMissing] = useState<Record<string, string>>({});
  const add = useAddClaim(incidentRef);
  const correct = useCorrectClaim(incidentRef);
  const { error, isPending } = corrected ? correct : add;
  const refused = withoutPrefix(fieldErrors(error));
  const { reason, ...value } = draft.value;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isPending) return;
    const read = readAssertion(value.assertion);
    const wrong: Record<string, string> = "errors" in read ? read.errors : {};
    if (!value.words.trim()) wrong.words = "Write the exact words.";
    if (!value.speaker.trim()) wrong.speaker = "Say who said it.";
    if (corrected && !reason.trim()) wrong.reason = "Say why it is corrected.";
    if (value.saidText.trim() && !value.said) wrong.saidAt = "This time can’t be read. Correct it, or clear the field.";
    setMissing(wrong);
    if ("errors" in read || Object.keys(wrong).length > 0) return focusFirstInvalid(event.currentTarget);
    const fields = claimFields(value, read.sent);
    const done = { onSuccess: (saved: ClaimView) => finish(saved) };
    if (corrected) {
      correct.mutate({ id: corrected.id, input: { ...fields, reason, version: corrected.version } }, done);
    } else {
      add.mutate({ key, input: fields }, done);
    }
  }

  function finish(saved: ClaimView) {
    draft.discard();
    toast(corrected ? `${saved.ref} is corrected` : `${saved.ref} is recorded`, {
      detail: `By the evidence it is ${saved.asKnownNow.standing}.`,
    });
    onClose();
  }

  return (
    <DialogContent
      title={corrected ? `Correct ${corrected.ref}` : "Record a claim"}
      description={
        corrected
          ? "How it was recorded becomes a new version; the former stays to be read."
          : "What somebody said about the incident, in their words."
      }
      width="lg"
      footer={
        <>
          {draft.restored && (
            <Button variant="quiet" onClick={draft.discard}>
              Throw the draft away
            </Button>
          )}
          <FormFooter form={formId} busy={isPending}>
            {corrected ? "Correct" : "Record"}
          </FormFooter>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-3">
        <ClaimFields
          value={value}
          errors={{ ...refused, ...missing }}
          assets={assets}
          timeKey={`time ${draft.restored}`}
          onChange={(part) => draft.change((before) => ({ ...before, ...part }))}
        />
        {corrected && (
          <Field label="Why is it corrected?" error={missing.reason ?? refused.reason}>
            <Textarea
              value={reason}
              rows={2}
              maxLength={2000}
              onChange={(event) => {
                const { value: next } = event.currentTarget;
                draft.change((before) => ({ ...before, reason: next }));
              }}
            />
          </Field>
        )}
        {error && Object.keys(refused).length === 0 && (
          <p role="alert" className="text-exposed text-sm">
            {failureText(error)} What you wrote is kept.
          </p>
        )}
      </form>
    </DialogContent>
  );
}

/** The fields of an assertion stand in the form as fields like others. */
function withoutPrefix(errors: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(errors).map(([name, text]) => [name.replace(/^assertion\//, ""), text]));
}
