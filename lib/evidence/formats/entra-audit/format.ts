import { azureFormat } from "@/lib/evidence/formats/azure-family";

/** Microsoft Entra directory audit log: Graph API, portal, diagnostic settings, Log Analytics and Sentinel. */
export const entraAudit = azureFormat(["audit"], {
  id: "entra-audit",
  title: "Microsoft Entra audit log",
  system: "entra",
  basis: "samples",
  blindSpots: [
    "Changes of the directory are in it, reads of it are not (see Microsoft Graph activity).",
    "Entra keeps it for 30 days, or 7 without a licence.",
    "Changes that Microsoft's own services make are named by the service, not by the person who asked for them.",
  ],
});
