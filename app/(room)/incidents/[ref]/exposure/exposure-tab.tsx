"use client";

import { AssetForm } from "@/components/assets/asset-form";
import { ExposurePage } from "@/components/exposure/exposure-page";
import { ResolveForm } from "@/components/people/resolve-form";

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
