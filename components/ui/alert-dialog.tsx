"use client";

import { AlertDialog as Base } from "@base-ui/react/alert-dialog";
import type { ReactNode } from "react";
import { Button } from "./button";

export interface AlertDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** What will happen, and whether it can be taken back. */
  description: ReactNode;
  confirm: string;
  /** A button that destroys is named after what it destroys and looks like it. */
  danger?: boolean;
  busy?: boolean;
  onConfirm: () => void;
  children?: ReactNode;
}

/** Asks before something that cannot be undone. Where undo is honest, act and offer undo in a toast instead. */
export function AlertDialog({
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
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-veil" />
        <Base.Viewport className="fixed inset-0 z-50 flex items-end justify-center sm:items-start sm:pt-[18vh]">
          <Base.Popup className="w-full rounded-t-xl border border-line bg-panel p-5 shadow-pop outline-none sm:max-w-md sm:rounded-xl">
            <Base.Title className="font-semibold text-md tracking-tight">{title}</Base.Title>
            <Base.Description className="mt-1 text-ink-2">{description}</Base.Description>
            {children && <div className="mt-3">{children}</div>}
            <div className="mt-5 flex justify-end gap-2">
              <Base.Close render={<Button />}>Cancel</Base.Close>
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
