"use client";

import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { AssetExposureView, VerdictView } from "@/lib/exposure/views";
import { plural } from "./words";

interface VerdictReasonsProps {
  assets: readonly AssetExposureView[];
  exfiltrated: VerdictView["verdict"];
}

const inks = { yes: "text-exposed", no: "text-verified", unknown: "text-unknown" } as const;

/** "exfiltrated: unknown, 2 reasons"; pressing it says all reasons of both verdicts, asset by asset. */
export function VerdictReasons({ assets, exfiltrated }: VerdictReasonsProps) {
  const reasons = new Set(assets.flatMap((asset) => [...asset.accessed.reasons, ...asset.exfiltrated.reasons]));
  return (
    <>
      exfiltrated: <span className={inks[exfiltrated]}>{exfiltrated}</span>
      {reasons.size > 0 && (
        <>
          {", "}
          <Popover>
            <PopoverTrigger className="underline-quiet relative rounded-xs">
              {plural(reasons.size, "reason")}
            </PopoverTrigger>
            <PopoverContent title="Why" className="w-96">
              {assets.map((asset) => (
                <section key={asset.asset} className="mt-2 text-sm first-of-type:mt-0">
                  <h3 className="mono font-medium">{asset.name}</h3>
                  <Verdict label="Accessed" verdict={asset.accessed} />
                  <Verdict label="Exfiltrated" verdict={asset.exfiltrated} />
                </section>
              ))}
              <p className="mt-2 border-line border-t pt-2 text-ink-3 text-xs">
                Where it is not certain that data was not accessed, it may have been. Misuse is never computed.
              </p>
            </PopoverContent>
          </Popover>
        </>
      )}
    </>
  );
}

function Verdict({ label, verdict: { verdict, reasons } }: { label: string; verdict: VerdictView }) {
  return (
    <div className="mt-1">
      {label}: <span className={inks[verdict]}>{verdict}</span>
      <ul className="list-disc pl-4 text-ink-2">
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </div>
  );
}
