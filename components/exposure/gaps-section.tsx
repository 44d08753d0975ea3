import Link from "next/link";
import { Chip } from "@/components/ui/chip";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Duration, Time } from "@/components/ui/time";
import type { AssetExposureView, GapView } from "@/lib/exposure/views";
import { instantToMicros } from "@/lib/time/instant";

interface GapsSectionProps {
  incidentRef: string;
  assets: readonly AssetExposureView[];
}

/** Where the logs are silent, and what would narrow it: each line names the system and the stretch to ask for. */
export function GapsSection({ incidentRef, assets }: GapsSectionProps) {
  const gaps = assets.flatMap((asset) => [
    ...asset.coverageGaps.map((gap) => ({ asset, gap, partly: false })),
    ...asset.partlyCovered.map((gap) => ({ asset, gap, partly: true })),
  ]);
  return (
    <section aria-labelledby="gaps" className="mt-6">
      <h2 id="gaps" className="mb-1 scroll-mt-16 font-semibold">
        Silence of the logs
      </h2>
      {gaps.length === 0 ? (
        <p className="text-ink-2">The imported sources cover every window of every asset here.</p>
      ) : (
        <Table caption="Gaps in the coverage" className="md:min-w-160">
          <THead>
            <tr>
              <Th>Asset</Th>
              <Th>From</Th>
              <Th>Until</Th>
              <Th numeric>Length</Th>
              <Th>No log of</Th>
              <Th className="max-md:hidden">What would narrow it</Th>
            </tr>
          </THead>
          <tbody>
            {gaps.map(({ asset, gap, partly }) => (
              <Tr key={`${asset.asset}-${gap.from}-${gap.systems.join()}-${partly}`}>
                <Td className="mono">{asset.name}</Td>
                <Td>
                  <Time value={gap.from} mode="datetime" />
                </Td>
                <Td>
                  <Time value={gap.until} mode="datetime" />
                </Td>
                <Td numeric>
                  <Duration ms={lengthMs(gap)} />
                </Td>
                <Td>
                  <span className="flex flex-wrap gap-1">
                    {gap.systems.map((system) => (
                      <Chip key={system} mono tone="unknown">
                        {system}
                      </Chip>
                    ))}
                    {gap.systems.length === 0 && <span className="text-unknown">any system</span>}
                  </span>
                </Td>
                <Td className="text-ink-2 max-md:hidden">
                  {asset.systems.length === 0 ? (
                    "Say which systems’ logs would show access to this asset."
                  ) : (
                    <>
                      {partly && "Another system covers it; for certainty also "}
                      <Link href={`/incidents/${incidentRef}/evidence`} className="underline-quiet">
                        {partly ? "import these logs" : "Import the logs of this stretch"}
                      </Link>
                      , or state the coverage if they were asked for.
                    </>
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

function lengthMs({ from, until }: GapView): number {
  return (instantToMicros(until) - instantToMicros(from)) / 1000;
}
