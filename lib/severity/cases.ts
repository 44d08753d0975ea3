import type { Facts } from "./assess";
import { FACTORS, type Factor } from "./model";
import type { Points } from "./rubric";

interface KnownCase {
  name: string;
  likely: Record<Factor, Points>;
  high: Record<Factor, Points>;
  facts: Facts;
  /** Made up, to fill a corner that no public case fills. */
  invented?: boolean;
}

/** Factors in the rubric's order: D V A T R G C E. */
function of(...points: Points[]): Record<Factor, Points> {
  return Object.fromEntries(FACTORS.map((factor, i) => [factor, points[i]])) as Record<Factor, Points>;
}

/** The cases that the weights and boundaries were fitted to. */
export const KNOWN_CASES: readonly KnownCase[] = [
  {
    name: "In-house agent’s advice opened data, March 2026",
    likely: of(3, 3, 2, 2, 2, 3, 0, 1),
    high: of(4, 4, 2, 2, 2, 3, 0, 2),
    facts: { approvalMissing: true },
  },
  {
    name: "Agent deleted an inbox against a stop, February 2026",
    likely: of(2, 1, 0, 1, 2, 4, 0, 4),
    high: of(2, 1, 0, 2, 3, 4, 0, 4),
    facts: { stopFailed: true },
  },
  {
    name: "Coding agent deleted a production database, July 2025",
    likely: of(2, 2, 0, 2, 2, 4, 0, 4),
    high: of(2, 2, 0, 3, 2, 4, 0, 4),
    facts: { productionDestroyed: true, stopFailed: true },
  },
  {
    name: "Coding agent rebuilt a cloud environment, December 2025",
    likely: of(1, 2, 0, 2, 2, 4, 0, 4),
    high: of(1, 3, 0, 2, 3, 4, 0, 4),
    facts: { productionDestroyed: true },
  },
  {
    name: "Coding agent deleted a volume with its backups, April 2026",
    likely: of(2, 3, 0, 3, 3, 4, 0, 4),
    high: of(3, 3, 0, 3, 4, 4, 0, 4),
    facts: { productionDestroyed: true, backupsDestroyed: true },
  },
  {
    name: "Assistant could be made to leak mail, found by researchers, 2025",
    likely: of(4, 3, 4, 4, 4, 3, 0, 1),
    high: of(4, 4, 4, 4, 4, 3, 0, 2),
    facts: { event: "hazard" },
  },
  {
    name: "Employees pasted source code into a chatbot, 2023",
    likely: of(3, 1, 3, 3, 3, 0, 1, 4),
    high: of(3, 1, 3, 3, 4, 0, 1, 4),
    facts: {},
  },
  {
    name: "Research share open to the public for years, 2023",
    likely: of(4, 2, 4, 4, 3, 0, 0, 2),
    high: of(4, 2, 4, 4, 4, 0, 0, 2),
    facts: {},
  },
  {
    name: "Chat vendor compromised, 700 tenants, August 2025",
    likely: of(4, 4, 4, 3, 4, 1, 1, 4),
    high: of(4, 4, 4, 3, 4, 1, 1, 4),
    facts: { tenants: 700, exfiltrationConfirmed: true },
  },
  {
    name: "Integration showed data across 1,000 tenants, 2025",
    likely: of(2, 3, 3, 4, 3, 2, 0, 2),
    high: of(3, 3, 3, 4, 3, 2, 0, 2),
    facts: { tenants: 1000 },
  },
  {
    name: "Blocked egress",
    likely: of(3, 1, 4, 0, 3, 3, 0, 0),
    high: of(3, 1, 4, 0, 3, 3, 0, 0),
    facts: { event: "near_miss" },
    invented: true,
  },
  {
    name: "Wrong lunch menu",
    likely: of(0, 1, 0, 1, 0, 1, 0, 4),
    high: of(0, 1, 0, 1, 1, 1, 0, 4),
    facts: {},
    invented: true,
  },
];
