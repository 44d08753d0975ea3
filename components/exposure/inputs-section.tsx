import { Unknown } from "@/components/ui/figures";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { ExposureView } from "@/lib/exposure/views";
import { plural } from "./words";

/** What the answer was computed from, so that anybody can compute it again. */
export function InputsSection({ answer }: { answer: ExposureView }) {
  const { sources, windows, assets, facts } = answer.inputs;
  return (
    <details className="mt-6">
      <summary className="font-semibold">
        What this rests on: {plural(sources.length, "source")}, {plural(windows.length, "window")},{" "}
        {plural(assets.length, "asset")}
      </summary>
      <p className="mt-1 text-ink-2">
        Computed <Time value={answer.computedAt} mode="datetime" withZone /> by rules{" "}
        <span className="mono">{answer.ruleVersion}</span>; open windows end at{" "}
        <Time value={answer.now} mode="datetime" withZone />. Facts: {plural(facts.principals.count, "principal")},{" "}
        {plural(facts.aliases.count, "alias", "aliases")}, {plural(facts.memberships.count, "membership")},{" "}
        {plural(facts.clearances.count, "clearance")}, {plural(facts.explanations.count, "explanation")}. Fingerprint{" "}
        <span className="mono break-all">{answer.fingerprint}</span>
      </p>
      {sources.length > 0 && (
        <Table caption="Sources" className="mt-2 min-w-160">
          <THead>
            <tr>
              <Th>File</Th>
              <Th>System</Th>
              <Th>SHA-256</Th>
            </tr>
          </THead>
          <tbody>
            {sources.map((source) => (
              <Tr key={source.id}>
                <Td>{source.filename}</Td>
                <Td className="mono">{source.system ?? <Unknown />}</Td>
                <Td className="mono break-all">{source.sha256 ?? <Unknown />}</Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
    </details>
  );
}
