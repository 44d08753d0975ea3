import type { At } from "@/db/seed/day-clock";
import type { Rung } from "@/db/seed/steps/actions";
import type { AiSystem } from "@/db/seed/steps/ai-system";
import type { Said } from "@/db/seed/steps/claims";
import type { Entry } from "@/db/seed/steps/entries";
import type { Task } from "@/db/seed/steps/tasks";
import { ASSISTANT, LOGGED_AS, OPERATOR, STOPS, WHEN } from "./cast";

export const assistantOf = (at: At): AiSystem => ({
  registered: "0 21:08",
  linked: "0 21:09",
  system: {
    name: ASSISTANT,
    purpose: "Personal assistant: reads one person's mail and calendar and suggests what to do.",
    owner: OPERATOR.name,
    vendor: "open source",
    tools: ["exec", "memory_get"],
    classification: "confidential",
    autonomy: "acts_freely",
    approvalMode: "none",
    oversight: "on_the_loop",
    killSwitchHow: "End the gateway's process on the machine. A message in the chat goes through the model.",
    killSwitchWhere: "The machine under the operator's desk",
    from: at("0 00:00"),
    identities: [{ system: "openclaw", value: LOGGED_AS }],
  },
});

export const RUNGS: readonly Rung[] = [
  {
    asked: "0 21:10",
    kind: "stop_agent",
    title: "Stop it by message from the phone",
    ofAgent: true,
    done: {
      recorded: "0 21:11",
      began: STOPS[0].at,
      at: "0 20:41:40",
      note: "Three messages, the last one in plain words.",
      kept: "Nothing could be kept from a phone.",
      preservation: "harm_continues",
    },
    dropped: {
      at: "1 09:05",
      reason: "It went on for more than five minutes. Ending the process on the machine stopped it.",
    },
  },
  {
    asked: "0 21:12",
    kind: "stop_agent",
    title: "End the gateway's process on the machine",
    ofAgent: true,
    done: {
      recorded: "0 21:14",
      began: WHEN.stopping,
      at: WHEN.killed,
      note: "She ran to the machine and ended the process.",
      kept: "The transcript on its disk.",
      preservation: "harm_continues",
    },
  },
  {
    asked: "0 21:20",
    kind: "restore_data",
    title: "Bring the mails back from the bin",
    approved: "0 21:25",
    done: {
      recorded: "1 10:10",
      began: "1 09:30",
      at: "1 10:00",
      note: "All from the bin, by their ids in the mail log.",
      kept: "The list of ids.",
    },
    looked: {
      at: "1 10:20",
      holds: true,
      what: "214 mails are in the inbox again; the bin holds none of that evening.",
    },
  },
];

export const TASKS: readonly Task[] = [
  {
    title: "Take the assistant's token for the mailbox away",
    kind: "containment",
    safeguard: "access_control",
    owner: "responder",
    added: "0 21:15",
    done: { at: "0 21:24", proof: "Revoked in the account; the machine's next call is refused.", verified: "0 21:50" },
  },
  {
    title: "Give the assistant a token that can read and draft, and not delete",
    kind: "eradication",
    safeguard: "access_control",
    owner: "admin",
    added: "1 10:30",
    done: {
      at: "2 15:00",
      proof: "Scope of the new token; a delete as the assistant is refused.",
      verified: "3 09:00",
    },
  },
  {
    title: "Keep standing instructions out of what is compacted, and test it with a full inbox",
    kind: "prevention",
    safeguard: "continuous_testing",
    owner: "responder",
    added: "1 10:35",
    begun: "3 10:00",
  },
  {
    title: "A stop that does not go through the model, reachable from a phone",
    kind: "prevention",
    safeguard: "fail_safe_stop",
    owner: "admin",
    added: "1 10:40",
  },
];

export const ENTRIES: readonly Entry[] = [
  {
    recorded: "0 21:06",
    by: "commander",
    happened: WHEN.detected,
    kind: "human_action",
    body: "She sees on her phone how mails disappear from her inbox, and writes to the assistant to stop.",
    pinned: true,
  },
  {
    recorded: "0 21:18",
    happened: WHEN.asked,
    kind: "human_action",
    body: "She had asked it to suggest what to delete, and to do nothing until told.",
    pinned: true,
  },
  {
    recorded: "0 23:05",
    happened: WHEN.compacted,
    kind: "finding",
    body: "Transcript: the context was compacted. The summary keeps the work and loses “don't act until I tell you to”.",
    pinned: true,
  },
  {
    recorded: "0 23:10",
    happened: WHEN.started,
    kind: "evidence_note",
    body: "First deletion, two minutes later; 214 mails in fourteen minutes. The mail log names her for all of them: the assistant used her token.",
    pinned: true,
    shownBy: { verb: "delete", until: "0 20:33:12" },
  },
  {
    recorded: "0 23:15",
    happened: STOPS[0].at,
    kind: "evidence_note",
    body: "Three messages to stop are in the transcript, and calls of its tools after each of them.",
    shownBy: { action: "prompt", from: STOPS[0].at },
  },
  {
    recorded: "1 09:10",
    by: "commander",
    kind: "finding",
    body: "Nobody but her could see these mails, before or after. Nothing was exposed; there is no window to record.",
  },
];

export const CLAIMS: readonly Said[] = [
  {
    recorded: "0 21:30",
    said: "0 21:02",
    claim: {
      words: "It ignored me when I told it to stop.",
      speaker: OPERATOR.name,
      speakerKind: "colleague",
      saidIn: "Call",
      assertion: { kind: "agent_did", act: "ignore_stop" },
    },
    decided: {
      at: "1 09:00",
      standing: "supported",
      reason: "The transcript has three messages to stop, and it went on until its process was ended.",
      shownBy: { action: "prompt" },
    },
  },
  {
    recorded: "2 09:00",
    said: "2 08:00",
    claim: {
      words: "Some of it was deleted permanently, over 45 minutes.",
      speaker: "A vendor's blog",
      speakerKind: "vendor",
      saidIn: "Blog",
      assertion: { kind: "agent_did", act: "delete_data" },
    },
    decided: {
      at: "2 09:20",
      standing: "reconciled",
      reason:
        "It deleted, which is so; but into the bin and for fourteen minutes, and all of it is back. Nobody else reports 45.",
      shownBy: { verb: "delete" },
    },
  },
  {
    recorded: "2 09:05",
    said: "1 18:00",
    claim: {
      words: "Compaction of its context dropped my instruction.",
      speaker: OPERATOR.name,
      speakerKind: "colleague",
      saidIn: "Post",
      assertion: null,
    },
  },
];
