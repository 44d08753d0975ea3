"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { failureText } from "@/lib/api/field-errors";
import { useApplyImport } from "@/lib/people/mutations";
import type { ImportKind } from "@/lib/people/read-import";
import { type CheckedImport, checkImport } from "./check-import";
import { ImportFile } from "./import-file";
import { ImportPreview } from "./import-preview";

interface ImportDialogProps {
  kind: ImportKind;
  open: boolean;
  onClose: () => void;
}

/** People or clearances from a file: read in the browser, shown with what it would change, then applied as one. */
export function ImportDialog({ kind, open, onClose }: ImportDialogProps) {
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()}>
      {open && <Content kind={kind} onClose={onClose} />}
    </Dialog>
  );
}

function Content({ kind, onClose }: Omit<ImportDialogProps, "open">) {
  const [file, setFile] = useState<{ name: string; checked: CheckedImport } | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const apply = useApplyImport(kind);

  async function read(name: string, text: string) {
    setFailure(null);
    apply.reset();
    try {
      setFile({ name, checked: await checkImport(text, kind) });
    } catch (error) {
      setFailure(`${name} could not be read: ${error instanceof Error ? error.message : "unknown failure"}.`);
    }
  }
  function send() {
    if (!file || apply.isPending) return;
    apply.mutate(file.checked.rows, {
      onSuccess: (result) => {
        const updated = "updated" in result ? `, ${result.updated} updated` : "";
        toast(`Imported: ${result.created} created${updated}, ${result.unchanged} unchanged`);
        onClose();
      },
    });
  }

  const rows = file?.checked.rows.length ?? 0;
  return (
    <DialogContent
      width="xl"
      title={kind === "principals" ? "Import people, AI systems and services" : "Import clearances"}
      description="CSV, a JSON array, or one JSON object a line. Nothing is changed before you have seen what would change."
      footer={
        file && (
          <>
            <Button variant="quiet" className="mr-auto" onClick={() => setFile(null)}>
              Another file
            </Button>
            <DialogClose render={<Button />}>Cancel</DialogClose>
            <Button variant="primary" busy={apply.isPending} disabled={rows === 0} onClick={send}>
              {file.checked.errors.length > 0 ? `Import the ${rows} good ones` : `Import ${rows}`}
            </Button>
          </>
        )
      }
    >
      {file ? (
        <ImportPreview kind={kind} name={file.name} checked={file.checked} />
      ) : (
        <ImportFile kind={kind} onRead={(name, text) => void read(name, text)} />
      )}
      {(failure ?? apply.error) && (
        <p role="alert" className="mt-3 text-exposed text-sm">
          {failure ?? failureText(apply.error)}
        </p>
      )}
    </DialogContent>
  );
}
