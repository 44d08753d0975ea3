import type { ResponseView } from "@/lib/severity/response-view";
import type { Instant } from "@/lib/time/instant";
import { isEnded } from "@/lib/updates/promises";
import type { RoomView } from "./views";

export interface DueLine {
  text: string;
  /** Who does it; null: nobody yet, or nobody in particular. */
  who: string | null;
  /** Null: under way without a due time. */
  at: Instant | null;
  /** Below /incidents/{ref}. */
  href: string;
}

type Targets = ResponseView["targets"];

const TARGET_LINES: Record<Targets[number]["target"], { text: string; href: string }> = {
  commander: { text: "A commander takes over", href: "#roles" },
  first_update: { text: "First update", href: "/updates" },
  contained: { text: "Contained", href: "/containment" },
  postmortem: { text: "Postmortem approved", href: "/postmortem" },
};

/**
 * What is under way and what runs out, of every kind, in the order of its time: tasks with who does them, the promised
 * update, what the severity asks for, the next regulatory clock. What has no time comes last.
 */
export function dueNext(room: RoomView, targets: Targets): DueLine[] {
  const { incident, nextUpdate, clocks, underWay } = room;
  const real = incident.mode === "real";
  const unmet = targets.filter(({ state, target }) => {
    // A promised update says when; what the targets ask says it only until one is promised.
    return (state === "running" || state === "overdue") && !(target === "first_update" && nextUpdate);
  });
  const lines: DueLine[] = [
    ...underWay.map(({ ref, title, owner, dueAt }) => {
      return { text: `${ref} ${title}`, who: owner ?? "nobody", at: dueAt, href: `/tasks#${ref}` };
    }),
    ...(nextUpdate && !isEnded(incident.phase)
      ? [{ text: `Update to ${nextUpdate.audience}`, who: null, at: nextUpdate.at, href: "/updates" }]
      : []),
    ...(real && clocks.next
      ? [
          {
            text: `${clocks.next.title}${clocks.next.decision === "undecided" ? ", if it applies" : ""}`,
            who: null,
            at: clocks.next.dueAt,
            href: `/obligations#obligation-${clocks.next.rule}`,
          },
        ]
      : []),
    ...unmet.map(({ target, dueAt }) => ({ ...TARGET_LINES[target], who: null, at: dueAt })),
  ];
  return lines.sort((a, b) => (a.at ?? "9").localeCompare(b.at ?? "9"));
}
