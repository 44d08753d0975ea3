"use client";

import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { useExplainAccesses } from "@/lib/exposure/mutations";
import type { WhoRow } from "./who-rows";
import { plural } from "./words";

interface ExplainDialogProps {
  incidentRef: string;
  row: WhoRow | null;
  assetNames: ReadonlyMap<string, string>;
  onClose: () => void;
}

/** Why accesses without clearance were in order, in the words of a person, and who agreed. */
export function ExplainDialog({ incidentRef, row, assetNames, onClose }: ExplainDialogProps) {
  return (
    <Dialog open={row !== null} onOpenChange={(open) => !open && onClose()}>
      {row && <Content incidentRef={incidentRef} row={row} assetNames={assetNames} onClose={onClose} />}
    </Dialog>
  );
}

function Content({ incidentRef, row, assetNames, onClose }: ExplainDialogProps & { row: WhoRow }) {
  const formId = useId();
  const explain = useExplainAccesses(incidentRef);
  const [reason, setReason] = useState("");
  const [agreedBy, setAgreedBy] = useState("");
  const errors = fieldErrors(explain.error);
  const name = row.name ?? "";

  function submit(event: FormEvent) {
    event.preventDefault();
    if (explain.isPending) return;
    const who = row.principal ? { principal: row.principal } : { actor: name };
    explain.mutate(
      row.assets.map((asset) => ({ asset, ...who, reason, ...(agreedBy.trim() ? { agreedBy } : {}) })),
      {
        onSuccess: () => {
          toast(`Explained: ${name}`, { detail: "The answer is being computed again." });
          onClose();
        },
      },
    );
  }

  return (
    <DialogContent
      title={`Explain the accesses of ${name}`}
      description={`${plural(row.certain + row.possible, "access", "accesses")} to ${row.assets.map((id) => assetNames.get(id) ?? id).join(", ")} move to “explained”. They stay in the list and in the record.`}
      footer={
        <>
          <DialogClose render={<Button />}>Cancel</DialogClose>
          <Button variant="primary" type="submit" form={formId} busy={explain.isPending}>
            Explain
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-3">
        <Field label="Why were they in order?" error={errors.reason}>
          <Textarea
            autoFocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={5000}
          />
        </Field>
        <Field
          label="Agreed by"
          optional
          hint="Who confirmed it: the asset’s owner, their manager."
          error={errors.agreedBy}
        >
          <Input value={agreedBy} onValueChange={setAgreedBy} maxLength={200} />
        </Field>
        {explain.error && Object.keys(errors).length === 0 && (
          <p role="alert" className="text-exposed text-sm">
            {failureText(explain.error)} What you wrote is kept.
          </p>
        )}
      </form>
    </DialogContent>
  );
}
