"use client";

import { useQuery } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { focusFirstInvalid } from "@/components/ui/focus-first-invalid";
import { FormFooter } from "@/components/ui/form-footer";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import type { AssetView } from "@/lib/assets/views";
import { useSaveWindow } from "@/lib/exposure/mutations";
import { overlappingWindows } from "@/lib/exposure/overlapping-windows";
import { windowsOf } from "@/lib/exposure/queries";
import type { WindowView } from "@/lib/exposure/views";
import { useFirstField } from "./use-first-field";
import { FIRST_FIELD, WindowFields } from "./window-fields";
import { draftOf, inputOf, missingIn, NEW_WINDOW, spanOf, type WindowDraft } from "./window-input";

export interface WindowDialogProps {
  incidentRef: string;
  /** Null for a new one. */
  window: WindowView | null;
  open: boolean;
  onClose: () => void;
  assets: readonly AssetView[];
  /** What a new one begins with. */
  suggested?: Partial<WindowDraft>;
  onSaved?: () => void;
  /** The form of a new asset, which belongs to assets; says which one was made. */
  assetForm: (onMade: (asset: AssetView) => void, onCancel: () => void) => ReactNode;
}

export function WindowDialog({ open, onClose, ...props }: WindowDialogProps) {
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()}>
      {open && <Content key={props.window?.id ?? "new"} {...props} onClose={onClose} />}
    </Dialog>
  );
}

function Content({ incidentRef, window, onClose, assets, assetForm, ...given }: Omit<WindowDialogProps, "open">) {
  const [draft, setDraft] = useState<WindowDraft>(() =>
    window ? draftOf(window) : { ...NEW_WINDOW, ...given.suggested },
  );
  const formId = useId();
  useFirstField(FIRST_FIELD);
  const [key] = useState(() => crypto.randomUUID());
  const [making, setMaking] = useState(false);
  const [missing, setMissing] = useState<Record<string, string>>({});
  const save = useSaveWindow(incidentRef, window?.id ?? null, key);
  const refused = fieldErrors(save.error);
  const windows = useQuery({ ...windowsOf(incidentRef), enabled: window === null });
  const [overlaps, setOverlaps] = useState<readonly WindowView[]>([]);
  const set = (part: Partial<WindowDraft>) => {
    setOverlaps([]);
    setDraft((before) => ({ ...before, ...part }));
  };

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const lacks = missingIn(draft);
    setMissing(lacks);
    if (Object.keys(lacks).length > 0) return focusFirstInvalid(event.currentTarget);
    if (save.isPending) return;
    const same = window ? [] : overlappingWindows(windows.data?.data ?? [], spanOf(draft));
    // Asked once: the same exposure told twice counts its accesses once, but reads as two.
    if (overlaps.length === 0 && same.length > 0) return setOverlaps(same);
    save.mutate(inputOf(draft), {
      onSuccess: (saved) => {
        toast(window ? `Changed: ${saved.assetName}` : `Recorded: ${saved.assetName} was open`);
        given.onSaved?.();
        onClose();
      },
    });
  }

  if (making) {
    return (
      <DialogContent title="New asset" description="What holds the data, and how logs name it." width="lg">
        {assetForm(
          (asset) => {
            set({ asset: asset.id });
            setMaking(false);
          },
          () => setMaking(false),
        )}
      </DialogContent>
    );
  }
  return (
    <DialogContent
      title={window ? `Change the window on ${window.assetName}` : "Record an exposure window"}
      description={window ? "The former version is kept in its history." : "Which asset was open, to whom, since when."}
      width="lg"
      initialFocus={() => document.getElementById(FIRST_FIELD) ?? true}
      footer={
        <FormFooter form={formId} busy={save.isPending}>
          {window ? "Save" : overlaps.length > 0 ? "Record it all the same" : "Record"}
        </FormFooter>
      }
    >
      <form id={formId} onSubmit={submit} noValidate>
        <WindowFields
          draft={draft}
          set={set}
          errors={{ ...refused, ...missing }}
          assets={assets}
          fixedAsset={window !== null}
          onNewAsset={() => setMaking(true)}
        />
      </form>
      {overlaps.length > 0 && (
        <Notice
          kind="unknown"
          live
          className="mt-3"
          title="This overlaps a window on the same asset to the same audience."
        >
          {overlaps.slice(0, 3).map((one) => (
            <p key={one.id}>
              <Time value={one.openedAt} mode="datetime" /> to{" "}
              {one.closedAt ? <Time value={one.closedAt} mode="datetime" withZone /> : "now, still open"}
            </p>
          ))}
          {overlaps.length > 3 && <p>and {overlaps.length - 3} more</p>}
          If it is the same exposure, change that one instead.
        </Notice>
      )}
      {save.error && Object.keys(refused).length === 0 && (
        <p role="alert" className="mt-3 text-exposed text-sm">
          {failureText(save.error)} What you entered is kept.
        </p>
      )}
    </DialogContent>
  );
}
