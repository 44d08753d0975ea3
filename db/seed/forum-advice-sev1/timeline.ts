import { acting, type DemoUsers } from "@/db/seed/demo-people";
import type { Instant } from "@/lib/time/instant";
import { AddEntryInput, CorrectEntryInput } from "@/lib/timeline/inputs";
import { addEntry } from "@/lib/timeline/server/add-entry";
import { correctEntry } from "@/lib/timeline/server/correct-entry";
import { pinEntry } from "@/lib/timeline/server/pin-entry";
import { TIMES } from "./times";

type Who = keyof Pick<DemoUsers, "commander" | "responder">;
type Entry = readonly [recordedAt: string, by: Who, occurredAt: Instant, kind: AddEntryInput["kind"], body: string];

const on = (time: string): Instant => `2026-03-${time}.000000Z`;

/** What was written down while it went on, in the order of writing. */
const DURING: readonly Entry[] = [
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
    "11T16:57:15",
    "responder",
    on("11T15:16:20"),
    "human_action",
    "Engineer 3 follows the answer: the policy `debug-read-user-data` is put on the group `engineering-all`.",
  ],
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

/** What the logs showed afterwards, and what was said about it. */
const AFTER: readonly Entry[] = [
  [
    "11T19:40:00",
    "responder",
    on("11T15:52:10"),
    "finding",
    "Engineer 5 never read a table herself: the agent did, with its own role, on her behalf. She is not cleared for the conversations.",
  ],
  [
    "11T20:05:00",
    "responder",
    on("11T15:58:00"),
    "finding",
    "The cloud log has a hole of six minutes, 15:58 to 16:04 UTC: two deliveries do not meet. What happened in it is unknown.",
  ],
  [
    "12T09:30:00",
    "commander",
    on("12T09:30:00"),
    "communication",
    'Claim, spokesperson: "no user data was mishandled". The logs show reads without clearance; whether any of it was misuse is not established.',
  ],
  [
    "12T09:45:00",
    "commander",
    on("12T09:45:00"),
    "finding",
    'Claim in the press: "the AI shared the data". The record says otherwise: the agent gave advice, a person applied it, and the change opened the data.',
  ],
  [
    "12T10:05:00",
    "commander",
    on("12T10:05:00"),
    "finding",
    "Claims about the level contradict each other: the highest, and the second highest, of our scale. Ours is SEV1, the highest; the other reading comes from a scale that begins at SEV0.",
  ],
  [
    "12T14:20:00",
    "responder",
    on("12T14:20:00"),
    "finding",
    "Three safeguards did not hold. Approval: the agent could post in public without asking. Clearance: membership in a group was enough to read restricted tables. Monitoring: nothing told anybody for an hour and a half.",
  ],
];

/** Writes the timeline of the first evening, with the correction that the cloud log made necessary. */
export async function writeDuring(users: DemoUsers, ref: string): Promise<void> {
  const ids = await writeAll(users, ref, DURING);
  const wrongTime = ids[5];
  if (wrongTime === undefined) return;
  const correction = CorrectEntryInput.parse({
    occurredAt: TIMES.opened,
    reason: "The first note went by memory. The cloud log has PutGroupPolicy at 15:06:20, ten minutes earlier.",
  });
  await correctEntry(acting(users.responder, on("11T18:20:00")), ref, wrongTime, correction);
  await pinEntry(acting(users.commander, on("11T18:25:00")), ref, wrongTime, true);
}

export async function writeAfter(users: DemoUsers, ref: string): Promise<void> {
  await writeAll(users, ref, AFTER);
}

async function writeAll(users: DemoUsers, ref: string, entries: readonly Entry[]): Promise<string[]> {
  const ids: string[] = [];
  for (const [recordedAt, by, occurredAt, kind, body] of entries) {
    const input = AddEntryInput.parse({ occurredAt, kind, body });
    ids.push((await addEntry(acting(users[by], on(recordedAt)), ref, input)).id);
  }
  return ids;
}
