"use client";

import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import { Time } from "@/components/ui/time";
import type { ExposureView } from "@/lib/exposure/views";

interface AssetSwitchProps {
  answer: ExposureView;
  chosen: string | null;
  onChoose: (asset: string | null) => void;
  /** The answer is being computed again because something it rests on changed. */
  fetching: boolean;
}

const ALL = "all";
const IN_SIGHT = 4;

/** All assets or one of them, and how fresh the answer is. */
export function AssetSwitch({ answer, chosen, onChoose, fetching }: AssetSwitchProps) {
  const options = [
    { value: ALL, label: "All assets" },
    ...answer.assets.map(({ asset, name }) => ({ value: asset, label: name })),
  ];
  const choose = (value: string) => onChoose(value === ALL ? null : value);
  return (
    <div className="mb-2.5 flex min-h-7 flex-wrap items-center gap-3">
      {answer.assets.length > 1 && answer.assets.length < IN_SIGHT && (
        <Segmented label="Asset" options={options} value={chosen ?? ALL} onValueChange={choose} />
      )}
      {answer.assets.length >= IN_SIGHT && (
        <Select aria-label="Asset" className="w-64" options={options} value={chosen ?? ALL} onValueChange={choose} />
      )}
      <span role="status" className="ml-auto inline-flex items-center gap-1.5 text-ink-3 text-sm">
        {fetching ? (
          <>
            <Spinner /> Computing again; what is shown may be stale
          </>
        ) : (
          <>
            Computed <Time value={answer.computedAt} mode="relative" />
          </>
        )}
      </span>
    </div>
  );
}
