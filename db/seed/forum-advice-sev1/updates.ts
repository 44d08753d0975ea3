import type { Step } from "@/db/seed/step";
import type { Instant } from "@/lib/time/instant";
import { SendUpdateInput, type SendUpdateRequest } from "@/lib/updates/inputs";
import { sendUpdate } from "@/lib/updates/server/send-update";

const on = (time: string): Instant => `2026-03-${time}.000000Z`;

/** What was told to whom, and when the next was promised; all of it is synthetic. The fourth takes the third back. */
const SENT: readonly { at: string; by: Step["by"]; update: SendUpdateRequest }[] = [
  {
    at: "11T16:59:00",
    by: "commander",
    update: {
      audience: "executives",
      state: "Active: restricted data is open to all engineers",
      body: "What we know:\n- Since this afternoon every engineer can read two restricted tables and a bucket of user data.\n- A person applied the public answer of an internal agent; the answer is hidden now, and the agent is stopped.\n\nWhat we do not know yet:\n- Who read the data.\n- Whether data was taken out.\n\nWhat happens next:\n- The change is being taken back.",
      nextAt: on("11T17:30:00"),
    },
  },
  {
    at: "11T17:14:00",
    by: "commander",
    update: {
      audience: "everyone",
      state: "The exposure is closed",
      body: "What we know:\n- Restricted user data was readable for all engineers this afternoon, for just under two hours. It is closed.\n\nWhat we do not know yet:\n- Who read it. The logs are being brought.\n\nPlease do not copy or pass on anything you may have seen, and tell the security team.",
      nextAt: on("11T18:45:00"),
    },
  },
  {
    at: "11T18:42:00",
    by: "responder",
    update: {
      audience: "everyone",
      state: "Closed; the logs are being read",
      body: "The press was told today: “No user data was mishandled.” The logs that would show it are not read yet.\n\nWhat happens next:\n- The logs are read tonight, and we tell you what they say.",
      nextAt: on("12T10:30:00"),
    },
  },
  {
    at: "12T10:52:00",
    by: "commander",
    update: {
      audience: "everyone",
      state: "Correction: people without clearance read user data",
      body: "Yesterday we passed on the words “No user data was mishandled.” That was wrong.\n\nWhat we know:\n- The logs show accesses by people without clearance while the data was open.\n- No sign was found that data left the company.\n\nWhat we do not know:\n- What happened in six minutes for which there is no log.",
      nextAt: on("17T18:00:00"),
      claimReason: "It quotes the statement to take it back.",
    },
  },
  {
    at: "17T17:06:00",
    by: "commander",
    update: {
      audience: "everyone",
      state: "Resolved",
      body: "The cause is repaired and the repair is verified. What happened, who is concerned and what changes will be in the postmortem.",
    },
  },
];

export function updateSteps(): Step[] {
  return SENT.map(({ at, by, update }) => {
    const input = SendUpdateInput.parse(update);
    return { at: on(at), by, run: (ctx, ref) => sendUpdate(ctx, ref, input) };
  });
}
