"use client";

import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { failureText } from "@/lib/api/field-errors";
import { rolesOf } from "@/lib/handover/queries";
import type { HandoverRow } from "@/lib/handover/views";
import { HANDOVER_KIND_WORDS, HANDOVER_STATE_WORDS, ROLE_NAMES, ROLE_WORDS, WAY_WORDS } from "@/lib/handover/words";

/** Who held what from when to when; who holds it now comes first. */
export function RoleHistoryTable({ incidentRef }: { incidentRef: string }) {
  const { data, error, refetch, isFetching } = useQuery(rolesOf(incidentRef));
  return (
    <section aria-label="Who held what">
      <h2 className="mb-0.5 font-semibold">Who held what</h2>
      {!data && !error && <SkeletonRows label="Loading who held what" rows={3} />}
      {!data && error && (
        <FailedState
          title="Who held what could not be loaded."
          detail={failureText(error)}
          onRetry={() => void refetch()}
          retrying={isFetching}
        />
      )}
      {data?.data.length === 0 && <p className="text-ink-2">Nobody has held a role yet.</p>}
      {data && data.data.length > 0 && (
        <Table caption="Who held what role from when to when" className="min-w-[36rem]">
          <THead>
            <tr>
              <Th>Role</Th>
              <Th>Who</Th>
              <Th>From</Th>
              <Th>Until</Th>
              <Th>How</Th>
            </tr>
          </THead>
          <tbody>
            {data.data.map(({ id, role, person, since, until, how, givenBy, reason }) => (
              <Tr key={id}>
                <Td>{ROLE_WORDS[role]}</Td>
                <Td>{person.name}</Td>
                <Td>
                  <Time value={since} mode="short" />
                </Td>
                <Td>{until ? <Time value={until} mode="short" /> : "holds it now"}</Td>
                <Td className="wrap-anywhere text-ink-2">
                  {WAY_WORDS[how]}
                  {givenBy && ` by ${givenBy.name}`}
                  {reason && `: ${reason}`}
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
    </section>
  );
}

interface EarlierHandoversProps {
  handovers: readonly HandoverRow[];
  onShow: (id: string) => void;
}

/** Handovers that are over, each with the brief that was read. */
export function EarlierHandovers({ handovers, onShow }: EarlierHandoversProps) {
  return (
    <section aria-label="Earlier handovers">
      <h2 className="mb-0.5 font-semibold">
        Earlier handovers <span className="font-normal text-ink-3">{handovers.length}</span>
      </h2>
      <ul>
        {handovers.map((one) => (
          <li
            key={one.id}
            className="flex flex-wrap items-baseline justify-between gap-x-4 border-line border-b py-1.5"
          >
            <span className="wrap-anywhere min-w-0">
              <Time value={one.begunAt} mode="short" /> {ROLE_NAMES[one.role]} {HANDOVER_KIND_WORDS[one.kind]}
              {one.kind === "offer" ? " to " : " by "}
              {one.to.name}
              {one.from && one.kind === "offer" ? ` by ${one.from.name}` : ""}: {HANDOVER_STATE_WORDS[one.state]}
              {one.endReason ? `, ${one.endReason}` : ""}
            </span>
            {one.state === "acknowledged" && (
              <Button
                size="sm"
                variant="quiet"
                onClick={() => {
                  onShow(one.id);
                  window.scrollTo({ top: 0 });
                }}
              >
                Read its brief
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
