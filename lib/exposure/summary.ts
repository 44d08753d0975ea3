import { list, md, table, UNKNOWN, utc } from "@/lib/postmortems/markdown";
import { formatDuration } from "@/lib/time/format";
import type { AssetExposureView, ExposedPrincipalView, ExposureView } from "./views";

export interface SummaryPerson {
  name: string;
  class: string;
  accesses: string;
  first: string | null;
  last: string | null;
  why: string;
}

export interface ExposureSummary {
  incident: string;
  title: string;
  /** As known at; null: as known when it was computed. */
  knownAt: string | null;
  computedAt: string;
  /** What is known, a sentence each. */
  sentences: string[];
  /** What is not known, a sentence each; never empty without saying so. */
  unknowns: string[];
  assets: { name: string; exposed: string; accessed: string; exfiltrated: string; without: string; covered: string }[];
  people: SummaryPerson[];
  /** People beyond those that are listed. */
  morePeople: number;
  gaps: { asset: string; from: string; until: string; systems: string }[];
  sources: { filename: string; system: string | null; sha256: string | null }[];
  ruleVersion: string;
  fingerprint: string;
}

const MOST_PEOPLE = 15;

/** The answer on one page, for somebody who reads nothing else. Every figure says how sure it is. */
export function summarise(answer: ExposureView, incident: { ref: string; title: string }): ExposureSummary {
  const people = answer.assets.flatMap((asset) => asset.principals.map((person) => ({ asset, person })));
  const rows = peopleRows(people.map(({ person }) => person));
  return {
    incident: incident.ref,
    title: incident.title,
    knownAt: answer.knownAt,
    computedAt: answer.computedAt,
    sentences: sentencesOf(answer, rows),
    unknowns: unknownsOf(answer),
    assets: answer.assets.map(assetRow),
    people: rows.slice(0, MOST_PEOPLE),
    morePeople: Math.max(0, rows.length - MOST_PEOPLE),
    gaps: answer.assets.flatMap((asset) =>
      asset.coverageGaps.map(({ from, until, systems }) => ({
        asset: asset.name,
        from,
        until,
        systems: systems.join(", ") || "any system",
      })),
    ),
    sources: answer.inputs.sources.map(({ filename, system, sha256 }) => ({ filename, system, sha256 })),
    ruleVersion: answer.ruleVersion,
    fingerprint: answer.fingerprint,
  };
}

function sentencesOf({ summary, assets, open, unexplained }: ExposureView, people: readonly SummaryPerson[]): string[] {
  if (assets.length === 0) return ["No exposure window is recorded, so nothing is said to have been exposed."];
  const names = assets.map(({ name }) => name).join(", ");
  const { certain, possible, principals } = summary.unauthorised;
  const without = people.filter((one) => one.class === "uncleared" || one.class === "unresolved").length;
  const who = plural(principals || without, "principal");
  return [
    `${plural(assets.length, "asset")} (${names}) ${assets.length === 1 ? "was" : "were"} exposed for ${lengthText(summary.exposedMs)}${open ? "; it is still open" : ""}.`,
    summary.couldReach === null
      ? "It was open to the public for a time: how many could reach it can’t be counted."
      : `${plural(summary.couldReach, "principal")} could reach it without clearance at some time.`,
    accessSentence(summary.accessed, certain, possible, who),
    EXFILTRATED[summary.exfiltrated],
    ...(summary.denied > 0
      ? [`${plural(summary.denied, "attempt")} ${summary.denied === 1 ? "was" : "were"} refused.`]
      : []),
    ...(unexplained > 0
      ? [
          `${plural(unexplained, "access", "accesses")} without clearance fell outside every recorded window: one may be missing.`,
        ]
      : []),
  ];
}

function accessSentence(accessed: string, certain: number, possible: number, who: string): string {
  if (accessed === "no")
    return "Nobody accessed it without clearance: the logs cover the whole time and show no such access.";
  if (certain > 0) {
    const more = possible > 0 ? `, and ${possible.toLocaleString("en")} more may have fallen into that time` : "";
    return `It was accessed without clearance: ${plural(certain, "access", "accesses")} by ${who}${more}.`;
  }
  if (possible > 0)
    return `${plural(possible, "access", "accesses")} without clearance may have fallen into the exposed time.`;
  return "No access without clearance is in the logs; whether there was one is not known.";
}

const EXFILTRATED: Record<ExposureView["summary"]["exfiltrated"], string> = {
  yes: "Data left: at least one access without clearance exported or shared it.",
  no: "Nothing left by an access without clearance.",
  unknown: "Whether data was taken away is not known: no log shows what happened to what was read.",
};

function unknownsOf({ summary, assets }: ExposureView): string[] {
  const reasons = new Set(
    assets.flatMap((asset) => asset.accessed.reasons.filter((one) => /silent|possibly|does not say/.test(one))),
  );
  const unresolved = new Set(
    assets.flatMap((asset) => asset.principals.filter((one) => one.accesses.unresolved > 0).map((one) => one.name)),
  );
  const unstated = assets.some((asset) =>
    asset.principals.some((one) => one.records.sum === null && one.certain + one.possible > 0),
  );
  const all = [
    ...(summary.gapMs > 0
      ? [
          `The logs are silent for ${formatDuration(summary.gapMs)} of the exposed time: an access there would not be seen.`,
        ]
      : []),
    ...reasons,
    ...(unresolved.size > 0
      ? [
          `${plural(unresolved.size, "actor")} in the logs ${unresolved.size === 1 ? "has" : "have"} not been identified.`,
        ]
      : []),
    ...(summary.exfiltrated === "unknown" && summary.accessed === "yes"
      ? ["Whether what was read was kept or passed on."]
      : []),
    ...(unstated ? ["How many records were returned: some logs do not state it."] : []),
    "Whether anything was misused: that is never computed.",
  ];
  return [...new Set(all)];
}

function assetRow(asset: AssetExposureView): ExposureSummary["assets"][number] {
  const { certain, possible } = asset.counts.unauthorised;
  return {
    name: asset.name,
    exposed: `${lengthText(asset.exposedMs)}${asset.open ? ", still open" : ""}`,
    accessed: asset.accessed.verdict,
    exfiltrated: asset.exfiltrated.verdict,
    without: possible > 0 ? `${certain} + ${possible} possible` : String(certain),
    covered: `${(Math.floor(asset.coveredShare * 1000) / 10).toFixed(1)} %`,
  };
}

/** One row a principal over all assets, the most accesses without clearance first; refused attempts alone are no row. */
function peopleRows(people: readonly ExposedPrincipalView[]): SummaryPerson[] {
  const rows = new Map<string, ExposedPrincipalView[]>();
  for (const person of people) {
    if (person.certain + person.possible === 0) continue;
    const key = person.principal ?? `a:${person.name}`;
    rows.set(key, [...(rows.get(key) ?? []), person]);
  }
  const weight = (all: readonly ExposedPrincipalView[]) =>
    sum(all, (one) => one.unauthorised.certain + one.unauthorised.possible);
  return [...rows.values()]
    .sort((a, b) => weight(b) - weight(a) || sum(b, total) - sum(a, total))
    .map((all) => {
      const [one] = all as [ExposedPrincipalView];
      return {
        name: one.name ?? "nobody named",
        class: classOf(all),
        accesses: weight(all) > 0 ? `${weight(all)} of ${sum(all, total)}` : String(sum(all, total)),
        first: all.map(({ first }) => first).sort()[0] ?? null,
        last:
          all
            .map(({ last }) => last)
            .sort()
            .at(-1) ?? null,
        why: [...new Set(all.map(({ why }) => why))].join("; "),
      };
    });
}

const total = (one: ExposedPrincipalView) => one.certain + one.possible;
const sum = <T>(all: readonly T[], of: (one: T) => number) => all.reduce((n, one) => n + of(one), 0);

function classOf(all: readonly ExposedPrincipalView[]): string {
  // An agent that acted for people is not one more: they are counted.
  const judged = sum(all, (one) => one.unauthorisedItself);
  if (judged === 0 && all.some((one) => one.forOthers > 0)) return "acted for others";
  for (const name of ["uncleared", "unresolved", "explained"] as const) {
    if (all.some((one) => one.accesses[name] > 0)) return name;
  }
  return "cleared";
}

function lengthText({ certain, possible }: { certain: number; possible: number }): string {
  if (certain === possible) return formatDuration(certain);
  return certain === 0
    ? `at most ${formatDuration(possible)}`
    : `${formatDuration(certain)} for certain, at most ${formatDuration(possible)}`;
}

function plural(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
}

/** The same as Markdown, for a postmortem or a mail. */
export function summaryMarkdown(summary: ExposureSummary): string {
  const { incident, title, knownAt, computedAt, people, morePeople, gaps, sources } = summary;
  const parts = [
    `# ${incident}: who accessed what`,
    md(title),
    knownAt ? `**As known at ${utc(knownAt)}.**` : `As computed at ${utc(computedAt)}.`,
    list(summary.sentences.map(md)),
    "## What is not known",
    list(summary.unknowns.map(md)),
    "## Assets",
    table(
      ["Asset", "Exposed", "Accessed", "Exfiltrated", "Without clearance", "Logs cover"],
      summary.assets.map((one) =>
        [one.name, one.exposed, one.accessed, one.exfiltrated, one.without, one.covered].map(md),
      ),
    ),
    "## Who",
    people.length === 0
      ? "No access is in the logs."
      : table(
          ["Who", "Class", "Without clearance", "First", "Last", "Why counted"],
          people.map((one) => [md(one.name), one.class, one.accesses, utc(one.first), utc(one.last), md(one.why)]),
        ),
    ...(morePeople > 0 ? [`And ${plural(morePeople, "principal")} more.`] : []),
    "## Silence of the logs",
    gaps.length === 0
      ? "The imported sources cover every window."
      : table(
          ["Asset", "From", "Until", "No log of"],
          gaps.map((gap) => [md(gap.asset), utc(gap.from), utc(gap.until), md(gap.systems)]),
        ),
    "## What this rests on",
    sources.length === 0
      ? "No evidence."
      : table(
          ["File", "System", "SHA-256"],
          sources.map((one) => [md(one.filename), one.system ? md(one.system) : UNKNOWN, one.sha256 ?? UNKNOWN]),
        ),
    `Rules ${summary.ruleVersion}, fingerprint ${summary.fingerprint}.`,
  ];
  return `${parts.join("\n\n")}\n`;
}
