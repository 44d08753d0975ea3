import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { PRINCIPAL_KINDS, STANDINGS } from "@/lib/people/model";
import type { ChangePart, ImportChange, ImportResult } from "@/lib/people/views";
import { Since } from "./since";
import { KIND_WORDS, STANDING_WORDS } from "./words";

const WORDS: Record<ImportChange["change"], string> = { created: "New", changed: "Changed", gone: "Gone" };
const INK: Record<ImportChange["change"], string> = {
  created: "text-verified",
  changed: "text-ink",
  gone: "text-exposed",
};

/** What an import would change, one by one: what is applied is exactly this. */
export function ImportChanges({ result }: { result: ImportResult }) {
  const changes = result.changes ?? [];
  if (changes.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className="max-h-96 overflow-y-auto" tabIndex={0} aria-label="What would change">
      <Table caption="What would change">
        <THead className="bg-panel">
          <tr>
            <Th className="w-20">Change</Th>
            <Th className="w-[30%]">Who</Th>
            <Th>What</Th>
          </tr>
        </THead>
        <tbody>
          {changes.map((one) => (
            <Tr key={`${one.change}-${one.name}`}>
              <Td className={INK[one.change]}>{WORDS[one.change]}</Td>
              <Td className="break-words font-medium">{one.name}</Td>
              <Td>
                <ul>
                  {one.parts.map((part) => (
                    <li key={JSON.stringify(part)} className="break-words">
                      <Part part={part} change={one.change} />
                    </li>
                  ))}
                </ul>
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}

const SIGNS = { "+": "added", "-": "taken away", "~": "changed" } as const;

function Part({ part, change }: { part: ChangePart; change: ImportChange["change"] }) {
  const { sign, what, text, from, until } = part;
  return (
    <>
      <span aria-hidden="true" className="mono mr-1.5 text-ink-3">
        {sign === "-" ? "−" : sign}
      </span>
      <span className="sr-only">{SIGNS[sign]}: </span>
      <span className="text-ink-3">{what === "clearance" ? "may reach" : what}</span>{" "}
      <span className={what === "alias" ? "mono break-all" : undefined}>{wordOf(part, text)}</span>
      {detailOf(part)}
      {(what === "group" || what === "clearance") && (
        <>
          {" "}
          <Since from={from} until={change === "gone" ? null : until} />
          {change === "gone" && until && (
            <>
              {", ended by "}
              <Since from={null} until={until} />
            </>
          )}
        </>
      )}
    </>
  );
}

function wordOf({ what }: ChangePart, word: string): string {
  const kind = PRINCIPAL_KINDS.find((one) => one === word);
  return what === "kind" && kind ? KIND_WORDS[kind] : word;
}

function detailOf(part: ChangePart) {
  const { what, detail } = part;
  if (detail === null) return null;
  const standing = STANDINGS.find((one) => one === detail);
  if (what === "clearance") return standing && standing !== "valid" ? `, ${STANDING_WORDS[standing]}` : null;
  return <span className="text-ink-3"> {what === "kind" ? `was ${wordOf(part, detail)}` : `in ${detail}`}</span>;
}
