import type { Classification } from "@/lib/assets/model";
import type { Answer, DataCategory, SubjectKind } from "@/lib/data/model";
import type { AudienceKind } from "@/lib/exposure/audience";
import type { Phase } from "@/lib/incidents/model";
import { formatDuration } from "@/lib/time/format";
import type { Factor } from "./model";
import type { Points } from "./rubric";

interface Range {
  low: number | null;
  high: number | null;
}

/** What the room knows that a factor can be read from. */
export interface PrefillFacts {
  phase: Phase;
  windows: { open: boolean; audience: AudienceKind; classification: Classification | null }[];
  /** Null: no answer has been computed yet. */
  exposure: {
    exposedMs: { certain: number; possible: number };
    accessed: Answer;
    exfiltrated: Answer;
    /** Accesses by principals without clearance, or whom nobody has resolved. */
    unauthorised: { certain: number; possible: number };
    gapMs: number | null;
  } | null;
  data: { category: DataCategory; subjectKind: SubjectKind; people: Range; records: Range; misused: Answer }[];
  containment: { total: number; verified: number };
  /** A stop after which the AI system acted on, in words; null where none is known. */
  failedStop: string | null;
}

export interface Suggestion {
  factor: Factor;
  /** Null: looked at, and the evidence can't tell. */
  points: Points | null;
  reason: string;
  to: "exposure" | "data" | "timeline" | "containment";
}

/** A fact that sets a floor, as the record suggests it. */
export interface FactSuggestion {
  fact: "stopFailed";
  reason: string;
  to: "containment";
}

/** Facts that the record suggests; like factors, never applied without a person. */
export function suggestFacts({ failedStop }: PrefillFacts): FactSuggestion[] {
  return failedStop === null ? [] : [{ fact: "stopFailed", reason: failedStop, to: "containment" }];
}

/** What evidence suggests, factor by factor. A suggestion is never applied without a person. */
export function suggestFactors(facts: PrefillFacts): Suggestion[] {
  return [
    sensitivity(facts),
    volume(facts),
    audience(facts),
    windowLength(facts),
    containment(facts),
    harm(facts),
  ].filter((suggestion) => suggestion !== null);
}

const CATEGORY_POINTS: Record<DataCategory, Points | null> = {
  basic_personal: 2,
  contact: 2,
  behavioural: 2,
  communications: 2,
  company_confidential: 2,
  location: 3,
  financial: 3,
  source_code: 3,
  health: 4,
  special_category: 4,
  national_id: 4,
  credentials: 4,
  other: null,
};

const CLASSIFICATION_POINTS: Record<Classification, Points> = {
  public: 0,
  internal: 1,
  confidential: 2,
  restricted: 3,
  secret: 4,
};

const BULK = 10_000;

function sensitivity({ data, windows }: PrefillFacts): Suggestion | null {
  const rated = data.flatMap((item) => {
    const points = itemPoints(item);
    const bulk =
      points === 3 && CATEGORY_POINTS[item.category] === 2 ? `, of ${figure(item.people.low ?? 0)} people` : "";
    const words = item.category.replaceAll("_", " ") + (item.subjectKind === "minors" ? " of minors" : bulk);
    return points === null ? [] : [{ points, words }];
  });
  const worst = rated.sort((a, b) => b.points - a.points)[0];
  const classes = windows.flatMap(({ classification }) => (classification ? [classification] : []));
  const top = classes.sort((a, b) => CLASSIFICATION_POINTS[b] - CLASSIFICATION_POINTS[a])[0];
  if (worst) {
    // Never a quiet fall: an item that somebody has added need not be all that was in the asset.
    const less = top !== undefined && CLASSIFICATION_POINTS[top] > worst.points;
    const by = less
      ? ` An exposed asset is classified ${top}, which counts ${CLASSIFICATION_POINTS[top]}: is all of its data listed?`
      : "";
    return { factor: "D", points: worst.points, reason: `Affected data: ${worst.words}.${by}`, to: "data" };
  }
  if (!top) return null;
  const reason = `An exposed asset is classified ${top}; what data was in it is not recorded yet.`;
  return { factor: "D", points: CLASSIFICATION_POINTS[top], reason, to: "exposure" };
}

function itemPoints(item: PrefillFacts["data"][number]): Points | null {
  const points = CATEGORY_POINTS[item.category];
  if (item.subjectKind === "minors" && points !== null && item.category !== "company_confidential") return 4;
  if (points === 2 && item.category !== "company_confidential" && (item.people.low ?? 0) >= BULK) return 3;
  return points;
}

function volume({ data }: PrefillFacts): Suggestion | null {
  if (data.length === 0) return null;
  const concerned = data.filter((item) => item.subjectKind !== "none");
  const [items, pick, per, unit] =
    concerned.length > 0
      ? ([concerned, "people", 1, "people"] as const)
      : ([data, "records", 10, "records, no people"] as const);
  const known = items.filter((item) => item[pick].high !== null);
  const low = known.reduce((sum, item) => sum + (item[pick].low ?? 0), 0);
  const high = known.reduce((sum, item) => sum + (item[pick].high ?? 0), 0);
  const unknown = items.length - known.length;
  const range = low === high ? figure(low) : `${figure(low)}–${figure(high)}`;
  if (unknown > 0) {
    const least = known.length > 0 ? `at least ${figure(low)} ${unit}, and ` : "";
    const reason = `${least}${unknown} of ${items.length} items of affected data without a count.`;
    return { factor: "V", points: null, reason: upper(reason), to: "data" };
  }
  return {
    factor: "V",
    points: volumePoints(high / per),
    reason: `${range} ${unit} in the affected data.`,
    to: "data",
  };
}

function volumePoints(people: number): Points {
  if (people <= 0) return 0;
  if (people < 100) return 1;
  if (people < 10_000) return 2;
  return people < 1_000_000 ? 3 : 4;
}

function audience({ windows, exposure }: PrefillFacts): Suggestion | null {
  if (windows.length === 0) return null;
  const to = "exposure" as const;
  if (windows.some((window) => window.audience === "public")) {
    return { factor: "A", points: 4, reason: "An exposure window was open to the public.", to };
  }
  const uncleared = exposure?.unauthorised;
  if (uncleared && uncleared.certain > 0) {
    return { factor: "A", points: 2, reason: `${figure(uncleared.certain)} accesses without clearance.`, to };
  }
  const reason = "Windows were open to insiders; whether all of them are cleared is not shown.";
  return { factor: "A", points: 2, reason, to };
}

function windowLength({ exposure, windows }: PrefillFacts): Suggestion | null {
  if (!exposure) return null;
  const { certain, possible } = exposure.exposedMs;
  const open = windows.some((window) => window.open);
  const [low, high] = [formatDuration(certain), formatDuration(possible)];
  const length = low === high ? low : `${low} to ${high}`;
  const reason = `Exposed for ${length}${open ? ", and still open" : ""}.`;
  return { factor: "T", points: windowPoints(possible), reason, to: "exposure" };
}

function windowPoints(ms: number): Points {
  const minutes = ms / 60_000;
  if (minutes <= 0) return 0;
  if (minutes < 15) return 1;
  if (minutes <= 24 * 60) return 2;
  return minutes <= 30 * 24 * 60 ? 3 : 4;
}

function containment({ windows, phase, containment: tasks, failedStop }: PrefillFacts): Suggestion | null {
  if (failedStop !== null) return { factor: "C", points: 4, reason: failedStop, to: "containment" };
  if (windows.length === 0) return null;
  const to = "exposure" as const;
  const open = windows.filter((window) => window.open).length;
  if (open === windows.length) return { factor: "C", points: 3, reason: "No exposure window is closed.", to };
  if (open > 0) return { factor: "C", points: 2, reason: `${open} of ${windows.length} windows are still open.`, to };
  if (tasks.total > 0 && tasks.verified === tasks.total) {
    const reason = `Every window is closed, and all ${tasks.total} containment tasks are verified.`;
    return { factor: "C", points: 0, reason, to };
  }
  const done = phase === "contained" || phase === "resolved" || phase === "closed";
  const reason = `Every window is closed${done ? ` and the phase is ${phase}` : ""}; nobody has verified all of it.`;
  return { factor: "C", points: 1, reason, to };
}

function harm({ exposure, data }: PrefillFacts): Suggestion | null {
  if (data.some((item) => item.misused === "yes")) {
    return { factor: "E", points: 4, reason: "Misuse of affected data is recorded, with evidence.", to: "data" };
  }
  if (!exposure) return null;
  const to = "exposure" as const;
  const { accessed, exfiltrated, unauthorised, gapMs } = exposure;
  if (exfiltrated === "yes") return { factor: "E", points: 4, reason: "Exfiltration: yes.", to };
  if (unauthorised.certain > 0) {
    return { factor: "E", points: 3, reason: `${figure(unauthorised.certain)} accesses without clearance.`, to };
  }
  if (accessed === "no")
    return { factor: "E", points: 0, reason: "The logs cover every window and show no access.", to };
  if ((gapMs ?? 0) > 0) {
    return { factor: "E", points: 2, reason: `The logs are silent for ${formatDuration(gapMs ?? 0)}.`, to };
  }
  if (accessed === "unknown")
    return { factor: "E", points: 2, reason: "The logs can't tell whether anybody got at it.", to };
  return { factor: "E", points: 1, reason: "Accesses were found, each of them cleared or explained.", to };
}

function figure(n: number): string {
  return n.toLocaleString("en");
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
