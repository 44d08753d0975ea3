"use client";

import { Button } from "@/components/ui/button";
import { useNow } from "@/components/ui/clock";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { type Upload, useUploads } from "./uploads";

/** Of many files that wait, so many are named. */
const MOST_WAITING = 4;

/** Files on their way to the server; each becomes a source once its last byte is stored. */
export function UploadList() {
  const { uploads } = useUploads();
  if (uploads.length === 0) return null;
  const waiting = uploads.filter(({ startedMs, failure }) => startedMs === null && failure === null);
  const hidden = new Set(waiting.slice(MOST_WAITING).map(({ key }) => key));
  return (
    <div className="mb-4 grid gap-2">
      <Total />
      <ul className="grid gap-2" aria-label="Files being sent">
        {uploads
          .filter(({ key }) => !hidden.has(key))
          .map((upload) => (
            <li key={upload.key}>
              <UploadRow upload={upload} />
            </li>
          ))}
      </ul>
      {hidden.size > 0 && <p className="text-ink-3 text-sm">and {hidden.size.toLocaleString("en")} more waiting</p>}
    </div>
  );
}

/** All files together, where there are several. */
function Total() {
  const { total, uploads, retry, cancel } = useUploads();
  const now = useNow(1000);
  const failed = uploads.filter(({ failure }) => failure !== null).map(({ key }) => key);
  const busy = total.ended < total.files;
  const seconds = Math.max(1, (now - total.startedMs) / 1000);
  if (total.files < 2 || (!busy && failed.length < 2)) return null;
  const ended = total.ended.toLocaleString("en");
  return (
    <div className="flex flex-wrap items-end gap-3">
      {busy && (
        <div className="min-w-0 flex-1 basis-64">
          <Progress
            label={`${ended} of ${total.files.toLocaleString("en")} files`}
            done={total.sent}
            total={total.bytes}
            rate={total.sent / seconds}
          />
        </div>
      )}
      {failed.length > 1 && (
        <Button size="sm" onClick={() => retry(failed)}>
          Send all {failed.length} again
        </Button>
      )}
      {busy && (
        <Button size="sm" variant="quiet" onClick={() => uploads.forEach(({ key }) => void cancel(key))}>
          Cancel all
        </Button>
      )}
    </div>
  );
}

function UploadRow({ upload }: { upload: Upload }) {
  const { cancel, retry } = useUploads();
  const dismiss = (
    <Button size="sm" variant="quiet" onClick={() => cancel(upload.key)}>
      Dismiss
    </Button>
  );
  if (upload.failure) {
    return (
      <Notice
        kind="exposed"
        live
        title={`${upload.name} was not imported.`}
        action={
          <span className="flex gap-2">
            <Button size="sm" onClick={() => retry([upload.key])}>
              Send again
            </Button>
            {dismiss}
          </span>
        }
      >
        {upload.failure}{" "}
        {upload.uploadId ? "What arrived is kept for a day and is not sent again." : "Nothing of it was stored."}
      </Notice>
    );
  }
  if (upload.duplicate) {
    return (
      <Notice live title={`${upload.name} is here already.`} action={dismiss}>
        These very bytes were imported before, so nothing changed.
      </Notice>
    );
  }
  return <Sending upload={upload} />;
}

function Sending({ upload }: { upload: Upload }) {
  const { cancel } = useUploads();
  const now = useNow(1000);
  const seconds = upload.startedMs === null || upload.lost ? null : Math.max(1, (now - upload.startedMs) / 1000);
  const state = upload.lost ? "Connection lost" : seconds === null ? "Waiting" : "Sending";
  return (
    <div className="flex items-end gap-3">
      <div className="min-w-0 flex-1">
        <Progress
          label={state === "Sending" ? `Sending ${upload.name}` : `${state}: ${upload.name}`}
          done={upload.sent}
          total={upload.file.size}
          rate={seconds === null ? null : (upload.sent - upload.startedAt) / seconds}
        />
        <p role="status" className="text-sm text-unknown empty:hidden">
          {upload.lost &&
            (upload.uploadId
              ? "It goes on by itself where it was, once the connection is back."
              : "It is sent again by itself, once the connection is back.")}
        </p>
      </div>
      <Button size="sm" variant="quiet" aria-label={`Cancel ${upload.name}`} onClick={() => cancel(upload.key)}>
        Cancel
      </Button>
    </div>
  );
}
