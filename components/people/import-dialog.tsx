"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { ApiError } from "@/lib/api/client";
import { failureText } from "@/lib/api/field-errors";
import { useApplyImport } from "@/lib/people/mutations";
import { type Completeness, triedImport } from "@/lib/people/queries";
import type { ImportChoice, ImportError, ImportKind } from "@/lib/people/read-import";
import { type CheckedImport, checkImport, withoutWrong } from "./check-import";
import { ImportChoices } from "./import-choices";
import { ImportCompleteness } from "./import-completeness";
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

interface ReadFile {
  name: string;
  text: string;
  choice: ImportChoice;
  checked: CheckedImport;
}

function Content({ kind, onClose }: Omit<ImportDialogProps, "open">) {
  const [file, setFile] = useState<ReadFile | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [completeness, setCompleteness] = useState<Completeness>({ complete: false, asOf: null });
  const apply = useApplyImport(kind);
  const sent = file?.checked.rows ?? [];
  const tried = useQuery({ ...triedImport(kind, sent, completeness), enabled: sent.length > 0 });
  const good = file && withoutWrong(file.checked, tried.data?.wrong ?? []);
  const comparing = sent.length > 0 && tried.isPending;
  const rows = good?.rows.length ?? 0;
  const changes = tried.data ? tried.data.created + tried.data.updated + tried.data.gone : null;

  async function read(name: string, text: string, choice: ImportChoice = {}) {
    setFailure(null);
    apply.reset();
    try {
      setFile({ name, text, choice, checked: await checkImport(text, kind, choice) });
    } catch (error) {
      setFailure(`${name} could not be read: ${error instanceof Error ? error.message : "unknown failure"}.`);
    }
  }
  function send() {
    const plan = tried.data?.plan;
    if (!good || comparing || apply.isPending || !plan) return;
    apply.mutate(
      { rows: good.rows, completeness, plan },
      {
        onSuccess: ({ created, updated, gone, unchanged }) => {
          const parts = [
            `${created} created`,
            kind === "principals" && `${updated} changed`,
            gone > 0 && `${gone} gone`,
            `${unchanged} unchanged`,
          ];
          toast(`Imported: ${parts.filter(Boolean).join(", ")}`);
          onClose();
        },
        // Somebody else recorded something meanwhile: what would change now is shown in its place.
        onError: (error) => error instanceof ApiError && error.status === 409 && void tried.refetch(),
      },
    );
  }

  return (
    <DialogContent
      width="xl"
      title={kind === "principals" ? "Import people, AI systems and services" : "Import clearances"}
      description="CSV, JSON, or an export: SCIM, AWS, Google Cloud, Azure, GitHub. Nothing is changed before you have seen what would change."
      footer={
        good && (
          <>
            <Button variant="quiet" className="mr-auto" onClick={() => setFile(null)}>
              Another file
            </Button>
            <DialogClose render={<Button />}>{rows === 0 ? "Close" : "Cancel"}</DialogClose>
            {rows > 0 && (
              <Button
                variant="primary"
                busy={apply.isPending || comparing}
                disabled={tried.isError || changes === 0}
                onClick={send}
              >
                {changes === 0 ? "Nothing to change" : importLabel(rows, good.errors.length > 0)}
              </Button>
            )}
          </>
        )
      }
    >
      {file && good ? (
        <>
          <ImportChoices
            kind={kind}
            checked={file.checked}
            choice={file.choice}
            onChoose={(chosen) =>
              void read(file.name, file.text, {
                ...file.choice,
                ...chosen,
                columns: { ...file.choice.columns, ...chosen.columns },
              })
            }
          />
          {file.checked.rows.length > 0 && (
            <ImportCompleteness kind={kind} value={completeness} onChange={setCompleteness} />
          )}
          {!good.needs && good.asks?.settled !== false && (
            <ImportPreview name={file.name} checked={good} tried={tried} comparing={comparing} />
          )}
        </>
      ) : (
        <ImportFile kind={kind} onRead={(name, text) => void read(name, text)} />
      )}
      {(failure ?? apply.error) && (
        <p role="alert" className="mt-3 whitespace-pre-line text-exposed text-sm">
          {failure ?? refusal(apply.error, good?.lines ?? [])}
        </p>
      )}
    </DialogContent>
  );
}

function importLabel(rows: number, someAreWrong: boolean): string {
  if (!someAreWrong) return `Import ${rows.toLocaleString("en")}`;
  return rows === 1 ? "Import the good one" : `Import the ${rows.toLocaleString("en")} good ones`;
}

/** The server counts rows; the person looks at lines of the file. Only what changed since the preview is refused here. */
function refusal(error: unknown, lines: readonly number[]): string {
  const wrong = error instanceof ApiError ? error.fields.flatMap((field) => lineOf(field, lines)) : [];
  if (wrong.length === 0) return failureText(error);
  return [...wrong.map(({ line, message }) => `Line ${line}: ${message}`), "Nothing was imported."].join("\n");
}

function lineOf({ pointer, message }: { pointer: string; message: string }, lines: readonly number[]): ImportError[] {
  const at = /^\/(\d+)/.exec(pointer)?.[1];
  if (at === undefined) return [];
  return [{ line: lines[Number(at)] ?? Number(at) + 1, message: message.replace(/^Line \d+: /, "") }];
}
