"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { failedQuery } from "@/lib/api/failed-query";
import { sourceList } from "@/lib/evidence/queries";
import { ChooseFiles } from "./choose-files";
import { ConnectLive } from "./connect-live";
import { Explorer } from "./explorer";
import { LookFirst } from "./look-first";
import { NextCoverage } from "./next-coverage";
import { SourceList } from "./source-list";
import { type SuggestionForms, Suggestions } from "./suggestions";
import { UnfinishedUploads } from "./unfinished-uploads";
import { UploadList } from "./upload-list";

interface EvidenceTabProps {
  incident: string;
  mayWrite: boolean;
  forms: SuggestionForms;
}

const ConnectDialog = dynamic(() => import("./connect-dialog").then((module) => module.ConnectDialog), { ssr: false });

/** Sources with their accounts above, the explorer of all their events below. */
export function EvidenceTab({ incident, mayWrite, forms }: EvidenceTabProps) {
  const sources = useQuery(sourceList(incident));
  const rows = sources.data?.data ?? [];
  // Here and not beside its buttons: they change places when the first source is there, and the token is shown once.
  const [connecting, setConnecting] = useState(false);
  const connect = () => setConnecting(true);
  return (
    <div className="pt-4">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <p className="text-ink-2">
          Originals are kept byte for byte. One bad line costs one line; the same file twice changes nothing.{" "}
          <Link
            href="/formats"
            className="inline-flex min-h-6 items-center underline underline-offset-3 hover:text-ink"
          >
            Which formats?
          </Link>
        </p>
        {mayWrite && rows.length > 0 && (
          <span className="ml-auto flex flex-wrap justify-end gap-2">
            <NextCoverage />
            <ConnectLive onConnect={connect} />
            <LookFirst incident={incident} />
            <ChooseFiles />
          </span>
        )}
      </div>
      <UploadList />
      {mayWrite && <UnfinishedUploads incident={incident} />}
      {sources.isPending && <SkeletonRows rows={3} label="Loading sources" />}
      {sources.isError && <FailedState title="The sources could not be loaded." {...failedQuery(sources)} />}
      {sources.isSuccess && rows.length === 0 && (
        <EmptyState
          title="No logs yet."
          action={mayWrite ? <FirstFiles incident={incident} connect={connect} /> : null}
        >
          Drop audit logs anywhere on this page: CloudTrail, Microsoft 365, Google Workspace, OpenTelemetry, or any CSV
          or JSON. They are recognised, counted and searchable, and the exposure answer is computed from them.
        </EmptyState>
      )}
      {rows.some(({ status }) => status === "ready") && (
        <Suggestions incident={incident} mayWrite={mayWrite} forms={forms} />
      )}
      <SourceList incident={incident} sources={rows} mayWrite={mayWrite} />
      {rows.length > 0 && <Explorer incident={incident} sources={rows} mayWrite={mayWrite} />}
      {connecting && <ConnectDialog incident={incident} onClose={() => setConnecting(false)} />}
    </div>
  );
}

function FirstFiles({ incident, connect }: { incident: string; connect: () => void }) {
  return (
    <span className="flex flex-wrap justify-center gap-2">
      <ChooseFiles primary />
      <LookFirst incident={incident} />
      <ConnectLive onConnect={connect} />
      <NextCoverage />
    </span>
  );
}
