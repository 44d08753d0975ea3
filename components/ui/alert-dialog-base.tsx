"use client";

import { AlertDialog as Base } from "@base-ui/react/alert-dialog";
import { useRef } from "react";
import type { AlertDialogProps } from "./alert-dialog";
import { Button } from "./button";
import { useBackCloses } from "./use-back-closes";

export default function AlertDialogBase({
  open,
  onOpenChange,
  title,
  description,
  confirm,
  danger,
  busy,
  onConfirm,
  children,
}: AlertDialogProps) {
  const close = useRef<HTMLButtonElement>(null);
  useBackCloses(close, open);
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-veil" />
        <Base.Viewport className="fixed inset-0 z-50 flex items-end justify-center sm:items-start sm:pt-[18vh]">
          <Base.Popup
            data-slot="dialog"
            className="w-full rounded-t-xl border border-line bg-panel p-5 shadow-pop outline-none sm:max-w-md sm:rounded-xl"
          >
            <Base.Title className="font-semibold text-md tracking-tight">{title}</Base.Title>
            <Base.Description className="mt-1 text-ink-2">{description}</Base.Description>
            {children && <div className="mt-3">{children}</div>}
            <div className="mt-5 flex justify-end gap-2">
              <Base.Close ref={close} render={<Button />}>
                Cancel
              </Base.Close>
              <Button variant={danger ? "danger" : "primary"} busy={busy} onClick={onConfirm}>
                {confirm}
              </Button>
            </div>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
