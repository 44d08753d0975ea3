"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { EvidenceTab } from "@/components/evidence/evidence-tab";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { assetList } from "@/lib/assets/queries";
import type { AssetSuggestion, WindowSuggestion } from "@/lib/evidence/suggestions";

// Loaded when a suggestion is finished by hand.
const AssetForm = dynamic(() => import("@/components/assets/asset-form").then((module) => module.AssetForm), {
  ssr: false,
});
const WindowDialog = dynamic(() => import("@/components/exposure/window-dialog").then((m) => m.WindowDialog), {
  ssr: false,
});

/** Puts the forms of windows and assets into the evidence page, which knows neither. */
export function EvidenceView({ incident, mayWrite }: { incident: string; mayWrite: boolean }) {
  const forms = {
    window: (suggestion: WindowSuggestion, onClose: () => void, onDone: () => void) => (
      <SuggestedWindow incident={incident} suggestion={suggestion} onClose={onClose} onDone={onDone} />
    ),
    asset: (suggestion: AssetSuggestion, onClose: () => void, onDone: () => void) => (
      <SuggestedAsset suggestion={suggestion} onClose={onClose} onDone={onDone} />
    ),
  };
  return <EvidenceTab incident={incident} mayWrite={mayWrite} forms={forms} />;
}

interface FinishProps<S> {
  suggestion: S;
  onClose: () => void;
  onDone: () => void;
}

function SuggestedWindow({
  incident,
  suggestion,
  onClose,
  onDone,
}: FinishProps<WindowSuggestion> & { incident: string }) {
  const assets = useQuery(assetList());
  const exactly = (at: string | null) => ({ at, earliest: null, latest: null, unread: false });
  const { resource, system, audience, openedAt, closedAt, openedEvents, closedEvents } = suggestion;
  return (
    <WindowDialog
      incidentRef={incident}
      window={null}
      open
      onClose={onClose}
      onSaved={onDone}
      assets={assets.data?.data ?? []}
      suggested={{
        asset: suggestion.assets[0]?.id ?? null,
        ...(audience ? { kind: audience.kind, group: audience.group, principals: audience.principals } : {}),
        opened: exactly(openedAt),
        closed: exactly(closedAt),
        open: closedAt === null,
        path: "permission_change",
        note: `Suggested by the evidence: ${suggestion.openedAction} on ${resource}`,
        openedEvidence: openedEvents.join(" "),
        closedEvidence: closedEvents.join(" "),
      }}
      assetForm={(onMade, onCancel) => (
        <AssetForm
          asset={null}
          suggested={{
            name: shortName(resource),
            systems: system ? [system] : [],
            patterns: [resource, `${resource}/*`].map((one) => ({ resource: one })),
          }}
          onSaved={onMade}
          onCancel={onCancel}
        />
      )}
    />
  );
}

function SuggestedAsset({ suggestion, onClose, onDone }: FinishProps<AssetSuggestion>) {
  const { resource, system, patterns } = suggestion;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title="New asset" description="What holds the data, and how logs name it." width="lg">
        <AssetForm
          asset={null}
          suggested={{
            name: shortName(resource),
            systems: system ? [system] : [],
            patterns: patterns.map((one) => ({ resource: one, ...(system ? { system } : {}) })),
          }}
          onSaved={() => {
            onClose();
            onDone();
          }}
          onCancel={onClose}
        />
      </DialogContent>
    </Dialog>
  );
}

/** The last part of how logs name it, to begin with. */
function shortName(resource: string): string {
  return (resource.split(/[:/]/).findLast(Boolean) ?? resource).slice(0, 200);
}
