"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { useCommand } from "@/components/ui/commands";
import { EmptyState } from "@/components/ui/empty-state";
import { FailedState } from "@/components/ui/failed-state";
import { Segmented } from "@/components/ui/segmented";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { toastFailed } from "@/components/ui/toast";
import { useListKeys } from "@/components/ui/use-list-keys";
import { failedQuery } from "@/lib/api/failed-query";
import { failureText } from "@/lib/api/field-errors";
import { useMarkAllRead, useMarkNotice } from "@/lib/inbox/mutations";
import { noticePages } from "@/lib/inbox/queries";
import type { NoticeView } from "@/lib/inbox/views";
import { NOTICE_WORDS } from "@/lib/inbox/words";

const SHOWN = ["unread", "all"] as const;

/** What one was told of, newest first. Opening one marks it as read. */
export function InboxPage() {
  const [shown, setShown] = useQueryState("show", parseAsStringLiteral(SHOWN).withDefault("all"));
  const pages = useInfiniteQuery(noticePages(shown === "unread"));
  const markAll = useMarkAllRead();
  const container = useRef<HTMLDivElement>(null);
  useListKeys(container, "notice");
  const readAll = () =>
    markAll.mutate(undefined, {
      onError: (error) => toastFailed("They are still unread.", { detail: failureText(error) }),
    });
  useCommand({ label: "Mark every notice as read", group: "Inbox", keys: "shift+i", run: readAll });
  const rows = pages.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <div ref={container}>
      <div className="flex flex-wrap items-center gap-2 border-line border-b pb-3">
        <Segmented
          label="Show"
          options={[
            { value: "all", label: "All" },
            { value: "unread", label: "Unread" },
          ]}
          value={shown}
          onValueChange={(next) => void setShown(next)}
        />
        <span className="ml-auto flex flex-wrap items-center gap-3">
          <Link href="/settings/notices" className="underline-quiet text-ink-2">
            What I am told of
          </Link>
          <Button hint="⇧I" busy={markAll.isPending} onClick={readAll}>
            Mark all as read
          </Button>
        </span>
      </div>
      {pages.isPending && <SkeletonRows rows={6} label="Loading the inbox" />}
      {pages.isError && <FailedState className="mt-4" title="The inbox could not be loaded." {...failedQuery(pages)} />}
      {pages.isSuccess && rows.length === 0 && (
        <EmptyState className="mt-4" title={shown === "unread" ? "Nothing is unread." : "Nothing concerns you yet."}>
          Tasks, approvals, roles, updates, contradicted claims and clocks that run out come here as they happen.
        </EmptyState>
      )}
      <ol aria-label="Notices, newest first">
        {rows.map((notice) => (
          <Notice key={notice.id} notice={notice} />
        ))}
      </ol>
      {pages.hasNextPage && (
        <Button className="mt-3" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          Show older notices
        </Button>
      )}
    </div>
  );
}

function Notice({ notice }: { notice: NoticeView }) {
  const { id, kind, text, href, incident, title, at, readAt } = notice;
  const mark = useMarkNotice();
  const unread = readAt === null;
  return (
    <li className="flex items-start gap-3 border-line border-b py-2">
      <span
        aria-hidden="true"
        className={`mt-1.5 size-1.75 shrink-0 rounded-full ${unread ? "bg-exposed" : "border border-line-strong"}`}
      />
      <div className="min-w-0 flex-1">
        <Link
          href={href}
          data-list-item
          onClick={() => unread && mark.mutate({ id, read: true })}
          className={`break-words rounded-xs hover:underline hover:decoration-line-strong hover:underline-offset-3 ${unread ? "font-semibold" : "text-ink-2"}`}
        >
          {unread && <span className="sr-only">Unread: </span>}
          {text}
        </Link>
        <p className="text-ink-3 text-sm">
          {incident && (
            <>
              <span className="mono">{incident}</span> {title} ·{" "}
            </>
          )}
          {NOTICE_WORDS[kind].label.toLowerCase()} · <Time value={at} />
        </p>
      </div>
      <Button
        size="sm"
        variant="quiet"
        aria-label={unread ? `Mark as read: ${text}` : `Mark as unread: ${text}`}
        onClick={() => mark.mutate({ id, read: unread })}
      >
        {unread ? "Read" : "Unread"}
      </Button>
    </li>
  );
}
