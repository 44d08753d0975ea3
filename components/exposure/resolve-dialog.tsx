"use client";

import type { ReactNode } from "react";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import type { WhoRow } from "./who-rows";

interface ResolveDialogProps {
  row: WhoRow | null;
  onClose: () => void;
  /** The form that makes the actor a principal, or an alias of one; it belongs to people. */
  form: (actor: string, done: () => void) => ReactNode;
}

export function ResolveDialog({ row, onClose, form }: ResolveDialogProps) {
  return (
    <Dialog open={row !== null} onOpenChange={(open) => !open && onClose()}>
      {row?.name && (
        <DialogContent
          title={`Who is ${row.name}?`}
          description="A log names it, and no principal has this alias. Choose who it is, or make it a principal of its own."
          width="sm"
        >
          {form(row.name, onClose)}
        </DialogContent>
      )}
    </Dialog>
  );
}
