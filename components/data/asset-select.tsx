"use client";

import { Select } from "@/components/ui/select";

export interface AssetChoice {
  id: string;
  name: string;
}

const NONE = "none";

interface AssetSelectProps {
  assets: readonly AssetChoice[];
  value: string | null;
  onChange: (id: string | null) => void;
  className?: string;
  "aria-label"?: string;
}

export function AssetSelect({ assets, value, onChange, ...props }: AssetSelectProps) {
  const options = [
    { value: NONE, label: "No asset named" },
    ...assets.map((asset) => ({ value: asset.id, label: asset.name })),
  ];
  return (
    <Select
      {...props}
      options={options}
      value={value ?? NONE}
      onValueChange={(chosen) => onChange(chosen === NONE ? null : chosen)}
    />
  );
}
