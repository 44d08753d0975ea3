"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Count, Estimate, Unknown } from "@/components/ui/figures";
import { Input } from "@/components/ui/input";
import { countText, readCount } from "@/lib/data/read-count";
import type { CountRange } from "@/lib/data/totals";
import type { AffectedDataView } from "@/lib/data/views";
import { CellForm, EditCell } from "./edit-cell";
import { useItemChange } from "./use-item-change";

interface CountProps {
  incidentRef: string;
  item: AffectedDataView;
  of: "people" | "records";
  editable: boolean;
}

export function CountCell({ incidentRef, item, of, editable }: CountProps) {
  if (of === "people" && item.subjectKind === "none") return <span className="text-ink-3">about nobody</span>;
  const basis = item[of].basis;
  const figure = (
    <>
      <CountFigure count={item[of]} />
      {basis && <span className="block max-w-36 truncate text-ink-3 text-xs">{basis}</span>}
    </>
  );
  if (!editable) return figure;
  const title = of === "people" ? "How many people?" : "How many records?";
  return (
    <EditCell
      numeric
      title={title}
      label={`${of} of ${item.description}: ${countText(item[of]) || "unknown"}, edit`}
      tip={basis ? <span className="block max-w-72 whitespace-normal">Counted by: {basis}</span> : undefined}
      form={(close) => <CountForm incidentRef={incidentRef} item={item} of={of} close={close} />}
    >
      {figure}
    </EditCell>
  );
}

export function CountFigure({ count: { certainty, low, high } }: { count: CountRange }) {
  if (low === null || high === null) return <Unknown />;
  if (certainty === "known") return <Count value={low} />;
  if (low === high) return <Estimate value={low} />;
  return <span className="whitespace-nowrap">{`~${low.toLocaleString("en")}–${high.toLocaleString("en")}`}</span>;
}

function CountForm({ incidentRef, item, of, close }: Omit<CountProps, "editable"> & { close: () => void }) {
  const [text, setText] = useState(countText(item[of]));
  const [basis, setBasis] = useState(item[of].basis ?? "");
  const { save, busy, failure, fields } = useItemChange(incidentRef, item, close);
  const count = readCount(text);
  const refused = Object.entries(fields).find(([field]) => field.startsWith(of))?.[1];
  return (
    <CellForm
      onSave={() => count && save({ [of]: { ...count, basis } })}
      onCancel={close}
      busy={busy}
      failure={failure}
    >
      <Field
        label={of === "people" ? "People" : "Records"}
        hideLabel
        error={refused ?? (count ? undefined : "This is no count. Write 61,000, ~61k, 40k–90k or unknown.")}
        hint="61,000 is known; ~61k and 40k–90k are estimates; empty is unknown."
      >
        <Input autoFocus value={text} onValueChange={setText} placeholder="unknown" autoComplete="off" />
      </Field>
      <output className="text-ink-2 text-sm">{count ? echo(count) : null}</output>
      <Field label="How it was counted" optional error={fields[`${of}/basis`]} hint="A query, a report, an assumption.">
        <Input value={basis} onValueChange={setBasis} maxLength={500} autoComplete="off" />
      </Field>
    </CellForm>
  );
}

function echo({ certainty, low, high }: CountRange): string {
  if (low === null || high === null) return "Unknown: counted as an unknown item, never as 0.";
  const figure = (n: number) => n.toLocaleString("en");
  if (certainty === "known") return `Known: ${figure(low)}.`;
  return low === high ? `Estimate: about ${figure(low)}.` : `Estimate: ${figure(low)} to ${figure(high)}.`;
}
