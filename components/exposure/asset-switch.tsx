"use client";

import type { ReactNode } from "react";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import type { ExposureView } from "@/lib/exposure/views";
import { Freshness } from "./freshness";

interface AssetSwitchProps {
  answer: ExposureView;
  chosen: string | null;
  onChoose: (asset: string | null) => void;
  fetching: boolean;
  /** Beside it: what the page is asked as known at. */
  children: ReactNode;
}

const ALL = "all";
const IN_SIGHT = 4;

/** All assets or one of them, and how fresh the answer is. */
export function AssetSwitch({ answer, chosen, onChoose, fetching, children }: AssetSwitchProps) {
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
      <span className="ml-auto inline-flex flex-wrap items-center gap-3">
        <Freshness answer={answer} fetching={fetching} />
        {children}
      </span>
    </div>
  );
}
