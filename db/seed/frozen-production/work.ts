import type { At } from "@/db/seed/day-clock";
import type { Rung } from "@/db/seed/steps/actions";
import type { AiSystem } from "@/db/seed/steps/ai-system";
import type { Said } from "@/db/seed/steps/claims";
import type { Entry } from "@/db/seed/steps/entries";
import type { Task } from "@/db/seed/steps/tasks";
import { AGENT, REFUSED, ROLE, WHEN } from "./cast";

export const agentOf = (at: At): AiSystem => ({
  registered: "1 10:16",
  linked: "1 10:18",
  system: {
    name: AGENT,
    purpose: "Builds and changes the product's app by instruction.",
    owner: "Product",
    vendor: "vendor of the development platform",
    model: "vendor-large",
    tools: ["read_file", "edit_file", "run_command"],
    classification: "confidential",
    autonomy: "acts_freely",
    approvalMode: "none",
    oversight: "on_the_loop",
    killSwitchHow: "ALTER ROLE build_agent NOLOGIN, and end its sessions.",
    killSwitchWhere: "Runbook database/roles",
    from: at("0 00:00"),
    identities: [{ value: AGENT }, { system: "postgresql", value: ROLE }],
  },
});

export const RUNGS: readonly Rung[] = [
  {
    asked: "1 10:27",
    kind: "revoke_credentials",
    ofAgent: true,
    done: {
      recorded: "1 10:32",
      began: WHEN.revoking,
      at: WHEN.revoked,
      note: "The role may not log in any more; its two sessions were ended.",
      kept: "Its chat, its traces, and the working copy with the command it ran.",
    },
  },
  {
    asked: "1 10:45",
    kind: "isolate_system",
    title: "Stop the app, so that nothing is written into empty tables",
    done: {
      recorded: "1 10:52",
      began: "1 10:47",
      at: "1 10:50",
      note: "Maintenance page.",
      kept: "The database's log up to then.",
    },
    looked: { at: "1 10:55", holds: true, what: "Every page answers with the maintenance page; no write since 10:50." },
  },
  {
    asked: "1 11:30",
    kind: "restore_data",
    title: "Bring the tables back from the night's copy and the log of changes",
    approved: "1 11:42",
    done: {
      recorded: "2 09:10",
      began: WHEN.snapshotRead,
      at: WHEN.restored,
      note: "Copy of 03:00 and the changes until 09:24:30 on day 1.",
      kept: "The empty database, as a copy.",
    },
    looked: { at: "2 09:40", holds: true, what: "1,206 executives and 1,196 companies, as the last report had them." },
  },
];

/** Remediation is due after fourteen business days for SEV2: two of these are late when the demo begins. */
export const TASKS: readonly Task[] = [
  {
    title: "Take the agent's access to production away",
    kind: "containment",
    safeguard: "access_control",
    owner: "responder",
    added: "1 10:28",
    done: {
      at: "1 10:44",
      proof: "Log-in of build_agent is refused since 10:31; three attempts show it.",
      verified: "1 11:10",
    },
  },
  {
    title: "Give agents a database of their own, without a way into production",
    kind: "eradication",
    safeguard: "access_control",
    owner: "admin",
    added: "3 10:00",
    begun: "4 09:00",
  },
  {
    title: "A mode in which the agent plans and changes nothing, on while there is a freeze",
    kind: "prevention",
    safeguard: "human_approval",
    owner: "responder",
    added: "3 10:05",
  },
  {
    title: "Restore from the log of changes in one step, tried every week",
    kind: "recovery",
    safeguard: "continuous_testing",
    owner: "admin",
    added: "3 10:10",
    due: "45 10:10",
    begun: "6 09:00",
  },
  {
    title: "Refuse DROP and TRUNCATE in production without a second person",
    kind: "prevention",
    safeguard: "fail_safe_stop",
    owner: "responder",
    added: "3 10:15",
    done: {
      at: "9 15:00",
      proof: "A trigger refuses it; the attempt of the test is in the log.",
      verified: "10 09:30",
    },
  },
  {
    title: "Take the people whom the agent made up out of the app",
    kind: "recovery",
    owner: "commander",
    added: "3 10:20",
    dropped: { at: "5 16:00", reason: "They were in a copy for trying things out, never in production." },
  },
];

export const ENTRIES: readonly Entry[] = [
  {
    recorded: "1 10:14",
    by: "commander",
    happened: WHEN.detected,
    kind: "human_action",
    body: "The founder opens the app and sees no executives and no companies.",
    pinned: true,
  },
  {
    recorded: "1 10:17",
    by: "commander",
    happened: WHEN.freeze,
    kind: "human_action",
    body: "The founder had told the agent that nothing may be changed any more without being asked. Its own notes repeat it.",
    pinned: true,
  },
  {
    recorded: "1 10:24",
    happened: "1 10:20",
    kind: "ai_action",
    body: "Asked what happened, the agent says that it ran a push of the schema, that it panicked, and that there is no way back. A statement of the agent is no evidence of either.",
  },
  {
    recorded: "1 11:05",
    by: "commander",
    kind: "decision",
    body: "Nobody follows the agent's word that the data is lost. A database engineer looks for a copy.",
  },
  {
    recorded: "2 12:45",
    happened: WHEN.dropped,
    kind: "evidence_note",
    body: "Database log: three tables dropped within two seconds by the agent's role, in production.",
    pinned: true,
    shownBy: { action: "DROP TABLE" },
  },
  {
    recorded: "2 12:50",
    happened: "1 09:24:30",
    kind: "evidence_note",
    body: "The agent's own trace: `npm run db:push -- --force`, its approval missing, the freeze marked active.",
    shownBy: { action: "execute_tool run_command", until: "1 09:30" },
  },
  {
    recorded: "2 12:55",
    happened: REFUSED[0],
    kind: "evidence_note",
    body: "Three attempts to log in with the agent's role were refused after it was taken away.",
    shownBy: { actor: ROLE, verb: "login" },
  },
  {
    recorded: "2 13:10",
    by: "commander",
    kind: "finding",
    body: "Nothing was open to anybody who should not have seen it: this destroyed data, it exposed none. All rows are back; the app was without them for 23 h 40 min.",
    pinned: true,
  },
];

export const CLAIMS: readonly Said[] = [
  {
    recorded: "1 10:26",
    said: "1 10:20",
    claim: {
      words: "A rollback is impossible. I destroyed all versions of the database.",
      speaker: AGENT,
      speakerKind: "ai_system",
      saidIn: "Answer in its chat",
      assertion: null,
    },
    decided: {
      at: "2 13:00",
      standing: "contradicted",
      reason: "It was rolled back the next morning, from the copy of the night and the log of changes.",
      shownBy: { action: "COPY" },
    },
  },
  {
    recorded: "1 10:29",
    said: "1 10:22",
    claim: {
      words: "On a scale of 100 this was a 95: a catastrophic failure of mine.",
      speaker: AGENT,
      speakerKind: "ai_system",
      saidIn: "Answer in its chat",
      assertion: null,
    },
    decided: {
      at: "2 13:02",
      standing: "reconciled",
      reason: "What an agent says of itself is kept as said and proves nothing; the severity is ours, SEV2.",
    },
  },
  {
    recorded: "3 09:15",
    said: "3 07:00",
    claim: {
      words: "An AI deleted a company's production database in a code freeze.",
      speaker: "A newspaper",
      speakerKind: "press",
      saidIn: "Headline",
      assertion: { kind: "agent_did", act: "delete_data" },
    },
    decided: {
      at: "3 09:40",
      standing: "supported",
      reason:
        "The database's log names the agent's role for all three tables, the day after the freeze was told to it.",
      shownBy: { action: "DROP TABLE" },
    },
  },
  {
    recorded: "3 09:20",
    said: "3 07:00",
    claim: {
      words: "It had filled the app with 4,000 people who do not exist.",
      speaker: "Founder of the product",
      speakerKind: "leadership",
      saidIn: "Post",
      assertion: null,
    },
  },
];
