import { ArrowLeft, Download } from "lucide-react";
import Link from "next/link";
import { buttonStyle } from "@/components/ui/button";
import { Unknown } from "@/components/ui/figures";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time, ZoneName } from "@/components/ui/time";
import type { ExposureSummary } from "@/lib/exposure/summary";
import { PrintButton } from "./print-button";

const VERDICT_INKS: Record<string, string> = { yes: "text-exposed", no: "text-verified", unknown: "text-unknown" };

/** The answer on one page: what is known, what is not, who, and what it rests on. */
export function SummaryPage({ summary, at }: { summary: ExposureSummary; at: string | null }) {
  const { incident, knownAt, computedAt, people, morePeople } = summary;
  const asKnown = at ? `?at=${encodeURIComponent(at)}` : "";
  return (
    <article className="mt-3.5 max-w-[62rem]">
      <div className="mb-3 flex flex-wrap items-center gap-2 print:hidden">
        <Link href={`/incidents/${incident}/exposure${asKnown}`} className={buttonStyle()}>
          <ArrowLeft aria-hidden="true" />
          The whole answer
        </Link>
        <span className="flex-1" />
        <a href={`/api/v1/incidents/${incident}/exposure/summary.md${asKnown}`} download className={buttonStyle()}>
          <Download aria-hidden="true" />
          Markdown
        </a>
        <PrintButton />
      </div>
      <h2 className="font-semibold text-lg">{incident}: who accessed what</h2>
      <p className="text-ink-2">
        {knownAt ? (
          <>
            As known at <Time value={knownAt} mode="datetime" withZone />. What was recorded later is left out.
          </>
        ) : (
          <>
            As computed <Time value={computedAt} mode="datetime" withZone />.
          </>
        )}
      </p>
      <div className="mt-3 grid gap-x-8 gap-y-3 md:grid-cols-2 print:grid-cols-2">
        <Sentences title="What is known" sentences={summary.sentences} />
        <Sentences title="What is not known" sentences={summary.unknowns} />
      </div>
      <Assets summary={summary} />
      <h3 className="mt-4 mb-1 font-semibold">Who</h3>
      {people.length === 0 ? (
        <p className="text-ink-2">No access is in the logs.</p>
      ) : (
        <Table caption="Who accessed it" className="md:min-w-160">
          <THead>
            <tr>
              <Th>Who</Th>
              <Th>Class</Th>
              <Th numeric>Without clearance</Th>
              <Th>
                First, <ZoneName />
              </Th>
              <Th>Last</Th>
              <Th>Why counted</Th>
            </tr>
          </THead>
          <tbody>
            {people.map((one) => (
              <Tr key={`${one.name} ${one.first}`}>
                <Td>{one.name}</Td>
                <Td>{one.class}</Td>
                <Td numeric>{one.class === "cleared" ? `0 of ${one.accesses}` : one.accesses}</Td>
                <Td>
                  <Time value={one.first} mode="datetime" quiet />
                </Td>
                <Td>
                  <Time value={one.last} mode="datetime" quiet />
                </Td>
                <Td className="text-ink-2">{one.why}</Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
      {morePeople > 0 && <p className="mt-1 text-ink-2">And {morePeople.toLocaleString("en")} more.</p>}
      <Gaps summary={summary} />
      <Inputs summary={summary} />
    </article>
  );
}

function Sentences({ title, sentences }: { title: string; sentences: readonly string[] }) {
  return (
    <section data-print="keep">
      <h3 className="mb-1 font-semibold">{title}</h3>
      <ul className="list-disc pl-4">
        {sentences.map((sentence) => (
          <li key={sentence} className="mb-0.5">
            {sentence}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Assets({ summary: { assets } }: { summary: ExposureSummary }) {
  if (assets.length === 0) return null;
  return (
    <Table caption="Assets" showCaption frameClassName="mt-4" className="md:min-w-160">
      <THead>
        <tr>
          <Th>Asset</Th>
          <Th>Exposed</Th>
          <Th>Accessed</Th>
          <Th>Exfiltrated</Th>
          <Th numeric>Without clearance</Th>
          <Th numeric>Logs cover</Th>
        </tr>
      </THead>
      <tbody>
        {assets.map((one) => (
          <Tr key={one.name}>
            <Td>{one.name}</Td>
            <Td>{one.exposed}</Td>
            <Td className={VERDICT_INKS[one.accessed]}>{one.accessed}</Td>
            <Td className={VERDICT_INKS[one.exfiltrated]}>{one.exfiltrated}</Td>
            <Td numeric>{one.without}</Td>
            <Td numeric>{one.covered}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Gaps({ summary: { gaps } }: { summary: ExposureSummary }) {
  return (
    <>
      <h3 className="mt-4 mb-1 font-semibold">Silence of the logs</h3>
      {gaps.length === 0 ? (
        <p className="text-ink-2">The imported sources cover every window.</p>
      ) : (
        <ul className="list-disc pl-4">
          {gaps.map((gap) => (
            <li key={`${gap.asset} ${gap.from} ${gap.systems}`}>
              {gap.asset}: no log of <span className="mono">{gap.systems}</span> from{" "}
              <Time value={gap.from} mode="datetime" /> until <Time value={gap.until} mode="datetime" withZone />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Inputs({ summary: { sources, ruleVersion, fingerprint } }: { summary: ExposureSummary }) {
  return (
    <section className="mt-4 text-sm">
      <h3 className="mb-1 font-semibold text-base">What this rests on</h3>
      {sources.length === 0 && <p className="text-ink-2">No evidence.</p>}
      <ul>
        {sources.map((source) => (
          <li key={`${source.filename} ${source.sha256}`}>
            {source.filename} <span className="mono break-all text-ink-2">SHA-256 {source.sha256 ?? <Unknown />}</span>
          </li>
        ))}
      </ul>
      <p className="mt-1 text-ink-2">
        Rules <span className="mono">{ruleVersion}</span>, fingerprint{" "}
        <span className="mono break-all">{fingerprint}</span>
      </p>
    </section>
  );
}
