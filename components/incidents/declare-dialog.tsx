"use client";

import Link from "next/link";
import { useEffect } from "react";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { takeTypedAhead } from "@/components/ui/typed-ahead";
import { useViewer } from "@/lib/access/use-viewer";
import { DeclareForm } from "./declare-form";

export interface DeclareDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function DeclareDialog({ open, onOpenChange }: DeclareDialogProps) {
  const viewer = useViewer();
  const may = viewer.can("respond");
  useEffect(() => {
    if (!may) takeTypedAhead();
  }, [may]);
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title="Declare an incident">
        {may ? (
          <DeclareForm onDone={() => onOpenChange(false)} />
        ) : (
          <p className="text-ink-2">
            Your role, {viewer.role}, can read incidents but not declare them. You can{" "}
            <Link href="/reports" className="underline-quiet" onClick={() => onOpenChange(false)}>
              report it
            </Link>
            : a commander then decides what it is.
          </p>
        )}
      </DialogContent>
    </Dialog>
  );
}
