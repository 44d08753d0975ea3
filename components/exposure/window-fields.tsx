"use client";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { AssetView } from "@/lib/assets/views";
import { EXPOSURE_PATHS } from "@/lib/exposure/audience";
import { AudienceFields } from "./audience-fields";
import { BoundedTime } from "./bounded-time";
import type { WindowDraft } from "./window-input";
import { PATH_WORDS } from "./words";

export interface WindowFieldsProps {
  draft: WindowDraft;
  set: (part: Partial<WindowDraft>) => void;
  errors: Record<string, string>;
  assets: readonly AssetView[];
  fixedAsset: boolean;
  onNewAsset: () => void;
}

/** Where the focus goes when the dialog opens. */
export const FIRST_FIELD = "window-asset";

const UNKNOWN_PATH = "unknown";
const pathOptions = [
  { value: UNKNOWN_PATH, label: "Not known yet" },
  ...EXPOSURE_PATHS.map((value) => ({ value: value as string, label: PATH_WORDS[value] })),
];
const ENDS = [
  { value: "open", label: "Still open" },
  { value: "closed", label: "Closed" },
] as const;

export function WindowFields({ draft, set, errors, assets, fixedAsset, onNewAsset }: WindowFieldsProps) {
  return (
    <div className="flex flex-col gap-4">
      <Field label="Asset" error={errors.asset} disabled={fixedAsset}>
        <div className="flex items-center gap-2">
          <Select
            id={FIRST_FIELD}
            options={assets.map(({ id, name, classification }) => ({ value: id, label: name, detail: classification }))}
            value={draft.asset}
            onValueChange={(asset) => set({ asset })}
            placeholder={assets.length > 0 ? "Choose what was open" : "None is defined yet"}
            disabled={fixedAsset}
            className="min-w-0 flex-1"
          />
          {!fixedAsset && <Button onClick={onNewAsset}>New asset…</Button>}
        </div>
      </Field>
      <AudienceFields draft={draft} set={set} errors={errors} />
      <BoundedTime
        label="Opened"
        field="openedAt"
        initial={draft.opened}
        onChange={(opened) => set({ opened })}
        errors={errors}
      />
      <div className="flex flex-col gap-2">
        <Segmented
          label="Is it closed?"
          className="self-start"
          options={ENDS}
          value={draft.open ? "open" : "closed"}
          onValueChange={(end) => set({ open: end === "open" })}
        />
        {!draft.open && (
          <BoundedTime
            label="Closed"
            field="closedAt"
            initial={draft.closed}
            onChange={(closed) => set({ closed })}
            errors={errors}
          />
        )}
      </div>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label="How it was open" error={errors.path}>
          <Select
            options={pathOptions}
            value={draft.path ?? UNKNOWN_PATH}
            onValueChange={(path) => set({ path: path === UNKNOWN_PATH ? null : path })}
          />
        </Field>
        <EvidenceField label="Evidence of opening" name="openedEvidence" draft={draft} set={set} errors={errors} />
        {!draft.open && (
          <EvidenceField label="Evidence of closing" name="closedEvidence" draft={draft} set={set} errors={errors} />
        )}
      </div>
      <Field label="Note" optional error={errors.note}>
        <Textarea value={draft.note} onChange={(event) => set({ note: event.currentTarget.value })} maxLength={5000} />
      </Field>
      {fixedAsset && (
        <Field label="Why is it changed?" optional hint="Stands in the record beside the change." error={errors.reason}>
          <Input value={draft.reason} onValueChange={(reason) => set({ reason })} maxLength={2000} />
        </Field>
      )}
    </div>
  );
}

interface EvidenceFieldProps extends Pick<WindowFieldsProps, "draft" | "set" | "errors"> {
  label: string;
  name: "openedEvidence" | "closedEvidence";
}

function EvidenceField({ label, name, draft, set, errors }: EvidenceFieldProps) {
  return (
    <Field label={label} optional hint="Event ids, such as 3-1204" error={errors[name] ?? errors[`${name}/0`]}>
      <Input value={draft[name]} onValueChange={(text) => set({ [name]: text })} className="mono" autoComplete="off" />
    </Field>
  );
}
