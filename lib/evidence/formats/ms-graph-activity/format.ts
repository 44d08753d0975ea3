import { azureFormat } from "@/lib/evidence/formats/azure-family";

/** Microsoft Graph activity log from diagnostic settings or Log Analytics. */
export const msGraphActivity = azureFormat(["graph"], {
  id: "ms-graph-activity",
  title: "Microsoft Graph activity log",
  system: "ms-graph",
  basis: "documentation",
  blindSpots: [
    "It names users and applications by their object ids; the sign-in log says who they are.",
    "Neither the body of a request nor the answer is in it, so a query's results are not known.",
    "Requests inside a batch are lines of their own, without the batch; calls between Microsoft's services are left out.",
  ],
});
