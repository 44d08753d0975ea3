"use client";

import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import { toastFailed } from "@/components/ui/toast";
import { chosenFiles } from "@/lib/evidence/dropped-files";
import { useGiveUpUpload } from "@/lib/evidence/mutations";
import { unfinishedUploads } from "@/lib/evidence/queries";
import type { UploadView } from "@/lib/evidence/views";
import { formatBytes } from "@/lib/time/format";
import { useUploads } from "./uploads";

/** What broke off with its page: the browser forgot the file, so a person chooses it once more. */
export function UnfinishedUploads({ incident }: { incident: string }) {
  const { uploads } = useUploads();
  const unfinished = useQuery(unfinishedUploads(incident));
  const here = new Set(uploads.map(({ uploadId }) => uploadId));
  const left = (unfinished.data?.data ?? []).filter(({ id }) => !here.has(id));
  if (left.length === 0) return null;
  return (
    <ul className="mb-4 grid gap-2" aria-label="Files that did not come whole">
      {left.map((upload) => (
        <li key={upload.id}>
          <Unfinished incident={incident} upload={upload} />
        </li>
      ))}
    </ul>
  );
}

function Unfinished({ incident, upload }: { incident: string; upload: UploadView }) {
  const input = useRef<HTMLInputElement>(null);
  const { add } = useUploads();
  const giveUp = useGiveUpUpload(incident);
  const { id, filename, offset, bytes, keptUntil } = upload;
  const choose = (files: FileList | null) => {
    const chosen = chosenFiles(files ?? []);
    if (chosen.length === 0) return;
    if (chosen[0]?.file.size !== bytes)
      return toastFailed(`That is another file: ${filename} has ${formatBytes(bytes)}. Choose the one that broke off.`);
    // The name by which it was known stays, with the folders in it.
    add(chosen.map(({ file }) => ({ file, name: filename })));
  };
  return (
    <Notice
      kind="unknown"
      title={`${filename}: ${formatBytes(offset)} of ${formatBytes(bytes)} arrived.`}
      action={
        <span className="flex flex-wrap justify-end gap-2">
          <input
            ref={input}
            type="file"
            className="sr-only"
            tabIndex={-1}
            aria-label={`The rest of ${filename}`}
            onChange={(event) => {
              choose(event.currentTarget.files);
              event.currentTarget.value = "";
            }}
          />
          <Button size="sm" onClick={() => input.current?.click()}>
            Choose it again
          </Button>
          <Button
            size="sm"
            variant="quiet"
            aria-label={`Give ${filename} up`}
            disabled={giveUp.isPending}
            onClick={() => giveUp.mutate(id)}
          >
            Give up
          </Button>
        </span>
      }
    >
      Choose the same file again, and it goes on there. What arrived is kept until{" "}
      <Time value={keptUntil} mode="datetime" withZone />.
    </Notice>
  );
}
