import { azureFormat } from "@/lib/evidence/formats/azure-family";

/** Microsoft Intune audit events from diagnostic settings or Log Analytics. */
export const intune = azureFormat(["intune"], {
  id: "intune",
  title: "Microsoft Intune audit log",
  system: "intune",
  basis: "samples",
  blindSpots: [
    "It shows what administrators changed, not what happened on the devices.",
    "It holds no source address.",
  ],
});
