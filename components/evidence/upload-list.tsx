"use client";

import { Button } from "@/components/ui/button";
import { useNow } from "@/components/ui/clock";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { type Upload, useUploads } from "./uploads";

/** Files on their way to the server; each becomes a source once its last byte is stored. */
export function UploadList() {
  const { uploads } = useUploads();
  if (uploads.length === 0) return null;
  return (
    <ul className="mb-4 grid gap-2" aria-label="Files being sent">
      {uploads.map((upload) => (
        <li key={upload.key}>
          <UploadRow upload={upload} />
        </li>
      ))}
    </ul>
  );
}

function UploadRow({ upload }: { upload: Upload }) {
  const { cancel, retry } = useUploads();
  const now = useNow(1000);
  if (upload.failure) {
    return (
      <Notice
        kind="exposed"
        live
        title={`${upload.file.name} was not imported.`}
        action={
          <span className="flex gap-2">
            <Button size="sm" onClick={() => retry(upload.key)}>
              Send again
            </Button>
            <Button size="sm" variant="quiet" onClick={() => cancel(upload.key)}>
              Dismiss
            </Button>
          </span>
        }
      >
        {upload.failure} Nothing of it was stored.
      </Notice>
    );
  }
  if (upload.duplicate) {
    return (
      <Notice
        live
        title={`${upload.file.name} is here already.`}
        action={
          <Button size="sm" variant="quiet" onClick={() => cancel(upload.key)}>
            Dismiss
          </Button>
        }
      >
        These very bytes were imported before, so nothing changed.
      </Notice>
    );
  }
  const seconds = Math.max(1, (now - upload.startedMs) / 1000);
  return (
    <div className="flex items-end gap-3">
      <Progress
        label={`Sending ${upload.file.name}`}
        done={upload.sent}
        total={upload.file.size}
        rate={upload.sent / seconds}
      />
      <Button size="sm" variant="quiet" onClick={() => cancel(upload.key)}>
        Cancel
      </Button>
    </div>
  );
}
