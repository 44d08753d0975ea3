"use client";

import { lazy, type ReactNode, Suspense, useState } from "react";

const Base = lazy(() => import("./alert-dialog-base"));

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
export function AlertDialog(props: AlertDialogProps) {
  const [used, setUsed] = useState(false);
  if (props.open && !used) setUsed(true);
  if (!props.open && !used) return null;
  return (
    <Suspense fallback={null}>
      <Base {...props} />
    </Suspense>
  );
}
