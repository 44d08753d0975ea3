import dynamic from "next/dynamic";
import { Chip } from "@/components/ui/chip";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Duration, Time } from "@/components/ui/time";
import type { AssetExposureView, GapView } from "@/lib/exposure/views";
import { instantToMicros } from "@/lib/time/instant";

interface GapsSectionProps {
  incidentRef: string;
  assets: readonly AssetExposureView[];
}

const GapsLanes = dynamic(() => import("./gaps-lanes").then((module) => module.GapsLanes), {
  ssr: false,
  loading: () => <Skeleton className="h-30 w-full" />,
});
const NarrowingSection = dynamic(() => import("./narrowing-section").then((module) => module.NarrowingSection), {
  ssr: false,
  loading: () => <SkeletonRows rows={3} label="Loading what would narrow this" />,
});

/** What the logs cover, where they are silent, and what would narrow it. */
export function GapsSection({ incidentRef, assets }: GapsSectionProps) {
  const gaps = assets.flatMap((asset) => [
    ...asset.coverageGaps.map((gap) => ({ asset, gap, partly: false })),
    ...asset.partlyCovered.map((gap) => ({ asset, gap, partly: true })),
  ]);
  return (
    <>
      <section aria-labelledby="gaps" className="mt-6">
        <h2 id="gaps" className="mb-1 scroll-mt-16 font-semibold">
          Silence of the logs
        </h2>
        <GapsLanes incidentRef={incidentRef} assets={assets} />
        {gaps.length === 0 ? (
          <p className="mt-2 text-ink-2">The imported sources cover every window of every asset here.</p>
        ) : (
          <Table caption="Gaps in the coverage" className="md:min-w-160">
            <THead>
              <tr>
                <Th>Asset</Th>
                <Th>From</Th>
                <Th>Until</Th>
                <Th numeric>Length</Th>
                <Th>No log of</Th>
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
                      {partly && <span className="text-ink-3">another system covers it</span>}
                    </span>
                  </Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        )}
      </section>
      <NarrowingSection incidentRef={incidentRef} assets={assets} />
    </>
  );
}

function lengthMs({ from, until }: GapView): number {
  return (instantToMicros(until) - instantToMicros(from)) / 1000;
}
