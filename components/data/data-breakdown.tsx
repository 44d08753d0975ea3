import { Unknown } from "@/components/ui/figures";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { breakdownOf, type Share } from "@/lib/data/breakdown";
import { type Total, totalText } from "@/lib/data/totals";
import type { AffectedDataView } from "@/lib/data/views";
import { CATEGORY_WORDS, SUBJECT_WORDS } from "@/lib/data/words";

/** Who and what is concerned, by the kinds that a notification asks for. The same people may be in several rows. */
export function DataBreakdown({ items }: { items: readonly AffectedDataView[] }) {
  const { subjects, categories, places } = breakdownOf(items);
  return (
    <details className="mt-3">
      <summary className="font-medium text-sm">
        By subjects, categories and jurisdictions{" "}
        <span className="font-normal text-ink-3">the same people may stand in several rows</span>
      </summary>
      <div className="mt-2 grid gap-x-6 gap-y-4 lg:grid-cols-3">
        <Shares head="About whom" rows={subjects} nameOf={(key) => SUBJECT_WORDS[key]} />
        <Shares head="Category" rows={categories} nameOf={(key) => CATEGORY_WORDS[key]} />
        <Shares head="Jurisdiction" rows={places} nameOf={(key) => key} />
      </div>
    </details>
  );
}

interface SharesProps<Key extends string> {
  head: string;
  rows: readonly Share<Key>[];
  nameOf: (key: Key) => string;
}

function Shares<Key extends string>({ head, rows, nameOf }: SharesProps<Key>) {
  if (rows.length === 0) return null;
  return (
    <Table caption={`By ${head.toLowerCase()}`}>
      <THead>
        <tr>
          <Th>{head}</Th>
          <Th numeric>People</Th>
          <Th numeric>Records</Th>
        </tr>
      </THead>
      <tbody>
        {rows.map(({ key, people, records }) => (
          <Tr key={key}>
            <Td>{nameOf(key)}</Td>
            <Td numeric>
              <Figure total={people} />
            </Td>
            <Td numeric>
              <Figure total={records} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Figure({ total }: { total: Total }) {
  if (total.low === null) return total.unknown > 0 ? <Unknown /> : <span className="text-ink-3">nobody</span>;
  return <span className={total.unknown > 0 ? "text-unknown" : undefined}>{totalText(total)}</span>;
}
