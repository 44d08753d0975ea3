"use client";

import { Upload } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { ImportKind } from "@/lib/people/read-import";

const MAX_BYTES = 30 * 1024 * 1024;

const EXAMPLES: Record<ImportKind, string> = {
  principals: `name,kind,alias,alias:okta,group,from
Analyst 7,human,analyst.seven@northwind.example,00u7,growth,2026-01-01T00:00:00Z
copilot-sql,agent,svc-copilot-sql,,,`,
  clearances: `principal,group,asset,classification,from,until,standing
,data-platform,,restricted,2026-01-01T00:00:00Z,,valid
Engineer 3,,user_profiles,,,2026-03-11T14:30:00Z,valid`,
};

interface ImportFileProps {
  kind: ImportKind;
  onRead: (name: string, text: string) => void;
}

/** Choose, drop or paste. */
export function ImportFile({ kind, onRead }: ImportFileProps) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [pasted, setPasted] = useState("");
  const [refused, setRefused] = useState<string | null>(null);

  async function take(file: File | undefined) {
    if (!file) return;
    if (file.size > MAX_BYTES) {
      setRefused("This file is over 30 MB. Import it in parts.");
      return;
    }
    onRead(file.name, await file.text());
  }
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  }

  return (
    <div className="flex flex-col gap-4">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button inside is the first */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={cn(
          "rounded-lg border border-line-strong border-dashed px-6 py-6 text-center",
          over && "border-focus bg-hover",
        )}
      >
        <input
          ref={input}
          type="file"
          accept=".csv,.tsv,.json,.jsonl,.ndjson,.txt"
          aria-label="File to import"
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => void take(event.currentTarget.files?.[0])}
        />
        <Button icon={<Upload aria-hidden="true" />} onClick={() => input.current?.click()}>
          Choose a file
        </Button>
        <p className="mt-2 text-ink-2">or drop it here</p>
        {refused && (
          <p role="alert" className="mt-2 text-exposed text-sm">
            {refused}
          </p>
        )}
      </div>
      <Field
        label="Or paste"
        hint="Times carry their zone: 2026-01-01T00:00:00Z. Several values in one cell stand between ;"
      >
        <Textarea
          className="mono max-h-60 min-h-24 whitespace-pre"
          placeholder={EXAMPLES[kind]}
          value={pasted}
          onChange={(event) => setPasted(event.currentTarget.value)}
          onSubmitKey={() => pasted.trim() && onRead("The pasted text", pasted)}
        />
      </Field>
      <Button className="self-end" disabled={!pasted.trim()} onClick={() => onRead("The pasted text", pasted)}>
        Read the pasted text
      </Button>
    </div>
  );
}
