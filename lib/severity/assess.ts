import { SEVERITIES, type Severity } from "@/lib/incidents/model";
import { type EventClass, FACTORS, type Factor } from "./model";
import { FLOOR_IDS, type FloorId, MAX_POINTS, type Points, RUBRIC, RUBRIC_VERSION, THRESHOLDS } from "./rubric";

/** Null or left out: nobody knows. */
export type FactorPoints = Partial<Record<Factor, Points | null>>;

/** What floors ask for. Left out: not stated, which triggers nothing. */
export interface Facts {
  approvalMissing?: boolean | undefined;
  tenants?: number | undefined;
  productionDestroyed?: boolean | undefined;
  backupsDestroyed?: boolean | undefined;
  exfiltrationConfirmed?: boolean | undefined;
  customersDown?: number | undefined;
  stopFailed?: boolean | undefined;
  deathOrInjury?: boolean | undefined;
  event?: EventClass | undefined;
}

/** The score of one reading of the factors, and the level after floors. */
export interface Reading {
  score: number;
  level: Severity;
}

export interface Assessment {
  rubricVersion: string;
  /** Unknown factors at the lowest value that the stated facts allow. */
  likely: Reading;
  /** Unknown factors at their worst. */
  high: Reading;
  /** Every floor that the high reading triggers, the most severe first. */
  floors: FloorId[];
  /** What the rubric says: the high reading, lowered for a hazard or a near miss. */
  level: Severity;
  /** Set for a hazard or near miss: what it could have been, and what it is. */
  potential?: Severity;
  actual?: Severity;
  /** Factors that nobody knows. */
  assumed: Factor[];
  /** How urgently to respond: one level above the severity while containment is at 3 or 4. */
  urgency: Severity;
}

/** Applies the rubric to what is known. Pure: the same input gives the same assessment for ever. */
export function assess(factors: FactorPoints, facts: Facts = {}): Assessment {
  const assumed = FACTORS.filter((factor) => factors[factor] === null || factors[factor] === undefined);
  const likely = pointsAt(factors, (factor) => lowestPlausible(factor, facts));
  const high = pointsAt(factors, () => MAX_POINTS);
  const highReading = read(high, facts);
  const potential = highReading.level;
  const level = actualLevel(potential, facts.event);
  return {
    rubricVersion: RUBRIC_VERSION,
    likely: read(likely, facts),
    high: highReading,
    floors: floorsOf(high, facts).map(([id]) => id),
    level,
    ...(facts.event === "hazard" || facts.event === "near_miss" ? { potential, actual: level } : {}),
    assumed,
    urgency: high.C >= 3 ? oneHigher(level) : level,
  };
}

/** 5·D + 4·V + 5·A + 2·T + 3·R + 4·G + 1·C + 1·E, from 0 to 100. */
export function scoreOf(points: Record<Factor, Points>): number {
  return FACTORS.reduce((sum, factor) => sum + RUBRIC[factor].weight * points[factor], 0);
}

export function levelOf(score: number): Severity {
  return SEVERITIES.find((level) => score >= THRESHOLDS[level]) ?? "SEV5";
}

/** Whether `a` is the more severe of two levels. */
export function isWorse(a: Severity, b: Severity): boolean {
  return SEVERITIES.indexOf(a) < SEVERITIES.indexOf(b);
}

/** The floors that points and facts trigger with the level of each, the most severe first. */
function floorsOf(points: Record<Factor, Points>, facts: Facts): [FloorId, Severity][] {
  const found = FLOOR_IDS.flatMap((id): [FloorId, Severity][] => {
    const level = floorLevel(id, points, facts);
    return level ? [[id, level]] : [];
  });
  return found.sort(([, a], [, b]) => SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b));
}

function floorLevel(id: FloorId, { D, A }: Record<Factor, Points>, facts: Facts): Severity | null {
  switch (id) {
    case "F1":
      return D >= 3 && A >= 2 && facts.approvalMissing ? "SEV1" : null;
    case "F2":
      if (A < 3 || (facts.tenants ?? 0) <= 1) return null;
      return (facts.tenants ?? 0) >= 500 ? "SEV1" : "SEV2";
    case "F3":
      if (!facts.productionDestroyed) return null;
      return facts.backupsDestroyed ? "SEV1" : "SEV2";
    case "F4":
      return facts.exfiltrationConfirmed && D >= 3 ? "SEV1" : null;
    case "F5":
      return (facts.customersDown ?? 0) >= 1_000_000 ? "SEV1" : null;
    case "F6":
      return facts.stopFailed ? "SEV3" : null;
    case "F7":
      return facts.deathOrInjury ? "SEV1" : null;
  }
}

/**
 * The least that an unknown factor can be. Only what the level's own words settle: data that an adversary has taken is
 * in adversary hands, an agent that went on after a stop acted against it, a destroyed store leaves something to undo.
 */
export function lowestPlausible(factor: Factor, facts: Facts): Points {
  const least: Points[] = [0];
  if (facts.exfiltrationConfirmed && (factor === "A" || factor === "R" || factor === "E")) least.push(4);
  if (facts.stopFailed && factor === "G") least.push(4);
  if (facts.productionDestroyed && factor === "E") least.push(4);
  if (facts.productionDestroyed && (factor === "R" || factor === "G")) least.push(1);
  if (facts.productionDestroyed && facts.backupsDestroyed && factor === "R") least.push(2);
  if (facts.deathOrInjury && factor === "E") least.push(4);
  return Math.max(...least) as Points;
}

function pointsAt(factors: FactorPoints, unknown: (factor: Factor) => Points): Record<Factor, Points> {
  return Object.fromEntries(FACTORS.map((factor) => [factor, factors[factor] ?? unknown(factor)])) as Record<
    Factor,
    Points
  >;
}

function read(points: Record<Factor, Points>, facts: Facts): Reading {
  const score = scoreOf(points);
  const byScore = levelOf(score);
  const floor = floorsOf(points, facts)[0]?.[1];
  return { score, level: floor && isWorse(floor, byScore) ? floor : byScore };
}

function actualLevel(potential: Severity, event: EventClass | undefined): Severity {
  if (event === "hazard") return SEVERITIES[SEVERITIES.indexOf(potential) + 1] ?? "SEV5";
  if (event === "near_miss") return isWorse(potential, "SEV3") ? "SEV4" : "SEV5";
  return potential;
}

export function oneHigher(level: Severity): Severity {
  return SEVERITIES[SEVERITIES.indexOf(level) - 1] ?? "SEV1";
}
