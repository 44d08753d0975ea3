import type { Rung } from "@/db/seed/steps/actions";
import type { AiSystem } from "@/db/seed/steps/ai-system";
import type { Said } from "@/db/seed/steps/claims";
import type { Entry } from "@/db/seed/steps/entries";
import type { Task } from "@/db/seed/steps/tasks";
import { at, TOOL, WHEN } from "./cast";

export const TOOL_AS_IT_STOOD: AiSystem = {
  registered: "0 08:22",
  linked: "0 08:23",
  system: {
    name: TOOL,
    purpose: "Changes code and infrastructure for the engineer who runs it, with the engineer's role.",
    owner: "Developer tools",
    vendor: "in-house",
    tools: ["shell", "edit_file"],
    classification: "internal",
    autonomy: "acts_within_limits",
    approvalMode: "risky_actions",
    oversight: "on_the_loop",
    killSwitchHow: "Deny its sessions by a policy on the role.",
    killSwitchWhere: "Runbook tools/deny-session",
    from: at("0 00:00"),
    identities: [{ value: TOOL }],
  },
};

export const RUNGS: readonly Rung[] = [
  {
    asked: "0 08:27",
    kind: "revoke_credentials",
    ofAgent: true,
    done: {
      recorded: "0 08:33",
      began: WHEN.revoking,
      at: WHEN.revoked,
      note: "Explicit deny on the role for every session before 08:31.",
      kept: "Its plan and the shell's history.",
    },
  },
  {
    asked: "0 09:05",
    kind: "restore_data",
    title: "Make the environment anew from the template and the final snapshot",
    approved: "0 09:10",
    done: {
      recorded: "0 21:10",
      began: "0 09:15",
      at: WHEN.restored,
      note: "The template lacked what had been changed by hand; it was found one by one.",
      kept: "The final snapshot of the database.",
    },
    looked: { at: "0 21:20", holds: true, what: "Reports of the day before are the same to the last figure." },
  },
];

export const TASKS: readonly Task[] = [
  {
    title: "Take the role's right to delete stacks in production away",
    kind: "containment",
    safeguard: "access_control",
    owner: "responder",
    added: "0 08:35",
    done: { at: "0 09:00", proof: "DeleteStack as the role is refused.", verified: "0 10:00" },
  },
  {
    title: "Ask for two people's approval of what a tool does in production, as of what a person does",
    kind: "eradication",
    safeguard: "human_approval",
    owner: "admin",
    added: "1 10:00",
    done: { at: "3 15:00", proof: "The pipeline refuses a change by a tool with one approval.", verified: "6 09:00" },
  },
  {
    title: "Put what was changed by hand into the template",
    kind: "recovery",
    owner: "responder",
    added: "1 10:05",
    done: { at: "4 12:00", proof: "No difference between template and environment.", verified: "6 09:10" },
  },
  {
    title: "Make the environment anew from nothing every month, in an account for it",
    kind: "prevention",
    safeguard: "continuous_testing",
    owner: "admin",
    added: "1 10:10",
    done: { at: "8 16:00", proof: "First run took 41 minutes.", verified: "9 09:00" },
  },
];

export const ENTRIES: readonly Entry[] = [
  {
    recorded: "0 08:20",
    by: "commander",
    happened: WHEN.detected,
    kind: "human_action",
    body: "Alarms: cost reports answer nothing in one region. Other regions and other services are well.",
    pinned: true,
  },
  {
    recorded: "0 08:25",
    happened: WHEN.asked,
    kind: "human_action",
    body: "The engineer had the tool mend an update of the stack that did not go through.",
  },
  {
    recorded: "1 09:10",
    happened: WHEN.deleted,
    kind: "evidence_note",
    body: "Cloud log: the tool's session deletes the stack, for the engineer. It had looked at it twelve times before.",
    pinned: true,
    shownBy: { action: "cloudformation.amazonaws.com:DeleteStack" },
  },
  {
    recorded: "1 09:15",
    happened: "0 08:14",
    kind: "evidence_note",
    body: "Three attempts of the tool to make it anew failed; two more were refused after its session was denied.",
    shownBy: { action: "cloudformation.amazonaws.com:CreateStack", until: "0 09:00" },
  },
  {
    recorded: "1 09:30",
    by: "commander",
    kind: "finding",
    body: "What a person does in production needs two approvals; what the tool did needed none. Its role could do more than anybody expected.",
    pinned: true,
  },
  {
    recorded: "1 09:35",
    by: "commander",
    happened: WHEN.restored,
    kind: "finding",
    body: "Cost reports were away in one region for thirteen hours. No data was lost, and none was exposed.",
    pinned: true,
  },
];

export const CLAIMS: readonly Said[] = [
  {
    recorded: "1 14:05",
    said: "1 12:00",
    claim: {
      words: "This was user error, not AI error.",
      speaker: "Spokesperson",
      speakerKind: "spokesperson",
      saidIn: "Statement to a newspaper",
      assertion: { kind: "agent_did_not", act: "act_without_approval" },
    },
  },
  {
    recorded: "1 14:10",
    said: "1 07:00",
    claim: {
      words: "The tool decided to delete the environment and make it anew.",
      speaker: "Four people who know of it",
      speakerKind: "press",
      saidIn: "Newspaper",
      assertion: { kind: "agent_did", act: "act_without_approval" },
    },
    decided: {
      at: "1 15:00",
      standing: "supported",
      reason:
        "The delete is the tool's session's, and no approval of it is recorded anywhere. Whose error that was is not for a log to say.",
      shownBy: { action: "cloudformation.amazonaws.com:DeleteStack" },
    },
  },
  {
    recorded: "1 14:15",
    said: "1 12:00",
    claim: {
      words: "That an AI tool was used was a coincidence; the same could happen with any tool.",
      speaker: "Spokesperson",
      speakerKind: "spokesperson",
      saidIn: "Statement to a newspaper",
      assertion: null,
    },
  },
];
