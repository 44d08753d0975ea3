import type { At } from "@/db/seed/day-clock";
import type { Rung } from "@/db/seed/steps/actions";
import type { AiSystem } from "@/db/seed/steps/ai-system";
import type { Entry } from "@/db/seed/steps/entries";
import type { Task } from "@/db/seed/steps/tasks";
import { CONNECTOR, WHEN } from "./cast";

/** The connector as it stood, and that it caused this. */
export const connectorOf = (at: At): AiSystem => ({
  registered: "34 15:58",
  linked: "34 16:00",
  system: {
    name: CONNECTOR,
    purpose: "Lets customers' own AI assistants read and change their workspace, over the Model Context Protocol.",
    owner: "Product",
    vendor: "in-house",
    modelVersion: "0.9 (beta)",
    tools: ["search_tasks", "create_task", "read_resource"],
    classification: "confidential",
    autonomy: "acts_within_limits",
    approvalMode: "none",
    oversight: "none",
    killSwitchHow: "Scale the deployment to nothing.",
    killSwitchWhere: "Runbook connector/offline",
    from: at(WHEN.launched),
    identities: [{ value: CONNECTOR }],
  },
});

export const RUNGS: readonly Rung[] = [
  {
    asked: "34 17:40",
    kind: "stop_agent",
    title: "Take the connector offline",
    ofAgent: true,
    done: {
      recorded: "34 18:07",
      began: "34 18:04:50",
      at: WHEN.offline,
      note: "Deployment scaled to nothing.",
      kept: "Image 0.9.14, its configuration, and thirty days of the gateway's log.",
    },
  },
  {
    asked: "34 18:12",
    kind: "isolate_system",
    title: "Empty the cache that the tenants shared",
    done: {
      recorded: "34 18:44",
      began: "34 18:31",
      at: "34 18:40",
      note: "Flushed on both nodes.",
      kept: "A snapshot of its keys, without values.",
    },
    looked: { at: "34 18:52", holds: true, what: "No key is left on either node; reads of an old key miss." },
  },
  {
    asked: "35 09:10",
    kind: "notify_recipients",
    title: "Ask the tenants that got others' content to delete it and confirm",
    begun: { at: "35 12:00", kept: "The list of answers served, per tenant." },
  },
];

export const TASKS: readonly Task[] = [
  {
    title: "Look for the same key in exports, search and mail digests",
    kind: "containment",
    safeguard: "access_control",
    owner: "responder",
    added: "34 18:20",
    begun: "34 18:45",
  },
  {
    title: "Tell every tenant whose content was served to somebody else, which and when",
    kind: "recovery",
    owner: "commander",
    added: "34 20:40",
    begun: "35 08:30",
  },
  {
    title: "Put the tenant into the key of every cache, and refuse a read whose owner differs",
    kind: "eradication",
    safeguard: "access_control",
    owner: "admin",
    added: "34 20:45",
    begun: "35 09:00",
  },
  {
    title: "Two tenants and one question in every build: each gets its own answer",
    kind: "prevention",
    safeguard: "continuous_testing",
    owner: "responder",
    added: "34 20:50",
    done: {
      at: "35 19:10",
      proof: "The test fails on 0.9.14 and passes on the branch of the fix.",
    },
  },
  {
    title: "Alarm when the owner of an answer is not the one who asked",
    kind: "prevention",
    safeguard: "monitoring_with_halt",
    owner: "admin",
    added: "34 20:55",
  },
  {
    title: "Keep the gateway's log for a year",
    kind: "prevention",
    safeguard: "audit_trail",
    owner: "responder",
    added: "34 21:00",
    done: {
      at: "35 10:00",
      proof: "Retention is 400 days since 09:52; the plan's diff is attached.",
      verified: "35 14:00",
    },
  },
];

export const ENTRIES: readonly Entry[] = [
  {
    recorded: "34 15:54",
    by: "commander",
    happened: WHEN.found,
    kind: "human_action",
    body: "An engineer of the connector asks it for her own tasks in a test workspace and gets a task of a customer.",
    pinned: true,
  },
  {
    recorded: "34 16:31",
    happened: "34 16:28",
    kind: "finding",
    body: "Reproduced with two test tenants: the second one to ask the same question gets the answer of the first. The key of the answers' cache lacks the tenant.",
    pinned: true,
  },
  {
    recorded: "34 17:38",
    by: "commander",
    kind: "decision",
    body: "The connector goes offline for everybody. A fix of the key alone would leave what is in the cache.",
  },
  {
    recorded: "34 20:10",
    happened: WHEN.launched,
    kind: "evidence_note",
    body: "Cluster log: the connector was created at the launch. It has answered from this cache since.",
    shownBy: { action: "create" },
  },
  {
    recorded: "34 20:30",
    happened: WHEN.lastAct,
    kind: "ai_action",
    body: "Last answer of the connector, nine seconds before it was gone.",
    shownBy: { verb: "read", from: WHEN.lastAct, until: WHEN.offline },
  },
  {
    recorded: "34 20:34",
    happened: WHEN.logsFrom,
    kind: "finding",
    body: "The gateway keeps its log for thirty days. Of the first four days and ten hours there is none: who was served what in them is not known.",
    pinned: true,
  },
  {
    recorded: "34 21:20",
    by: "commander",
    kind: "finding",
    body: "37 tenants were served content of others, of 96 workspaces in all. About 1,000 tenants had the connector on and could have been.",
    pinned: true,
  },
  {
    recorded: "35 12:05",
    by: "commander",
    happened: "35 12:00",
    kind: "communication",
    body: "Notice CN-7 went to the administrators of all 1,000 tenants, with what was served to whom for those it concerns.",
  },
];
