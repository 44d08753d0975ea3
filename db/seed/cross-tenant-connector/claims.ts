import type { At } from "@/db/seed/day-clock";
import type { Said } from "@/db/seed/steps/claims";
import { WHEN } from "./cast";

const days = (n: number) => Math.round(n * 86_400_000);

/** What was said; the words are synthetic, the disagreements are those of the public reports. */
export const claimsOf = (at: At): readonly Said[] => [
  {
    recorded: "34 18:30",
    said: "34 18:26",
    claim: {
      words: "Nobody has seen anything that was not theirs.",
      speaker: "Product manager of the connector",
      speakerKind: "colleague",
      saidIn: "Incident channel, before the log was read",
      assertion: { kind: "nobody_without_clearance" },
    },
  },
  {
    recorded: "35 12:10",
    said: "35 12:00",
    claim: {
      words: "It was taken offline on the day on which it was found.",
      speaker: "Northwind Labs",
      speakerKind: "spokesperson",
      saidIn: "Notice to customers CN-7",
      assertion: { kind: "closed_at", at: at(WHEN.offline), precision: "day" },
    },
  },
  {
    recorded: "35 17:05",
    said: "35 16:40",
    claim: {
      words: "The connector was pulled only on the following day.",
      speaker: "A trade journal",
      speakerKind: "press",
      saidIn: "Article",
      assertion: { kind: "closed_at", at: at("35 12:00"), precision: "day" },
    },
  },
  {
    recorded: "35 17:08",
    said: "35 16:40",
    claim: {
      words: "Customers could see each other's projects for 34 days.",
      speaker: "A trade journal",
      speakerKind: "press",
      saidIn: "Article",
      assertion: { kind: "exposed_for", ms: { bound: "range", low: days(34), high: days(35) } },
    },
  },
  {
    recorded: "35 17:12",
    said: "35 12:00",
    claim: {
      words: "About 1,000 customers had it switched on.",
      speaker: "Northwind Labs",
      speakerKind: "spokesperson",
      saidIn: "Notice to customers CN-7",
      assertion: null,
    },
    decided: {
      at: "35 17:20",
      standing: "supported",
      reason: "The list of connected accounts names 1,000 tenants.",
      documents: ["Export of the connector's accounts, day 34"],
    },
  },
  {
    recorded: "35 17:15",
    said: "35 12:00",
    claim: {
      words: "We have no sign of malicious use.",
      speaker: "Northwind Labs",
      speakerKind: "spokesperson",
      saidIn: "Notice to customers CN-7",
      assertion: { kind: "nothing_misused" },
    },
  },
];
