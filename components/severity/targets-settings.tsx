"use client";

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { useViewer } from "@/lib/access/use-viewer";
import { failedQuery } from "@/lib/api/failed-query";
import type { Severity } from "@/lib/incidents/model";
import { responseTargetsOf } from "@/lib/severity/queries";
import type { TargetsVersion } from "@/lib/severity/targets-view";
import { LevelTable } from "./level-table";
import { TargetsForm } from "./targets-form";

/** What severities ask of the response: everybody reads it, an admin changes it, and what held before stays readable. */
export function TargetsSettings({ badge }: { badge: (level: Severity) => ReactNode }) {
  const viewer = useViewer();
  const targets = useQuery(responseTargetsOf());
  const [editing, setEditing] = useState(false);
  if (targets.isPending) return <SkeletonRows rows={6} label="Loading the response targets" />;
  if (targets.isError)
    return <FailedState title="The response targets could not be loaded." {...failedQuery(targets)} />;
  const { data } = targets;
  return (
    <div className="flex max-w-5xl flex-col gap-4">
      <p className="max-w-[75ch] text-ink-2">
        A change holds for incidents that are declared from then on. An incident keeps what held when it was declared,
        so that its response is judged by what was asked of it.
      </p>
      {editing ? (
        <TargetsForm key={data.version} badge={badge} current={data} onDone={() => setEditing(false)} />
      ) : (
        <>
          <LevelTable badge={badge} targets={data.targets} />
          <Source version={data} />
          {viewer.can("administer") && (
            <div>
              <Button onClick={() => setEditing(true)}>Change the targets</Button>
            </div>
          )}
        </>
      )}
      {data.former.length > 0 && (
        <details>
          <summary className="cursor-pointer text-ink-2">What held before ({data.former.length})</summary>
          {data.former.map((version) => (
            <div key={version.version} className="mt-4 flex flex-col gap-2">
              <LevelTable badge={badge} targets={version.targets} />
              <Source version={version} />
            </div>
          ))}
        </details>
      )}
    </div>
  );
}

function Source({ version: { version, setAt, setBy, reason } }: { version: TargetsVersion }) {
  if (setAt === null) return <p className="text-ink-3 text-sm">Firebreak’s defaults.</p>;
  return (
    <p className="text-ink-3 text-sm">
      Version {version}, set by {setBy} at <Time value={setAt} mode="datetime" quiet />: {reason}
    </p>
  );
}
