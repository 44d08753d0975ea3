"use client";

import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import type { AssetView } from "@/lib/assets/views";
import { AssetForm } from "./asset-form";

interface AssetDialogProps {
  open: boolean;
  asset: AssetView | null;
  onClose: () => void;
}

export function AssetDialog({ open, asset, onClose }: AssetDialogProps) {
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()}>
      {open && (
        <DialogContent
          width="lg"
          title={asset ? asset.name : "New asset"}
          description={
            asset ? (
              <>
                This version was recorded <Time value={asset.recordedAt} mode="relative" /> by {asset.recordedBy}. A
                change makes a new one; answers of incidents are computed again.
              </>
            ) : (
              "What holds the data, and how logs name it."
            )
          }
        >
          <AssetForm
            key={asset?.id ?? "new"}
            asset={asset}
            onCancel={onClose}
            onSaved={(saved) => {
              toast(asset ? `Saved: ${saved.name}` : `Created: ${saved.name}`);
              onClose();
            }}
          />
        </DialogContent>
      )}
    </Dialog>
  );
}
