"use client";

import { useQuery } from "@tanstack/react-query";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { FailedState } from "@/components/ui/failed-state";
import { Notice } from "@/components/ui/notice";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { failedQuery } from "@/lib/api/failed-query";
import { principalOf } from "@/lib/people/queries";
import type { PrincipalView } from "@/lib/people/views";
import { AiSystemLink } from "./ai-system-link";
import { AliasesSection } from "./aliases-section";
import { HistorySection } from "./history-section";
import { MergesSection } from "./merges-section";
import { PrincipalClearances } from "./principal-clearances";
import { Since } from "./since";
import { KIND_WORDS } from "./words";

interface PrincipalDialogProps {
  id: string | null;
  editable: boolean;
  onClose: () => void;
}

/** One principal: how logs name it, its groups over time, and what it was cleared for when. */
export function PrincipalDialog({ id, editable, onClose }: PrincipalDialogProps) {
  return (
    <Dialog open={id !== null} onOpenChange={(open) => !open && onClose()}>
      {id !== null && <Content id={id} editable={editable} />}
    </Dialog>
  );
}

function Content({ id, editable }: { id: string; editable: boolean }) {
  const principal = useQuery(principalOf(id));
  return (
    <DialogContent
      width="lg"
      title={principal.data?.name ?? "Principal"}
      description={principal.data ? KIND_WORDS[principal.data.kind] : undefined}
    >
      {principal.isPending && <SkeletonRows rows={4} label="Loading the principal" />}
      {principal.isError && <FailedState title="This principal could not be loaded." {...failedQuery(principal)} />}
      {principal.data && (
        <div className="flex flex-col gap-5">
          <LedHere asked={id} principal={principal.data} />
          <AiSystemLink principal={principal.data} />
          <AliasesSection principal={principal.data} editable={editable} />
          <Groups groups={principal.data.groups} />
          <PrincipalClearances principal={principal.data} editable={editable} />
          <MergesSection key={principal.data.id} principal={principal.data} editable={editable} />
          <HistorySection id={principal.data.id} />
        </div>
      )}
    </DialogContent>
  );
}

/** Whoever followed an address of before a merge is told where it led. */
function LedHere({ asked, principal }: { asked: string; principal: PrincipalView }) {
  const merged = principal.merged.find((one) => one.id === asked);
  if (!merged) return null;
  return (
    <Notice>
      {merged.name} was merged into {principal.name} <Time value={merged.recordedAt} mode="relative" /> by{" "}
      {merged.recordedBy}.
    </Notice>
  );
}

function Groups({ groups }: { groups: PrincipalView["groups"] }) {
  return (
    <section aria-labelledby="groups">
      <h3 id="groups" className="mb-1 font-semibold">
        Groups
      </h3>
      {groups.length === 0 ? (
        <p className="text-ink-2">In no group. Memberships come with an import.</p>
      ) : (
        <ul>
          {groups.map(({ name, from, until }) => (
            <li key={`${name}-${from}`} className="flex justify-between gap-3 border-line border-b py-1.25">
              <span className="mono">{name}</span>
              <Since from={from} until={until} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
