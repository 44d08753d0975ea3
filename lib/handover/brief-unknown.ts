import { impossibleOrders } from "@/lib/incidents/durations";
import type { TimeName } from "@/lib/incidents/model";
import type { BriefFacts } from "./brief-facts";
import { count, type Line, line } from "./brief-lines";

/** Times that were, once an incident is declared, whether or not anybody knows them. */
const HAPPENED = [
  ["started", "when it started"],
  ["detected", "when it was detected"],
  ["aware", "when we became aware of it"],
] as const satisfies readonly (readonly [TimeName, string])[];

/** Everything that nobody knows yet, of every area, so that a taker never takes silence for an answer. */
export function unknownLines({ room, exposure, claims }: BriefFacts): Line[] {
  const { incident, agent, data, counts, times } = room;
  const has = (name: TimeName) => times.some((time) => time.name === name && time.precision !== "unknown");
  const missing = HAPPENED.flatMap(([name, words]) => (has(name) ? [] : words));
  const unverified = claims.filter(({ standing, withdrawn }) => standing === "unverified" && !withdrawn).length;
  const found: (Line | false)[] = [
    !room.exposure && unknown("What was exposed, to whom and since when.", "/exposure"),
    room.exposure !== null && !exposure && unknown("Who got at it: the answer is not computed.", "/exposure"),
    counts.sources === 0 && unknown("What the logs say: no log is imported.", "/evidence"),
    ...(exposure?.unknowns ?? []).map((text) => unknown(text, "/exposure")),
    agent.state === "unknown" &&
      incident.aiInvolvement !== "product_context_only" &&
      unknown("Which AI system did it, and whether it is stopped.", "/containment"),
    incident.severity === null && unknown("How severe it is.", "/severity"),
    data.items === 0 && unknown("What data is concerned: none is listed.", "/data"),
    data.unknownItems > 0 &&
      unknown(
        `How many people ${count(data.unknownItems, "listed kind of data concerns", "listed kinds of data concern")}.`,
        "/data",
      ),
    missing.length > 0 && unknown(`Nobody has named ${missing.join(", ")}.`, ""),
    ...impossibleOrders(times).map(({ reason }) => unknown(`Named times contradict each other: ${reason}`, "")),
    unverified > 0 &&
      unknown(`Whether ${count(unverified, "claim is", "claims are")} true: nothing recorded decides it.`, "/claims"),
  ];
  return found.filter((one): one is Line => one !== false);
}

function unknown(text: string, href: string): Line {
  return line(text, { tone: "unknown", href });
}
