"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Tooltip } from "@/components/ui/tooltip";

export interface EditCellProps {
  /** What the control is for, read out before its value: "People, edit". */
  label: string;
  /** Said on hover and focus. */
  tip?: ReactNode;
  title: ReactNode;
  children: ReactNode;
  /** The form inside; gets a way to close itself. */
  form: (close: () => void) => ReactNode;
  numeric?: boolean;
}

/** A value in a table that is a button: pressing it opens the form for just this value. */
export function EditCell({ label, tip, title, children, form, numeric }: EditCellProps) {
  const [open, setOpen] = useState(false);
  const trigger = (
    <PopoverTrigger
      aria-label={label}
      className={cn(
        "-mx-1 rounded-sm px-1 text-left hover:bg-hover data-popup-open:bg-hover pointer-coarse:py-1.5",
        numeric && "text-right",
      )}
    >
      {children}
    </PopoverTrigger>
  );
  return (
    <Popover open={open} onOpenChange={setOpen}>
      {tip ? (
        <Tooltip label={tip} disabled={open}>
          {trigger}
        </Tooltip>
      ) : (
        trigger
      )}
      <PopoverContent title={title} className="w-80">
        {form(() => setOpen(false))}
      </PopoverContent>
    </Popover>
  );
}

export interface CellFormProps {
  onSave: () => void;
  onCancel: () => void;
  busy: boolean;
  /** A refusal that belongs to no field. */
  failure?: string | undefined;
  extra?: ReactNode;
  children: ReactNode;
}

export function CellForm({ onSave, onCancel, busy, failure, extra, children }: CellFormProps) {
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!busy) onSave();
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-3">
      {children}
      {failure && (
        <p role="alert" className="text-exposed text-sm">
          {failure}
        </p>
      )}
      <div className="flex items-center gap-2">
        {extra}
        <span className="flex-1" />
        <Button size="sm" onClick={onCancel}>
          Cancel
        </Button>
        <Button size="sm" variant="primary" type="submit" busy={busy}>
          Save
        </Button>
      </div>
    </form>
  );
}
