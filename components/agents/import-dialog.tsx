"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useImportAgents } from "@/lib/agents/mutations";
import { ApiError } from "@/lib/api/client";
import { failureText } from "@/lib/api/field-errors";

const EXAMPLE = `[
  { "name": "forum-assistant", "owner": "Platform", "vendor": "in-house",
    "model": "m-4", "tools": ["forum.post"], "autonomy": "acts_within_limits",
    "assets": ["User profiles table"], "identities": [{ "value": "forum-assistant" }] }
]`;

/** A list of AI systems as JSON, matched by name, all or nothing. */
export default function ImportDialog({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const send = useImportAgents();
  const fields = send.error instanceof ApiError ? send.error.fields : [];

  function submit(event: FormEvent) {
    event.preventDefault();
    if (send.isPending) return;
    const rows = parse(text);
    if (typeof rows === "string") return setWrong(rows);
    setWrong(null);
    send.mutate(rows, {
      onSuccess: ({ created, changed, unchanged }) => {
        toast(`Imported: ${created} created, ${changed} changed, ${unchanged} unchanged`);
        onClose();
      },
    });
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        width="lg"
        title="Import AI systems"
        description="A JSON list, matched by name. One that is there and differs gets a new version; identities are added. All of it, or nothing."
        render={<form onSubmit={submit} noValidate />}
        footer={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="primary" type="submit" busy={send.isPending}>
              Import
            </Button>
          </>
        }
      >
        <Field label="The list" error={wrong}>
          <Textarea
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            placeholder={EXAMPLE}
            className="mono min-h-56"
            spellCheck={false}
          />
        </Field>
        <label className="mt-2 inline-flex cursor-pointer items-center gap-2 text-ink-2 text-sm">
          <input
            type="file"
            accept="application/json,.json"
            className="text-sm"
            onChange={async (event) => setText((await event.currentTarget.files?.[0]?.text()) ?? "")}
          />
          <span className="sr-only">Take it from a file</span>
        </label>
        {send.error && (
          <div role="alert" className="mt-2 text-exposed text-sm">
            <p>{failureText(send.error)} What you entered is kept.</p>
            {fields.length > 1 && (
              <ul className="mt-1 list-disc pl-4">
                {fields.slice(0, 8).map(({ pointer, message }) => (
                  <li key={pointer}>{message}</li>
                ))}
              </ul>
            )}
          </div>
        )}
      </DialogContent>
    </Dialog>
  );
}

/** The rows, or what is wrong with the text. */
function parse(text: string): unknown[] | string {
  if (!text.trim()) return "Paste a list, or choose a file.";
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : "This is not a list: it begins with [ and ends with ].";
  } catch (error) {
    return `This is not JSON: ${(error as Error).message}`;
  }
}
