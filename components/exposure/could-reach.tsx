import { Count, Unknown } from "@/components/ui/figures";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import type { AssetExposureView } from "@/lib/exposure/views";
import { formatDuration } from "@/lib/time/format";

/** Who could and did not, asset by asset; said only where no silence of the logs could hide an access. */
export function CouldReach({ assets }: { assets: readonly AssetExposureView[] }) {
  return (
    <Table caption="Principals who could reach without clearance">
      <THead>
        <tr>
          <Th>Asset</Th>
          <Th numeric>Could reach</Th>
          <Th numeric>Could, did not</Th>
          <Th numeric>Exposed time × principals</Th>
          <Th>Why it is known or not</Th>
        </tr>
      </THead>
      <tbody>
        {assets.map((asset) => (
          <Tr key={asset.asset}>
            <Td className="mono">{asset.name}</Td>
            <Td numeric>
              <Count value={asset.couldReach} because="the audience can’t be counted" />
            </Td>
            <Td numeric>
              <Count value={asset.couldButDidNot} because={because(asset)} />
            </Td>
            <Td numeric>{asset.exposedPrincipalMs ? formatDuration(asset.exposedPrincipalMs.certain) : <Unknown />}</Td>
            <Td className="text-ink-2">{because(asset)}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function because(asset: AssetExposureView): string {
  if (asset.couldReach === null) return "The audience is open to everybody, so it can’t be counted.";
  if (asset.coverageGaps.length > 0)
    return "The logs are silent in part of the window: somebody may have got at it there.";
  const unresolved = asset.principals.some((person) => person.accesses.unresolved > 0);
  const counted = "Every principal of the audience without clearance, less those with an access in the logs.";
  return unresolved ? `${counted} Unresolved actors may be some of them.` : counted;
}
