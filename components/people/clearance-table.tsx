"use client";

import { useState } from "react";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { failureText } from "@/lib/api/field-errors";
import { useWithdrawClearance } from "@/lib/people/mutations";
import type { ClearanceView } from "@/lib/people/views";
import { Since } from "./since";
import { STANDING_WORDS } from "./words";

interface ClearanceTableProps {
  rows: readonly ClearanceView[];
  editable: boolean;
  /** Where they are all of one principal. */
  withoutWho?: boolean;
}

export function ClearanceTable({ rows, editable, withoutWho }: ClearanceTableProps) {
  const [asked, setAsked] = useState<ClearanceView | null>(null);
  const withdraw = useWithdrawClearance();
  return (
    <>
      <Table caption="Clearances" className={withoutWho ? undefined : "min-w-180"}>
        <THead className={withoutWho ? "bg-panel" : undefined}>
          <tr>
            {!withoutWho && <Th>Who</Th>}
            <Th>May reach</Th>
            <Th>When</Th>
            <Th>Standing</Th>
            <Th>Recorded</Th>
            {editable && (
              <Th>
                <span className="sr-only">Actions</span>
              </Th>
            )}
          </tr>
        </THead>
        <tbody>
          {rows.map((row) => (
            <Tr key={row.id}>
              {!withoutWho && <Td>{row.principal?.name ?? <Chip mono>group {row.group}</Chip>}</Td>}
              <Td>{target(row)}</Td>
              <Td>
                <Since from={row.from} until={row.until} />
              </Td>
              <Td className={row.standing === "valid" ? undefined : "text-exposed"}>{STANDING_WORDS[row.standing]}</Td>
              <Td className="text-ink-2">
                <Time value={row.recordedAt} mode="relative" /> by {row.recordedBy}
              </Td>
              {editable && (
                <Td>
                  <Button
                    size="sm"
                    variant="quiet"
                    aria-label={`Take back the clearance for ${target(row)}`}
                    onClick={() => setAsked(row)}
                  >
                    Take back
                  </Button>
                </Td>
              )}
            </Tr>
          ))}
        </tbody>
      </Table>
      <AlertDialog
        open={asked !== null}
        onOpenChange={(open) => !open && setAsked(null)}
        title="Take this clearance back?"
        description="For one that should not have been recorded. A clearance that ended keeps its place with an end. Answers of incidents are computed again."
        confirm="Take back"
        danger
        busy={withdraw.isPending}
        onConfirm={() => asked && withdraw.mutate(asked.id, { onSuccess: () => setAsked(null) })}
      >
        {withdraw.error && <p className="text-exposed text-sm">{failureText(withdraw.error)}</p>}
      </AlertDialog>
    </>
  );
}

function target({ asset, classification }: ClearanceView): string {
  return asset ? asset.name : `everything up to ${classification}`;
}
