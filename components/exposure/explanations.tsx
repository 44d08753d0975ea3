"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { FailedState } from "@/components/ui/failed-state";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { toast, toastFailed } from "@/components/ui/toast";
import { failedQuery } from "@/lib/api/failed-query";
import { failureText } from "@/lib/api/field-errors";
import { useAgreeToExplanations } from "@/lib/exposure/mutations";
import { explanationsOf } from "@/lib/exposure/queries";
import { type ExplanationGroup, explanationGroups } from "./explanation-groups";

const EndExplanationDialog = dynamic(
  () => import("./end-explanation-dialog").then((module) => module.EndExplanationDialog),
  { ssr: false },
);

interface ExplanationsProps {
  incidentRef: string;
  assetNames: ReadonlyMap<string, string>;
  editable: boolean;
}

/** What people wrote about why accesses were in order; what waits for a second person stands first. */
export function Explanations({ incidentRef, assetNames, editable }: ExplanationsProps) {
  const list = useQuery(explanationsOf(incidentRef));
  const [ending, setEnding] = useState<ExplanationGroup | null>(null);
  if (list.isError) return <FailedState title="The explanations could not be loaded." {...failedQuery(list)} />;
  const groups = explanationGroups((list.data?.data ?? []).filter(({ asset }) => assetNames.has(asset)));
  if (groups.length === 0) return null;
  return (
    <>
      <Table caption="Explanations" showCaption frameClassName="mt-4" className="md:min-w-200">
        <THead>
          <tr>
            <Th>Who</Th>
            <Th>Assets</Th>
            <Th>Reason</Th>
            <Th>Stands</Th>
            <Th>Proposed</Th>
            {editable && (
              <Th>
                <span className="sr-only">Actions</span>
              </Th>
            )}
          </tr>
        </THead>
        <tbody>
          {groups.map((group) => (
            <Tr key={group.key}>
              <Td>{group.who}</Td>
              <Td className="text-ink-2">{group.assets.map((asset) => assetNames.get(asset)).join(", ")}</Td>
              <Td className="max-w-96">
                {group.first.reason}
                <Interval group={group} />
              </Td>
              <Td>
                <Standing group={group} />
              </Td>
              <Td className="text-ink-2">
                by {group.first.recordedBy}, <Time value={group.first.recordedAt} mode="relative" />
              </Td>
              {editable && (
                <Td>
                  <Actions incidentRef={incidentRef} group={group} onEnd={() => setEnding(group)} />
                </Td>
              )}
            </Tr>
          ))}
        </tbody>
      </Table>
      <EndExplanationDialog incidentRef={incidentRef} group={ending} onClose={() => setEnding(null)} />
    </>
  );
}

function Interval({ group: { first } }: { group: ExplanationGroup }) {
  if (!first.from && !first.until) return null;
  return (
    <span className="block text-ink-3 text-sm">
      for accesses {first.from && <Time value={first.from} mode="datetime" />} until{" "}
      {first.until && <Time value={first.until} mode="datetime" withZone />}
    </span>
  );
}

function Standing({ group: { first } }: { group: ExplanationGroup }) {
  if (first.state === "proposed") return <Chip tone="unknown">proposed, counts for nothing yet</Chip>;
  return first.agreedBy ? (
    <>agreed by {first.agreedBy}</>
  ) : (
    <span className="text-ink-3">recorded without a second person</span>
  );
}

function Actions({ incidentRef, group, onEnd }: { incidentRef: string; group: ExplanationGroup; onEnd: () => void }) {
  const agree = useAgreeToExplanations(incidentRef);
  const { first, who, ids } = group;
  if (first.state === "agreed") {
    return (
      <Button size="sm" variant="quiet" aria-label={`Withdraw the explanation for ${who}`} onClick={onEnd}>
        Withdraw…
      </Button>
    );
  }
  return (
    <span className="flex flex-wrap justify-end gap-1">
      {first.canAgree ? (
        <Button
          size="sm"
          variant="primary"
          busy={agree.isPending}
          aria-label={`Agree to the explanation for ${who}`}
          onClick={() =>
            agree.mutate(ids, {
              onSuccess: () => toast(`Explained: ${who}`, { detail: "The answer is being computed again." }),
              onError: (error) => toastFailed("It could not be agreed to", { detail: failureText(error) }),
            })
          }
        >
          Agree
        </Button>
      ) : (
        <span className="self-center text-ink-3 text-sm">waits for somebody else</span>
      )}
      <Button
        size="sm"
        variant="quiet"
        aria-label={`${first.canAgree ? "Decline" : "Withdraw"} the explanation for ${who}`}
        onClick={onEnd}
      >
        {first.canAgree ? "Decline…" : "Withdraw…"}
      </Button>
    </span>
  );
}
