"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, buttonStyle } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Definition, DefinitionRows, SectionHeading } from "@/components/ui/definition-rows";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { FailedState } from "@/components/ui/failed-state";
import { Unknown } from "@/components/ui/figures";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { failedQuery } from "@/lib/api/failed-query";
import type { CustodyEntry, CustodyPage } from "@/lib/evidence/custody";
import { custodyPages } from "@/lib/evidence/custody-queries";
import type { SourceView } from "@/lib/evidence/views";
import { DigestChecks } from "./digest-checks";

interface CustodyDialogProps {
  incident: string;
  source: SourceView;
  onClose: () => void;
}

/** Who brought a source, from where and how, and who looked at it, took it out or hashed it again since. */
export function CustodyDialog({ incident, source, onClose }: CustodyDialogProps) {
  const pages = useInfiniteQuery(custodyPages(incident, source.id));
  const first = pages.data?.pages[0];
  const entries = pages.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        width="xl"
        title={`Custody of ${source.filename}`}
        description="Every entry is a link in the incident’s record, which cannot be changed unnoticed."
        footer={
          <>
            {first?.maySeeRaw && (
              <a
                className={buttonStyle({ variant: "quiet" })}
                href={`/api/v1/incidents/${incident}/evidence/${source.id}/original`}
                download
              >
                Download the original
              </a>
            )}
            <Button onClick={onClose}>Close</Button>
          </>
        }
      >
        {pages.isPending && <SkeletonRows rows={6} label="Loading the custody" />}
        {pages.isError && <FailedState title="The custody could not be loaded." {...failedQuery(pages)} />}
        {first && <Arrival custody={first} />}
        {entries.length > 0 && <History entries={entries} />}
        {pages.hasNextPage && (
          <Button className="mt-3" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            Show more
          </Button>
        )}
        {source.format === "aws-cloudtrail" && <DigestChecks incident={incident} />}
      </DialogContent>
    </Dialog>
  );
}

function Arrival({ custody }: { custody: CustodyPage }) {
  return (
    <DefinitionRows className="mb-4">
      <Definition term="Brought by">
        {custody.broughtBy}, <Time value={custody.receivedAt} mode="datetime" withZone />
      </Definition>
      <Definition term="From">
        <Origin custody={custody} />
      </Definition>
      <Definition term="How it was collected">
        {custody.collected ?? <Unknown because="nobody said">not stated</Unknown>}
      </Definition>
      <Definition term="SHA-256 on arrival" stacked>
        {custody.sha256 === null ? (
          <Unknown because="it is hashed when it ends" />
        ) : (
          <span className="flex items-center gap-2">
            <span className="mono break-all">{custody.sha256}</span>
            <CopyButton value={custody.sha256} label="Copy the SHA-256" />
          </span>
        )}
      </Definition>
    </DefinitionRows>
  );
}

function Origin({ custody: { broughtFrom, maySeeRaw } }: { custody: CustodyPage }) {
  if (broughtFrom) return <span className="mono">{broughtFrom}</span>;
  return maySeeRaw ? <Unknown because="no proxy stated the address" /> : "shown to responders and auditors";
}

function History({ entries }: { entries: readonly CustodyEntry[] }) {
  return (
    <>
      <SectionHeading count={entries.length}>Since then</SectionHeading>
      <Table caption="What was done with this source" maxHeight="half">
        <THead>
          <tr>
            <Th>When</Th>
            <Th>Who</Th>
            <Th>What</Th>
          </tr>
        </THead>
        <tbody>
          {entries.map((entry) => (
            <Tr key={entry.seq}>
              <Td>
                <Time value={entry.at} mode="datetime" withZone quiet />
              </Td>
              <Td>
                {entry.by.name}
                {entry.by.kind === "token" && <span className="text-ink-3"> by token</span>}
              </Td>
              <Td className="break-words">{entry.what}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}
