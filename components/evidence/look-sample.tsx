import { Unknown } from "@/components/ui/figures";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time, ZoneName } from "@/components/ui/time";
import type { DryRunView } from "@/lib/evidence/dry-run";
import { Actor } from "./event-table";
import { OUTCOME_WORDS } from "./words";

/** The first events as they would be. */
export function LookSample({ rows }: { rows: DryRunView["sample"] }) {
  if (rows.length === 0) return null;
  return (
    <Table caption="The first events" showCaption className="table-fixed max-md:min-w-180">
      <THead>
        <tr>
          <Th className="w-16">Record</Th>
          <Th className="w-40">
            Time <ZoneName />
          </Th>
          <Th className="w-[20%]">Actor</Th>
          <Th className="w-16">Verb</Th>
          <Th className="w-[22%]">Action</Th>
          <Th>Resource</Th>
          <Th className="w-18">Outcome</Th>
        </tr>
      </THead>
      <tbody>
        {rows.map((event, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one record may hold several events, and nothing moves here
          <Tr key={i}>
            <Td className="mono">{event.record.toLocaleString("en")}</Td>
            <Td>
              <Time value={event.occurredAt} mode="datetime" quiet />
            </Td>
            <Td className="truncate" title={event.actor ?? undefined}>
              <Actor event={event} />
            </Td>
            <Td>{event.verb}</Td>
            <Td className="mono truncate" title={event.action}>
              {event.action}
            </Td>
            <Td className="mono truncate" title={event.resources.map(({ id }) => id).join("\n")}>
              {event.resources[0]?.id ?? <span className="text-ink-3">none named</span>}
            </Td>
            <Td>{event.outcome === "unknown" ? <Unknown /> : OUTCOME_WORDS[event.outcome]}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
