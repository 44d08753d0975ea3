import type { At } from "@/db/seed/day-clock";
import type { Step } from "@/db/seed/step";
import {
  type Decided,
  decisions,
  type HandedIn,
  type Named,
  namedTimes,
  submissions,
} from "@/db/seed/steps/obligations";
import { WHEN } from "./cast";

const TIMES: readonly Named[] = [
  {
    recorded: "34 16:34",
    name: "aware",
    at: WHEN.aware,
    basis: "Two accounts of other tenants' content were reproduced.",
  },
  {
    recorded: "34 16:36",
    name: "suspected",
    at: WHEN.found,
    basis: "The first report by an engineer of the connector.",
  },
];

/** What was signed, and by which reason; all of it is synthetic. What is not named here nobody has decided yet. */
const DECIDED: readonly Decided[] = [
  {
    at: "34 19:10",
    rules: ["nis2-early-warning", "nis2-notification", "nis2-final"],
    decision: "applies",
    reason:
      "Northwind Labs is an important entity as a provider of digital services in the EU, and the incident is significant.",
  },
  {
    at: "34 21:05",
    rules: ["cert-in"],
    decision: "applies",
    reason: "The Indian entity runs workspaces of 38 tenants; access to others' data is of the kinds to be reported.",
  },
  {
    at: "35 09:30",
    rules: ["gdpr-33", "uk-gdpr-33"],
    decision: "applies",
    reason:
      "Personal data in tasks went to strangers, and of four days there is no log: a risk can't be called unlikely.",
  },
  {
    at: "35 09:45",
    rules: ["ca-1798-82-residents", "au-ndb-assessment"],
    decision: "applies",
    reason:
      "Residents are among the people in the workspaces; whether their data is of the kinds named is being looked at.",
  },
  {
    at: "35 10:05",
    rules: ["dora-initial", "dora-intermediate", "dora-final", "nydfs-500-17"],
    decision: "does_not_apply",
    reason: "Not a financial entity. Tenants that are one were told at once, so that they can report themselves.",
  },
  {
    at: "35 10:08",
    rules: [
      "cra-early-warning",
      "cra-notification",
      "cra-final-incident",
      "cra-final-vulnerability",
      "gpai-critical-infrastructure",
      "gpai-cybersecurity",
      "gpai-death",
      "gpai-serious-harm",
      "gpai-final",
      "ca-sb-53",
      "ca-sb-53-imminent",
    ],
    decision: "does_not_apply",
    reason: "A hosted service of ours: no product with digital elements, and no model that we made.",
  },
  {
    at: "35 10:12",
    rules: ["sec-8k-105"],
    decision: "does_not_apply",
    reason: "Northwind Labs has no registered securities.",
  },
];

const HANDED_IN: readonly HandedIn[] = [
  {
    recorded: "34 23:52",
    at: "34 23:40",
    rule: "cert-in",
    receipt: "CI-34-2207 (synthetic)",
    note: "Late: the duty was seen five hours after the incident was.",
  },
  {
    recorded: "35 11:25",
    at: "35 11:20",
    rule: "nis2-early-warning",
    receipt: "CSIRT-EW-5120 (synthetic)",
    note: "No unlawful act is suspected; other member states are concerned.",
  },
  {
    recorded: "35 15:24",
    at: "35 15:20",
    rule: "gdpr-33",
    receipt: "SA-88214 (synthetic)",
    note: "First notification. The number of people is a range and follows.",
  },
];

/** When it was known, what applies, and what was handed in: some in time, one late, the rest running. */
export function obligationSteps(at: At): Step[] {
  return [...namedTimes(at, TIMES), ...decisions(at, DECIDED), ...submissions(at, HANDED_IN)];
}
