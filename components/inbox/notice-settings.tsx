"use client";

import { useQuery } from "@tanstack/react-query";
import { FailedState } from "@/components/ui/failed-state";
import { Notice } from "@/components/ui/notice";
import { Segmented } from "@/components/ui/segmented";
import { SkeletonRows } from "@/components/ui/skeleton";
import { toastFailed } from "@/components/ui/toast";
import { failedQuery } from "@/lib/api/failed-query";
import { failureText } from "@/lib/api/field-errors";
import { NOTICE_CHANNELS } from "@/lib/inbox/model";
import { useSetNotice } from "@/lib/inbox/mutations";
import { noticeSettings } from "@/lib/inbox/queries";
import { CHANNEL_WORDS, NOTICE_WORDS } from "@/lib/inbox/words";

/** For each kind of notice: in the app, by mail as well, or not. */
export function NoticeSettings() {
  const settings = useQuery(noticeSettings());
  const set = useSetNotice();
  if (settings.isPending) return <SkeletonRows rows={8} label="Loading the settings" />;
  if (settings.isError) return <FailedState title="The settings could not be loaded." {...failedQuery(settings)} />;
  const { data, mail } = settings.data;
  const options = NOTICE_CHANNELS.map((value) => ({
    value,
    label: CHANNEL_WORDS[value],
    disabled: value === "mail" && !mail,
  }));
  return (
    <div className="max-w-3xl">
      {!mail && (
        <Notice kind="unknown" title="Mail is not configured" className="mb-4">
          Notices come in the app only, until an operator sets <code className="mono">SMTP_URL</code> and{" "}
          <code className="mono">SMTP_FROM</code>.
        </Notice>
      )}
      <p className="mb-3 max-w-[70ch] text-ink-2">
        You are told only of incidents that you may see. What is about a restricted incident is never mailed.
      </p>
      <ul>
        {data.map(({ kind, channel }) => (
          <li
            key={kind}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line border-b py-2.5"
          >
            <span className="min-w-0 flex-1 basis-64">
              <span className="font-medium">{NOTICE_WORDS[kind].label}</span>
              <span className="block text-ink-3 text-sm">{NOTICE_WORDS[kind].detail}</span>
            </span>
            <Segmented
              label={NOTICE_WORDS[kind].label}
              options={options}
              value={channel}
              onValueChange={(next) =>
                set.mutate(
                  { kind, channel: next },
                  { onError: (error) => toastFailed("Nothing was changed.", { detail: failureText(error) }) },
                )
              }
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
