import { azureFormat } from "@/lib/evidence/formats/azure-family";

/** Microsoft Entra sign-ins: Graph API, portal, diagnostic settings, Log Analytics and Sentinel. */
export const entraSignin = azureFormat(["signin"], {
  id: "entra-signin",
  title: "Microsoft Entra sign-in log",
  system: "entra",
  basis: "samples",
  blindSpots: [
    "It shows who got a token for what, not what was done with it.",
    "Entra keeps sign-ins for 30 days, or 7 without a licence; the portal exports interactive sign-ins alone unless asked for the others.",
    "Repeated sign-ins without a person are written as one line for some minutes or hours.",
    "An assistant or script that uses a person's token looks like that person.",
  ],
});
