import type { BriefFacts } from "./brief-facts";
import { clip, count, type Line, line } from "./brief-lines";

/** What is to be done and by whom: what is late first, then by due time. */
export function taskLines({ tasks }: BriefFacts): Line[] {
  const open = tasks.filter(({ state }) => state === "open" || state === "in_progress");
  const late = open.filter(({ overdue }) => overdue);
  const verify = tasks.filter(({ state }) => state === "done");
  return [
    ...[...late, ...open.filter(({ overdue }) => !overdue)].map((task) => {
      const owner = task.owner ? task.owner.name : "nobody owns it";
      const state = task.state === "in_progress" ? ", in progress" : "";
      const due = task.dueAt === null ? "; no due time" : task.overdue ? "; OVERDUE since" : "; due";
      return line(`${task.ref} “${task.title}”: ${owner}${state}${due}`, {
        tone: task.overdue ? "exposed" : task.owner ? "plain" : "unknown",
        at: task.dueAt,
        href: `/tasks?task=${task.ref}`,
      });
    }),
    ...verify.map((task) =>
      line(`${task.ref} “${task.title}”: done${by(task.doneBy?.name)}, waits for somebody else to verify it.`, {
        href: `/tasks?task=${task.ref}`,
      }),
    ),
  ];
}

function by(name: string | undefined): string {
  return name ? ` by ${name}` : "";
}

/** Of what nobody has decided on, so many clocks are named; the others are a figure. */
const MOST_UNDECIDED = 3;

/** Every duty that applies and whose clock runs or ran out, and the next of the undecided ones; the next first. */
export function clockLines({ obligations }: BriefFacts): Line[] {
  const running = obligations.filter(
    ({ clock, decision }) => (clock === "running" || clock === "overdue") && decision !== "does_not_apply",
  );
  const undecided = running.filter(({ decision }) => decision !== "applies");
  const untold = undecided.slice(MOST_UNDECIDED);
  const lines = running
    .filter((duty) => !untold.includes(duty))
    .map((duty) => {
      const signed = duty.decision === "applies" ? "applies" : "nobody has decided whether it applies";
      const due = duty.dueAt === null ? "; without undue delay" : duty.clock === "overdue" ? "; RAN OUT" : "; due";
      const late = duty.clock === "overdue" && duty.decision === "applies";
      return line(`${duty.regime}, ${duty.phase}: ${signed}${due}`, {
        tone: late ? "exposed" : duty.decision === "applies" ? "plain" : "unknown",
        at: duty.dueAt,
        href: "/obligations",
      });
    });
  const more = untold.length;
  if (more === 0) return lines;
  const text = `${count(more, "more clock runs", "more clocks run")} that nobody has decided on.`;
  return [...lines, line(text, { tone: "unknown", href: "/obligations" })];
}

/** What somebody with the right to has to decide. */
export function decisionLines({ room, actions, approvals, passing }: BriefFacts): Line[] {
  const { clocks, incident, postmortem } = room;
  return [
    ...approvals.map((asked) =>
      line(`${asked.aiSystem.name} asks for permission: ${clip(asked.action)}; without an answer it is denied`, {
        tone: "exposed",
        at: asked.expiresAt,
        href: "/containment",
      }),
    ),
    ...actions
      .filter(({ state }) => state === "requested")
      .map((action) => {
        const left = action.approvalsNeeded - action.approvals.length;
        return line(
          `${action.ref} “${action.title}” waits for ${count(left, "other person", "other people")} to agree.`,
          {
            at: action.requestedAt,
            href: "/containment",
          },
        );
      }),
    ...(clocks.undecided > 0
      ? [
          line(
            `Whether ${count(clocks.undecided, "regulatory duty applies", "regulatory duties apply")} is undecided.`,
            { href: "/obligations" },
          ),
        ]
      : []),
    ...(incident.phase === "triage" ? [line("Whether this is an incident: it is still in triage.")] : []),
    ...(postmortem === "in_review" ? [line("The postmortem waits for its review.", { href: "/postmortem" })] : []),
    ...passing.map((text) => line(text, { href: "/handover" })),
  ];
}

/** What others wait for, and what they were told last. */
export function promisedLines({ now, promised, obligations, told }: BriefFacts): Line[] {
  const owed = obligations.filter(({ decision, submissions }) => {
    const handedIn = submissions.some(({ withdrawn }) => withdrawn === null);
    return decision === "applies" && !handedIn;
  });
  return [
    ...promised.map(({ audience, at }) =>
      line(`The next update for ${audience} ${at < now ? "is OVERDUE since" : "is promised for"}`, {
        tone: at < now ? "exposed" : "plain",
        at,
        href: "/updates",
      }),
    ),
    ...owed.map((duty) =>
      line(`${duty.recipient || duty.regime} is owed “${duty.phase}” (${duty.regime}): signed, not handed in.`, {
        at: duty.dueAt,
        href: "/obligations",
      }),
    ),
    ...told.map(({ id, body, at }) => line(`Told: ${clip(body)}`, { at, href: `/timeline#tl-${id}` })),
  ];
}

/** What somebody said that the evidence contradicts. */
export function claimLines({ claims }: BriefFacts): Line[] {
  return claims
    .filter(({ standing, withdrawn }) => standing === "contradicted" && !withdrawn)
    .map((claim) =>
      line(
        `${claim.speaker} said “${clip(claim.words)}”: contradicted. ${clip(claim.decision?.reason ?? claim.asKnownNow.reason)}`,
        {
          tone: "exposed",
          at: claim.saidAt,
          href: "/claims",
        },
      ),
    );
}
