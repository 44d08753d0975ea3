import { azureFormat } from "@/lib/evidence/formats/azure-family";

/** Azure activity log and storage resource logs: REST API, SDK, diagnostic settings, Log Analytics. */
export const azureActivity = azureFormat(["activity", "storage"], {
  id: "azure-activity",
  title: "Azure activity log and storage logs",
  system: "azure-activity",
  basis: "samples",
  blindSpots: [
    "The activity log shows changes of resources; reading them, and reading what is in them, is not in it.",
    "Who read an object stands in the storage account's resource log, which is off by default.",
    "A request with an account key or a shared access signature names nobody.",
    "Azure keeps the activity log for 90 days.",
  ],
});
