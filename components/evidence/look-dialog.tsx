"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { FailedState } from "@/components/ui/failed-state";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { failureText } from "@/lib/api/field-errors";
import type { NamedFile } from "@/lib/evidence/dropped-files";
import type { DryRunView } from "@/lib/evidence/dry-run";
import { dryRunOf, formatList } from "@/lib/evidence/queries";
import { LookSample } from "./look-sample";
import { useUploads } from "./uploads";

interface LookDialogProps {
  incident: string;
  chosen: NamedFile;
  onClose: () => void;
}

const RECOGNISED = "recognised";

/** What the first records of a file would become, and as what; a person may overrule the format. */
export function LookDialog({ incident, chosen, onClose }: LookDialogProps) {
  const [format, setFormat] = useState(RECOGNISED);
  const { add } = useUploads();
  const look = useQuery(dryRunOf(incident, chosen, format === RECOGNISED ? "" : format));
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        width="xl"
        title={chosen.name}
        description="How its first records would be read. Nothing of it is kept unless you import it."
        footer={
          <>
            <DialogClose render={<Button />}>Cancel</DialogClose>
            <Button
              variant="primary"
              onClick={() => {
                add([chosen], format === RECOGNISED ? {} : { format });
                onClose();
              }}
            >
              Import
            </Button>
          </>
        }
      >
        <div className="grid gap-4">
          <FormatField look={look.data ?? null} format={format} onChange={setFormat} />
          {look.isPending && <SkeletonRows rows={6} label="Reading the first records" />}
          {look.isError && (
            <FailedState
              title="The file could not be looked at."
              detail={failureText(look.error)}
              onRetry={() => void look.refetch()}
            />
          )}
          {look.data && <Found look={look.data} />}
        </div>
      </DialogContent>
    </Dialog>
  );
}

interface FormatFieldProps {
  look: DryRunView | null;
  format: string;
  onChange: (format: string) => void;
}

/** What fits first, with how well; then every other format. */
function FormatField({ look, format, onChange }: FormatFieldProps) {
  const formats = useQuery(formatList());
  const fitting = look?.alternatives ?? [];
  const others = (formats.data?.data ?? []).filter(({ id }) => !fitting.some((one) => one.format === id));
  const recognised = fitting[0];
  return (
    <Field
      label="Read as"
      hint={format === RECOGNISED ? look?.reasons.join(" ") : "As you say. Records that are not of it are rejected."}
    >
      <Select
        className="max-w-md"
        options={[
          { value: RECOGNISED, label: recognised ? `As recognised: ${recognised.title}` : "As recognised" },
          ...fitting.map(({ format: id, title, score }) => ({
            value: id,
            label: title,
            detail: `fits ${Math.round(score * 100)} %`,
          })),
          ...others.map(({ id, title }) => ({ value: id, label: title })),
        ]}
        value={format}
        onValueChange={onChange}
      />
    </Field>
  );
}

function Found({ look }: { look: DryRunView }) {
  const { counts, whole, firstEventAt, lastEventAt, error, needs, rejects } = look;
  const number = (n: number) => n.toLocaleString("en");
  return (
    <>
      {error && (
        <p className={needs.length > 0 ? "text-unknown" : "text-exposed"}>
          {error} {needs.length > 0 && "You are asked once it is imported."}
        </p>
      )}
      {counts.records > 0 && (
        <p>
          {whole ? "All of it: " : "Of its beginning: "}
          <span className="font-medium">{number(counts.records)} records</span> = {number(counts.events)} events +{" "}
          {number(counts.skipped)} skipped + {number(counts.rejects)} rejected
          {firstEventAt && (
            <>
              , from <Time value={firstEventAt} mode="datetime" withZone /> to{" "}
              <Time value={lastEventAt} mode="datetime" withZone />
            </>
          )}
          .
        </p>
      )}
      <LookSample rows={look.sample} />
      {rejects.length > 0 && (
        <div>
          <p className="font-medium">The first that are rejected</p>
          <ul className="text-sm">
            {rejects.map(({ record, offset, reason }) => (
              <li key={`${record}-${offset}-${reason}`} className="break-words">
                <span className="mono">
                  record {number(record)}, byte {number(offset)}
                </span>
                : {reason}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
