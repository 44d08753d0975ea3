"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { ApprovalState } from "@/lib/agents/model";
import { approvalsOfAgent } from "@/lib/agents/queries";
import { APPROVAL_WORDS } from "@/lib/agents/words";
import { failedQuery } from "@/lib/api/failed-query";

const INKS: Record<ApprovalState, string> = {
  waiting: "text-unknown",
  allowed: "text-verified",
  denied: "text-ink-2",
  expired: "text-ink-2",
};

/** What it asked permission for, and what people answered. */
export function RequestsSection({ id }: { id: string }) {
  const query = useQuery(approvalsOfAgent(id));
  const rows = query.data?.data ?? [];
  return (
    <section aria-labelledby="requests">
      <h2 id="requests" className="mb-1 font-semibold">
        Permissions that it asked for
      </h2>
      {query.isPending && <SkeletonRows rows={2} label="Loading its requests" />}
      {query.isError && <FailedState title="Its requests could not be loaded." {...failedQuery(query)} />}
      {query.isSuccess && rows.length === 0 && (
        <p className="max-w-[75ch] text-ink-2">
          It has asked for nothing. An agent or its gateway asks with a token of scope “ask”; no answer in time means
          no.{" "}
          <Link href="/developers/api" className="underline-quiet">
            How it asks
          </Link>
        </p>
      )}
      {rows.length > 0 && (
        <Table caption="Permissions that it asked for">
          <THead>
            <tr>
              <Th>Asked</Th>
              <Th>For what</Th>
              <Th>Answer</Th>
            </tr>
          </THead>
          <tbody>
            {rows.map((request) => (
              <Tr key={request.id}>
                <Td className="text-ink-2">
                  <Time value={request.askedAt} quiet />
                </Td>
                <Td>
                  {request.action}
                  {request.incident && (
                    <Link href={`/incidents/${request.incident}`} className="underline-quiet ml-2 text-ink-2 text-sm">
                      {request.incident}
                    </Link>
                  )}
                  {request.reason && <span className="block text-ink-3 text-sm">{request.reason}</span>}
                </Td>
                <Td>
                  <span className={INKS[request.state]}>{APPROVAL_WORDS[request.state]}</span>
                  {request.decidedBy && <span className="block text-ink-3 text-sm">{request.decidedBy}</span>}
                  {request.state === "allowed" && (
                    <span className="block text-ink-3 text-sm">{request.usedAt ? "used" : "not used"}</span>
                  )}
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
    </section>
  );
}
