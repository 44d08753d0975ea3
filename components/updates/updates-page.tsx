"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { useNow } from "@/components/ui/clock";
import { useCommand } from "@/components/ui/commands";
import { EmptyState } from "@/components/ui/empty-state";
import { FailedState } from "@/components/ui/failed-state";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { useListKeys } from "@/components/ui/use-list-keys";
import { useViewer } from "@/lib/access/use-viewer";
import { failedQuery } from "@/lib/api/failed-query";
import { formatDuration } from "@/lib/time/format";
import { AUDIENCE_WORDS } from "@/lib/updates/model";
import { updatePages } from "@/lib/updates/queries";
import type { NextUpdateView, UpdateView } from "@/lib/updates/views";
import { UpdateRow } from "./update-row";

// Loaded when they are first wanted: the page opens without them.
const WriteDialog = dynamic(() => import("./write-dialog").then((module) => module.WriteDialog), { ssr: false });
const SubscribersDialog = dynamic(() => import("./subscribers-dialog").then((module) => module.SubscribersDialog), {
  ssr: false,
});
const DeliveriesDialog = dynamic(() => import("./deliveries-dialog").then((module) => module.DeliveriesDialog), {
  ssr: false,
});

export interface ClaimChoice {
  id: string;
  ref: string;
  words: string;
  standing: string;
}

type Opened = "write" | "subscribers" | UpdateView | null;

/** What was told to whom and when, and until when the next update is promised. */
export function UpdatesPage({ incidentRef, claims }: { incidentRef: string; claims: readonly ClaimChoice[] }) {
  const editable = useViewer().can("respond");
  const pages = useInfiniteQuery(updatePages(incidentRef));
  const [opened, setOpened] = useState<Opened>(null);
  const container = useRef<HTMLDivElement>(null);
  useListKeys(container, "update");
  if (pages.isPending) return <Loading />;
  if (pages.isError) {
    return <FailedState className="mt-4" title="The updates could not be loaded." {...failedQuery(pages)} />;
  }
  const updates = pages.data.pages.flatMap((page) => page.data);
  const write = () => setOpened("write");
  const close = () => setOpened(null);
  const button = editable && (
    <Button variant="primary" hint="N" onClick={write}>
      Write an update
    </Button>
  );
  return (
    <div className="mt-3.5">
      {editable && <WriteCommand run={write} />}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-b pb-3">
        <Promised next={pages.data.pages[0]?.next ?? null} sent={updates.length} />
        {editable && (
          <span className="ml-auto flex flex-wrap gap-2">
            <Button onClick={() => setOpened("subscribers")}>Subscribers…</Button>
            {updates.length > 0 && button}
          </span>
        )}
      </div>
      {updates.length === 0 ? (
        <EmptyState className="mt-4" title="No update was sent." action={button || undefined}>
          {editable
            ? "Tell people how it stands and when they hear the next. A first text is made from what is known."
            : "Once somebody tells how it stands, it is here, word for word."}
        </EmptyState>
      ) : (
        <div ref={container}>
          <ol aria-label="Updates, newest first">
            {updates.map((update) => (
              <UpdateRow
                key={update.id}
                incidentRef={incidentRef}
                update={update}
                onDeliveries={editable ? setOpened : undefined}
              />
            ))}
          </ol>
          {pages.hasNextPage && (
            <Button className="mt-3" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
              Show older updates
            </Button>
          )}
        </div>
      )}
      {opened === "write" && <WriteDialog incidentRef={incidentRef} claims={claims} onClose={close} />}
      {opened === "subscribers" && <SubscribersDialog incidentRef={incidentRef} onClose={close} />}
      {opened !== null && typeof opened === "object" && (
        <DeliveriesDialog incidentRef={incidentRef} update={opened} onClose={close} />
      )}
    </div>
  );
}

function WriteCommand({ run }: { run: () => void }) {
  useCommand({ label: "Write an update", group: "Updates", keys: "n", keywords: "status message", run });
  return null;
}

function Promised({ next, sent }: { next: NextUpdateView | null; sent: number }) {
  const now = useNow(1000);
  if (!next)
    return <p className="text-ink-2">{sent > 0 ? "No further update is promised." : "Nothing is promised yet."}</p>;
  const left = Date.parse(next.at) - now;
  return (
    <p className={left < 0 ? "font-medium text-exposed" : "font-medium"}>
      {left < 0 ? (
        <>The next update is overdue by {formatDuration(-left)}</>
      ) : (
        <>The next update is due in {formatDuration(left)}</>
      )}
      <span className="font-normal text-ink-2">
        {" "}
        · promised to {AUDIENCE_WORDS[next.audience]} in {next.ref} for{" "}
        <Time value={next.at} mode="datetime" precision="minute" />
      </span>
    </p>
  );
}

function Loading() {
  return (
    <div className="mt-3.5">
      <Skeleton className="mb-3 h-7 w-96 max-w-full" />
      <SkeletonRows rows={4} label="Loading the updates" />
    </div>
  );
}
