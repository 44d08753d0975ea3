import { Chip } from "@/components/ui/chip";
import { Unknown } from "@/components/ui/figures";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import type { PrincipalView } from "@/lib/people/views";
import { KIND_WORDS } from "./words";

const SHOWN = 3;

export function PeopleTable({ rows, onOpen }: { rows: readonly PrincipalView[]; onOpen: (id: string) => void }) {
  return (
    <Table caption="Principals" className="min-w-160">
      <THead>
        <tr>
          <Th className="w-[26%]">Name</Th>
          <Th>Kind</Th>
          <Th>Logs name it</Th>
          <Th>Groups</Th>
        </tr>
      </THead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td>
              <button
                type="button"
                data-list-item
                className="underline-quiet text-left font-medium pointer-coarse:py-1.5"
                onClick={() => onOpen(row.id)}
              >
                {row.name}
              </button>
            </Td>
            <Td className="whitespace-nowrap">
              {row.kind === "agent" ? <Chip tone="agent">{KIND_WORDS.agent}</Chip> : KIND_WORDS[row.kind]}
            </Td>
            <Td>
              <Some
                values={row.aliases.map(({ system, value }) => (system ? `${system}: ${value}` : value))}
                none="no alias"
                mono
              />
            </Td>
            <Td>
              <Some values={[...new Set(row.groups.map(({ name }) => name))]} none="" />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Some({ values, none, mono }: { values: readonly string[]; none: string; mono?: boolean }) {
  if (values.length === 0) return none ? <Unknown>{none}</Unknown> : null;
  return (
    <span className="flex flex-wrap gap-1">
      {values.slice(0, SHOWN).map((value) => (
        <Chip key={value} mono={mono ?? false} className="max-w-72 overflow-hidden text-ellipsis" title={value}>
          {value}
        </Chip>
      ))}
      {values.length > SHOWN && <span className="text-ink-3">+{values.length - SHOWN}</span>}
    </span>
  );
}
