import { TIMES } from "@/db/seed/forum-advice-sev1/times";
import type { Instant } from "@/lib/time/instant";

/** What somebody tells the room, and when in the story. The room has to make something of it. */
export const INJECTS: readonly { at: Instant; text: string }[] = [
  { at: TIMES.agentPosted, text: "A colleague: our forum agent has answered in public. I did not approve that." },
  { at: TIMES.opened, text: "A colleague: I changed the group's permissions as the answer on the forum says." },
  { at: "2026-03-11T15:40:00.000000Z", text: "Support: an engineer asks why she can read user_profiles." },
  { at: "2026-03-11T16:20:00.000000Z", text: "The forum agent, asked about it: “I have not changed any permission.”" },
  { at: TIMES.detected, text: "Security: two restricted tables and a bucket are open to all engineers." },
  { at: TIMES.stopGiven, text: "The platform team: we are stopping the agent now. Who checks that it is stopped?" },
  { at: TIMES.closed, text: "The platform team: the permission change is taken back." },
  {
    at: "2026-03-11T17:20:00.000000Z",
    text: "The press office: a reporter asks whether user data was seen. What may we say?",
  },
];
