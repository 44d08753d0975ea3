import { microsToInstant } from "@/lib/time/instant";
import { lengthMicros, union } from "../intervals";
import { ACCESS_CLASSES, type AssetAnswer, type ClassAnswer, type Gap, type PrincipalAnswer } from "../model";
import { reasonsOf } from "../reasons";
import { mergeClass } from "../sums";
import type { AssetExposureView, ClassView, ExposedPrincipalView, ExposureView, GapView, StatedView } from "../views";
import type { Computed, NamedPrincipal } from "./compute-exposure";
import type { AssetRow } from "./reach-and-coverage";

const ms = ({ certain, possible }: { certain: number; possible: number }) => ({
  certain: certain / 1000,
  possible: possible / 1000,
});

/** The parts of the API's answer that follow from the computed one. */
export function toExposureView(
  computed: Computed,
): Pick<ExposureView, "exposedMs" | "open" | "assets" | "unexplained" | "summary"> {
  const { answer, assets } = computed;
  const rows = new Map(assets.map((asset) => [asset.id, asset]));
  return {
    exposedMs: ms(answer.exposedMicros),
    open: assets.some((asset) => asset.open),
    assets: answer.assets.flatMap((one) => {
      const row = rows.get(one.assetId);
      return row ? [toAssetView(one, row, computed)] : [];
    }),
    unexplained: answer.unexplained,
    summary: summaryOf(computed),
  };
}

function summaryOf({ answer, reach: { together }, assets, attempts }: Computed): ExposureView["summary"] {
  const gaps = lengthMicros(union(...answer.assets.map((asset) => asset.coverageGaps)));
  const whole = answer.exposedMicros.possible;
  const verdict = (of: "accessed" | "exfiltrated") => {
    if (answer.assets.some((asset) => asset[of] === "yes")) return "yes" as const;
    return answer.assets.length > 0 && answer.assets.every((asset) => asset[of] === "no") ? "no" : "unknown";
  };
  const unauthorised = answer.assets.flatMap((asset) => asset.principals.filter(isUnauthorised));
  const sum = (of: (asset: AssetAnswer) => number) => answer.assets.reduce((n, asset) => n + of(asset), 0);
  const countable = assets.every((asset) => asset.countable);
  const present = new Set(
    answer.assets.flatMap(({ principals }) =>
      principals.flatMap((row) => (Object.keys(row.classes).length > 0 ? [row.principalId] : [])),
    ),
  );
  return {
    exposedMs: ms(answer.exposedMicros),
    accessed: verdict("accessed"),
    exfiltrated: verdict("exfiltrated"),
    accesses: { certain: sum((asset) => asset.accesses.certain), possible: sum((asset) => asset.accesses.possible) },
    unauthorised: {
      certain: sum((asset) => asset.unauthorised.certain),
      possible: sum((asset) => asset.unauthorised.possible),
      principals: new Set(unauthorised.map((row) => row.principalId ?? JSON.stringify(row.actor))).size,
    },
    unknownOutcome: sum((asset) => asset.unknownOutcome),
    couldReach: countable ? together.principals.length : null,
    exposedPrincipalMs: countable ? ms(together) : null,
    couldButDidNot: countable && gaps === 0 ? together.principals.filter((id) => !present.has(id)).length : null,
    gapMs: gaps / 1000,
    coveredShare: whole === 0 ? null : (whole - gaps) / whole,
    // An attempt by an agent for a person stands in both rows; each is counted where it was made.
    denied: [...attempts.values()].reduce((n, one) => n + one.denied, 0),
  };
}

/** An agent that acts for people is not one more: they are counted. */
function isUnauthorised(row: PrincipalAnswer): boolean {
  return row.unauthorisedItself > 0;
}

function toAssetView(answer: AssetAnswer, row: AssetRow, computed: Computed): AssetExposureView {
  const reasons = reasonsOf(answer);
  const rows = answer.principals;
  return {
    asset: answer.assetId,
    name: row.name,
    classification: row.classification,
    systems: row.systems,
    open: row.open,
    exposedMs: ms(answer.exposedMicros),
    exposedPrincipalMs: answer.exposedPrincipalMicros && ms(answer.exposedPrincipalMicros),
    coveredShare: answer.coveredShare,
    coverageGaps: answer.coverageGaps.map(toGapView),
    partlyCovered: answer.partlyCovered.map(toGapView),
    accessed: { verdict: answer.accessed, reasons: reasons.accessed },
    exfiltrated: { verdict: answer.exfiltrated, reasons: reasons.exfiltrated },
    counts: {
      accesses: answer.accesses,
      unauthorised: answer.unauthorised,
      unknownOutcome: answer.unknownOutcome,
      // An attempt by an agent for a person stands in both rows; each is counted where it was made.
      ...(computed.attempts.get(row.n) ?? { denied: 0, failed: 0 }),
      otherEvents: answer.otherEvents,
      unnamedAccesses: answer.unnamedAccesses,
    },
    matchesNothing: answer.matchesNothing,
    principals: rows.map((one) => toPrincipalView(one, row, computed)).sort(heaviestFirst),
    couldReach: answer.couldReach,
    couldButDidNot: answer.couldButDidNot,
    unexplained: answer.unexplained,
  };
}

function toGapView({ from, until, systems }: Gap): GapView {
  return { from: microsToInstant(from), until: microsToInstant(until), systems };
}

function heaviestFirst(a: ExposedPrincipalView, b: ExposedPrincipalView): number {
  const unauthorised = (row: ExposedPrincipalView) => row.unauthorised.certain + row.unauthorised.possible;
  const accesses = (row: ExposedPrincipalView) => row.certain + row.possible;
  const byName = (a.name ?? "") < (b.name ?? "") ? -1 : 1;
  return unauthorised(b) - unauthorised(a) || accesses(b) - accesses(a) || byName;
}

function toPrincipalView(
  row: PrincipalAnswer,
  asset: AssetRow,
  { principals, grants }: Computed,
): ExposedPrincipalView {
  const named = row.principalId === null ? undefined : principals.get(row.principalId);
  const classes = ACCESS_CLASSES.flatMap((name) => (row.classes[name] ? [row.classes[name]] : []));
  const of = (name: (typeof ACCESS_CLASSES)[number]) => {
    const one = row.classes[name];
    return one ? one.certain + one.possible : 0;
  };
  const all = classes.length > 0 ? classes.reduce(mergeClass) : null;
  return {
    principal: row.principalId,
    name: named?.name ?? row.actor,
    kind: named?.kind ?? "unknown",
    resolved: row.principalId !== null,
    accesses: {
      cleared: of("cleared"),
      explained: of("explained"),
      uncleared: of("uncleared"),
      unresolved: of("unresolved"),
    },
    certain: all?.certain ?? 0,
    possible: all?.possible ?? 0,
    unauthorised: row.unauthorised,
    unauthorisedItself: row.unauthorisedItself,
    denied: row.denied,
    failed: row.failed,
    byVerb: (all?.byVerb ?? {}) as ExposedPrincipalView["byVerb"],
    first: all ? microsToInstant(all.first) : null,
    last: all ? microsToInstant(all.last) : null,
    records: stated(all?.records, all),
    bytes: stated(all?.bytes, all),
    sourceIps: all?.sourceIps ?? [],
    ...(all?.moreIps ? { moreIps: true } : {}),
    through: row.through,
    forOthers: row.forOthers,
    why: whyCounted(row, asset, named, grants),
    classes: Object.fromEntries(
      ACCESS_CLASSES.flatMap((name) => (row.classes[name] ? [[name, toClassView(row.classes[name])]] : [])),
    ),
  };
}

function toClassView(one: ClassAnswer): ClassView {
  const { certain, possible, unknownOutcome, byVerb, sourceIps, moreIps } = one;
  return {
    certain,
    possible,
    unknownOutcome,
    byVerb: byVerb as ClassView["byVerb"],
    first: microsToInstant(one.first),
    last: microsToInstant(one.last),
    records: stated(one.records, one),
    bytes: stated(one.bytes, one),
    sourceIps,
    ...(moreIps ? { moreIps } : {}),
  };
}

/** Where no access says how much it returned, the sum is unknown, not 0. */
function stated(figure: ClassAnswer["records"] | undefined, of: ClassAnswer | null): StatedView {
  const accesses = of ? of.certain + of.possible : 0;
  if (!figure || figure.unstated >= accesses) return { sum: null, atLeast: false };
  return { sum: figure.sum, atLeast: figure.unstated > 0 };
}

function whyCounted(
  row: PrincipalAnswer,
  asset: AssetRow,
  named: NamedPrincipal | undefined,
  grants: Computed["grants"],
): string {
  const { certain, possible } = row.unauthorised;
  if (certain + possible === 0) {
    if (row.classes.explained) return "explained";
    if (!row.classes.cleared) return "refused attempts only";
    if (grants.get(`${asset.n}:${row.principalId}`)?.cleared) return "cleared";
    return row.through > 0 ? "made for it by somebody who is cleared" : "acted for somebody who is cleared";
  }
  if (row.principalId === null) return "nobody has said who this is";
  if (row.classes.unresolved && !row.classes.uncleared) return "acted for somebody whom nobody has resolved";
  const through = row.through > 0 ? "through an agent; " : "";
  if (named?.kind === "agent" && row.forOthers > 0) return "agent acting for a person without clearance";
  const grant = grants.get(`${asset.n}:${row.principalId}`);
  if (grant?.void) return `${through}grant void: made by this incident`;
  if (grant?.denied) return `${through}explicitly denied`;
  if (grant?.cleared) return `${through}cleared for part of the time only`;
  return `${through}no clearance for ${asset.classification}`;
}
