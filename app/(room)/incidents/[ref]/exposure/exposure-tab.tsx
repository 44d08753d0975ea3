"use client";

import dynamic from "next/dynamic";
import { ExposurePage } from "@/components/exposure/exposure-page";

// Loaded when they are first wanted: the page opens without them.
const AssetForm = dynamic(() => import("@/components/assets/asset-form").then((module) => module.AssetForm), {
  ssr: false,
});
const ResolveForm = dynamic(() => import("@/components/people/resolve-form").then((module) => module.ResolveForm), {
  ssr: false,
});

/** Puts the forms of assets and people into the exposure page, which knows neither. */
export function ExposureTab({ incidentRef }: { incidentRef: string }) {
  return (
    <ExposurePage
      incidentRef={incidentRef}
      assetForm={(onMade, onCancel) => <AssetForm asset={null} onSaved={onMade} onCancel={onCancel} />}
      resolveForm={(actor, onDone) => <ResolveForm actor={actor} onDone={onDone} />}
    />
  );
}
