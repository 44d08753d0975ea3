"use client";

import { useQueryStates } from "nuqs";
import { type FormEvent, useId, useState } from "react";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormFooter } from "@/components/ui/form-footer";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { useExplainAccesses } from "@/lib/exposure/mutations";
import { viewParsers } from "./view-state";
import type { WhoRow } from "./who-rows";
import { plural } from "./words";

interface ExplainDialogProps {
  incidentRef: string;
  row: WhoRow | null;
  assetNames: ReadonlyMap<string, string>;
  onClose: () => void;
}

/** Why accesses without clearance were in order, in the words of a person; it counts once a second one agrees. */
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
  const [{ from, until }] = useQueryStates(viewParsers);
  const errors = fieldErrors(explain.error);
  const name = row.name ?? "";

  function submit(event: FormEvent) {
    event.preventDefault();
    if (explain.isPending) return;
    const who = row.principal ? { principal: row.principal } : { actor: name };
    explain.mutate(
      row.assets.map((asset) => ({ asset, ...who, reason, ...(from && until ? { from, until } : {}) })),
      {
        onSuccess: () => {
          toast(`Proposed: ${name}`, { detail: "It counts once a second person has agreed, under Explained." });
          onClose();
        },
      },
    );
  }

  return (
    <DialogContent
      title={`Explain the accesses of ${name}`}
      description={`${plural(row.certain + row.possible, "access", "accesses")} to ${row.assets.map((id) => assetNames.get(id) ?? id).join(", ")}${from && until ? ", of the marked stretch," : ""} move to “explained” once a second person has agreed. They stay in the list and in the record.`}
      footer={
        <FormFooter form={formId} busy={explain.isPending}>
          Propose
        </FormFooter>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-3">
        <Field
          label="Why were they in order?"
          hint="What a second person can check: “on call, ticket 123, sent by the data owner”."
          error={errors.reason}
        >
          <Textarea
            autoFocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={5000}
          />
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
