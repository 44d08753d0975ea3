"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { useStateCoverage } from "@/lib/evidence/mutations";
import type { StatedCoverage } from "@/lib/evidence/upload";
import type { SourceView } from "@/lib/evidence/views";
import { CoverageFields } from "./coverage-fields";

interface CoverageDialogProps {
  incident: string;
  source: SourceView;
  onClose: () => void;
}

/** States what a file that was read covers; with both ends empty it is inferred again. */
export function CoverageDialog({ incident, source, onClose }: CoverageDialogProps) {
  const [coverage, setCoverage] = useState<StatedCoverage>({ from: null, until: null });
  const save = useStateCoverage(incident);
  const errors = fieldErrors(save.error);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (save.isPending) return;
    save.mutate(
      { id: source.id, coverage },
      {
        onSuccess: () => {
          toast(`Stated: what ${source.filename} covers`);
          onClose();
        },
      },
    );
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`What ${source.filename} covers`}
        description="The record keeps what was stated before, and the exposure answer is computed again."
        render={<form onSubmit={submit} noValidate />}
        footer={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="primary" busy={save.isPending}>
              {coverage.from || coverage.until ? "State it" : "Infer it from the events"}
            </Button>
          </>
        }
      >
        <CoverageFields value={coverage} onChange={setCoverage} error={errors.coverageFrom ?? errors.coverageUntil} />
        {save.error && Object.keys(errors).length === 0 && (
          <p role="alert" className="mt-2 text-exposed text-sm">
            {failureText(save.error)} What you entered is kept.
          </p>
        )}
      </DialogContent>
    </Dialog>
  );
}
