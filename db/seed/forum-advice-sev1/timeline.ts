import type { Step } from "@/db/seed/step";
import type { Ctx } from "@/lib/api/server/context";
import { ListEventsQuery } from "@/lib/evidence/inputs";
import { listEvents } from "@/lib/evidence/server/list-events";
import type { Instant } from "@/lib/time/instant";
import { AddEntryInput, CorrectEntryInput } from "@/lib/timeline/inputs";
import { addEntry } from "@/lib/timeline/server/add-entry";
import { correctEntry } from "@/lib/timeline/server/correct-entry";
import { pinEntry } from "@/lib/timeline/server/pin-entry";
import { AGENT, ASSETS } from "./cast";
import { TIMES } from "./times";

type Kind = AddEntryInput["kind"];
type Written = readonly [
  recordedAt: string,
  by: "commander" | "responder",
  occurredAt: Instant,
  kind: Kind,
  body: string,
];
/** An entry that cites the evidence events which this filter finds. */
type Cited = readonly [...Written, filter: Partial<Record<"action" | "actor" | "resource", string>>];

const on = (time: string): Instant => `2026-03-${time}.000000Z`;

/** The note that gave a wrong time. */
const BY_MEMORY: Written = [
  "11T16:57:15",
  "responder",
  on("11T15:16:20"),
  "human_action",
  "Engineer 3 follows the answer: the policy `debug-read-user-data` is put on the group `engineering-all`.",
];

/** What was written down while it went on. */
const DURING: readonly Written[] = [
  [
    "11T16:49:10",
    "commander",
    TIMES.detected,
    "human_action",
    "Engineer 10 sees in an access review that everybody in `engineering-all` can read the user tables, and calls the commander.",
  ],
  [
    "11T16:51:30",
    "responder",
    TIMES.asked,
    "human_action",
    "Engineer 2 asks on the internal forum how to find out why profile look-ups fail for some users (topic 4711).",
  ],
  [
    "11T16:52:45",
    "responder",
    TIMES.agentAsked,
    "human_action",
    "Engineer 9, who did not ask the question, has the in-house agent `forum-assistant` look at it.",
  ],
  [
    "11T16:53:20",
    "responder",
    TIMES.agentPosted,
    "ai_action",
    "The agent posts its answer in the topic, in public. It was meant for engineer 9 only, and nobody approved it. The post carries the label for AI output.",
  ],
  ["11T16:56:00", "responder", TIMES.answerHidden, "human_action", "Engineer 10 hides the agent's answer."],
  [
    "11T17:04:00",
    "commander",
    TIMES.closed,
    "human_action",
    "Engineer 10 takes the policy off the group. A test account without clearance is refused from then on.",
  ],
  [
    "11T17:11:00",
    "commander",
    on("11T17:11:00"),
    "decision",
    "We treat this as SEV1 until the logs say otherwise: restricted data, insiders without clearance, and a required approval that did not happen.",
  ],
];

/** What the logs showed, with the events that show it. */
const FOUND: readonly Cited[] = [
  [
    "11T19:05:00",
    "responder",
    TIMES.opened,
    "evidence_note",
    "Cloud log: PutGroupPolicy on `engineering-all`, by engineer 3.",
    { action: "iam.amazonaws.com:PutGroupPolicy" },
  ],
  [
    "11T19:12:00",
    "responder",
    TIMES.agentPosted,
    "evidence_note",
    "Agent's own trace: it called `post_reply` with visibility public, its approval missing.",
    { action: "execute_tool post_reply" },
  ],
  [
    "11T19:14:00",
    "responder",
    TIMES.closed,
    "evidence_note",
    "Cloud log: DeleteGroupPolicy, by engineer 10. The window is closed.",
    { action: "iam.amazonaws.com:DeleteGroupPolicy" },
  ],
  [
    "11T19:40:00",
    "responder",
    on("11T15:52:10"),
    "finding",
    "Engineer 5 never read a table herself: the agent did, with its own role, on her behalf. She is not cleared for the conversations.",
    { actor: AGENT, resource: ASSETS[1]?.arn ?? "" },
  ],
];

/** What was concluded. What was said about it stands among the claims. */
const AFTER: readonly Written[] = [
  [
    "11T20:05:00",
    "responder",
    on("11T15:58:00"),
    "finding",
    "The cloud log has a hole of six minutes, 15:58 to 16:04 UTC: two deliveries do not meet. What happened in it is unknown.",
  ],
  [
    "12T09:45:00",
    "commander",
    on("12T09:45:00"),
    "finding",
    "The agent gave advice, a person applied it, and that change opened the data. The agent itself changed nothing.",
  ],
  [
    "12T14:20:00",
    "responder",
    on("12T14:20:00"),
    "finding",
    "Three safeguards did not hold. Approval: the agent could post in public without asking. Clearance: membership in a group was enough to read restricted tables. Monitoring: nothing told anybody for an hour and a half.",
  ],
];

export function timelineSteps(): Step[] {
  return [...DURING, ...AFTER].map(write).concat(FOUND.map(cite), correction());
}

/** What a reader of the postmortem needs: the question, the answer, its end, and what failed. By when it was written. */
const PINNED: ReadonlySet<string> = new Set([
  "11T16:51:30",
  "11T16:53:20",
  "11T17:04:00",
  "12T09:45:00",
  "12T14:20:00",
]);

function write([recordedAt, by, occurredAt, kind, body]: Written): Step {
  const input = AddEntryInput.parse({ occurredAt, kind, body });
  const run: Step["run"] = async (ctx, ref) => {
    const { id } = await addEntry(ctx, ref, input);
    if (PINNED.has(recordedAt)) await pinEntry(ctx, ref, id, true);
  };
  return { at: on(recordedAt), by, run };
}

function cite([recordedAt, by, occurredAt, kind, body, filter]: Cited): Step {
  return {
    at: on(recordedAt),
    by,
    run: async (ctx, ref) => {
      const evidenceEventIds = await findEvents(ctx, ref, filter);
      await addEntry(ctx, ref, AddEntryInput.parse({ occurredAt, kind, body, evidenceEventIds }));
    },
  };
}

export async function findEvents(ctx: Ctx, ref: string, filter: object): Promise<string[]> {
  const { data } = await listEvents(ctx, ref, ListEventsQuery.parse({ ...filter, limit: 10 }));
  if (data.length === 0) throw new Error(`no evidence event fits ${JSON.stringify(filter)}`);
  return data.map((event) => event.id);
}

/** The first note of the change went by memory; the cloud log made its correction necessary. */
function correction(): Step[] {
  let id = "";
  const input = CorrectEntryInput.parse({
    occurredAt: TIMES.opened,
    reason: "The first note went by memory. The cloud log has PutGroupPolicy at 15:06:20, ten minutes earlier.",
  });
  const [recordedAt, by, occurredAt, kind, body] = BY_MEMORY;
  const first: Step["run"] = async (ctx, ref) => {
    id = (await addEntry(ctx, ref, AddEntryInput.parse({ occurredAt, kind, body }))).id;
  };
  return [
    { at: on(recordedAt), by, run: first },
    { at: on("11T19:06:00"), by: "responder", run: (ctx, ref) => correctEntry(ctx, ref, id, input) },
    { at: on("11T19:07:00"), by: "commander", run: (ctx, ref) => pinEntry(ctx, ref, id, true) },
  ];
}
