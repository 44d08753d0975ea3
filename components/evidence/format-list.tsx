import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import type { FormatView } from "@/lib/evidence/views";

/** Every format in plain words: what it is, what it was built from, and what a log of it leaves open. */
export function FormatList({ formats }: { formats: readonly FormatView[] }) {
  return (
    <Table caption="Log formats that can be read" className="min-w-[44rem]">
      <THead>
        <tr>
          <Th>Format</Th>
          <Th>System</Th>
          <Th>Built from</Th>
          <Th>What it can&apos;t show</Th>
        </tr>
      </THead>
      <tbody>
        {formats.map((format) => (
          <Tr key={format.id} id={format.id}>
            <Td className="w-60">
              {format.title}
              <span className="mono block text-ink-3 text-sm">{format.id}</span>
            </Td>
            <Td className="mono whitespace-nowrap">{format.system}</Td>
            <Td className="whitespace-nowrap">{format.basis === "samples" ? "real logs" : "documentation"}</Td>
            <Td>
              <ul className="max-w-[75ch]">
                {format.blindSpots.map((spot) => (
                  <li key={spot}>{spot}</li>
                ))}
              </ul>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
