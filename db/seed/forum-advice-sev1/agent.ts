import type { Step } from "@/db/seed/step";
import {
  AskAssessmentInput,
  DecideAssessmentInput,
  LinkAiSystemInput,
  RecordStopTestInput,
  RegisterAiSystemInput,
} from "@/lib/agents/inputs";
import { askAssessment, decideAssessment } from "@/lib/agents/server/assess-access";
import { changeAiSystem } from "@/lib/agents/server/change-ai-system";
import { linkAiSystem } from "@/lib/agents/server/incident-ai-systems";
import { registerAiSystem } from "@/lib/agents/server/register-ai-system";
import { recordStopTest } from "@/lib/agents/server/stop-tests";
import { CreateAssetInput } from "@/lib/assets/inputs";
import { createAsset } from "@/lib/assets/server/create-asset";
import { CheckActionInput, FinishActionInput, RequestActionInput } from "@/lib/containment/inputs";
import { checkAction } from "@/lib/containment/server/check-action";
import { requestAction } from "@/lib/containment/server/request-action";
import { finishAction } from "@/lib/containment/server/start-action";
import { verifyContainment } from "@/lib/containment/server/verify-containment";
import { parseIncidentRef } from "@/lib/incidents/model";
import type { Instant } from "@/lib/time/instant";
import { AGENT } from "./cast";
import { TIMES } from "./times";

const on = (time: string): Instant => `2026-03-${time}.000000Z`;

const FIRST = RegisterAiSystemInput.parse({
  name: AGENT,
  purpose: "Answers questions about internal systems, for the one who asks.",
  owner: "Platform tooling",
  vendor: "in-house",
  model: "northwind-assist",
  modelVersion: "4.1",
  promptVersion: "forum-9",
  tools: ["search_docs", "query_table", "post_reply"],
  classification: "internal",
  autonomy: "acts_within_limits",
  approvalMode: "risky_actions",
  oversight: "sampled",
  killSwitchHow: "Take the service account out of the agents group, then end its sessions.",
  killSwitchWhere: "Runbook agents/stop, on-call of platform tooling",
  from: "2025-11-10T09:00:00Z",
  identities: [{ value: AGENT }],
});

/** The agent as it stood before, the link to the incident, and what was done to stop the harm. */
export function agentSteps(): Step[] {
  let id = "";
  const system = (run: (ctx: Parameters<Step["run"]>[0], id: string) => Promise<unknown>): Step["run"] => {
    return (ctx) => run(ctx, id);
  };
  let assessment = "";
  return [
    { at: "2025-11-03T10:00:00.000000Z", by: "responder", run: (ctx) => createAsset(ctx, FORUM) },
    {
      at: "2025-11-03T10:05:00.000000Z",
      by: "responder",
      run: async (ctx) => {
        id = (await registerAiSystem(ctx, FIRST)).id;
      },
    },
    {
      at: "2025-11-03T10:20:00.000000Z",
      by: "responder",
      run: system(async (ctx, of) => {
        assessment = (await askAssessment(ctx, of, ASKED)).id;
      }),
    },
    {
      at: "2025-11-05T14:00:00.000000Z",
      by: "commander",
      run: system((ctx, of) => decideAssessment(ctx, of, assessment, APPROVED)),
    },
    { at: "2025-11-20T15:00:00.000000Z", by: "responder", run: system((ctx, of) => recordStopTest(ctx, of, TESTED)) },
    {
      at: "2026-02-16T08:30:00.000000Z",
      by: "responder",
      run: system((ctx, of) => changeAiSystem(ctx, of, NEW_MODEL)),
    },
    {
      at: on("11T16:53:40"),
      by: "responder",
      run: (ctx, ref) => linkAiSystem(ctx, ref, LinkAiSystemInput.parse({ aiSystem: id, role: "caused" })),
    },
    ...ladder(() => id),
    // What the logs show once they are read; a worker that was quicker has said it already.
    { at: on("11T19:12:00"), by: "responder", run: (_ctx, ref) => verifyContainment(parseIncidentRef(ref) ?? 0) },
  ];
}

const FORUM = CreateAssetInput.parse({ name: "Internal forum", classification: "internal", owner: "Platform tooling" });

const ASKED = AskAssessmentInput.parse({
  classification: "internal",
  purpose: "Search internal documentation and answer the one who asked.",
  intern: "yes",
  internReason: "Everybody may read what is internal. Posting for others to read was not asked for.",
});

const APPROVED = DecideAssessmentInput.parse({
  decision: "approved",
  reason: "Internal documentation only. To be looked at again before it may do more.",
  expiresAt: "2026-02-05T00:00:00Z",
});

const TESTED = RecordStopTestInput.parse({
  outcome: "worked",
  secondsToStop: 9,
  note: "Runbook agents/stop, in the test environment.",
});

const NEW_MODEL = {
  model: "northwind-assist",
  modelVersion: "4.2",
  promptVersion: "forum-11",
  reason: "New model; the tool for posting now takes the visibility as an argument.",
};

interface Rung {
  asked: string;
  action: { kind: string; title?: string };
  ofAgent?: true;
  /** When it was begun and when it holds, recorded a little later. */
  done: { recorded: string; startedAt: Instant; doneAt: Instant; note: string; kept: string };
  look?: { at: string; what: string };
}

const RUNGS: readonly Rung[] = [
  {
    asked: "11T16:54:50",
    action: { kind: "retract_output", title: "Hide the agent's answer in topic 4711" },
    done: {
      recorded: "11T16:55:40",
      startedAt: on("11T16:55:00"),
      doneAt: TIMES.answerHidden,
      note: "Hidden by a moderator.",
      kept: "The text of the answer and the list of its readers.",
    },
    look: { at: "11T16:56:10", what: "The topic opened as an engineer outside the team: the answer is gone." },
  },
  {
    asked: "11T16:56:40",
    action: { kind: "stop_agent" },
    ofAgent: true,
    done: {
      recorded: "11T16:59:10",
      startedAt: TIMES.stopGiven,
      doneAt: TIMES.stopped,
      note: "Taken out of the agents group; its sessions were ended.",
      kept: "Prompt forum-11, its memory, and the traces of the day.",
    },
    look: {
      at: "11T17:10:00",
      what: "The agents group is empty, and a mention of it in a test topic stays unanswered.",
    },
  },
  {
    asked: "11T17:00:20",
    action: { kind: "revert_permission", title: "Take the policy off the group engineering-all" },
    done: {
      recorded: "11T17:03:40",
      startedAt: on("11T17:02:30"),
      doneAt: TIMES.closed,
      note: "DeleteGroupPolicy.",
      kept: "The policy's text and who had put it there.",
    },
    look: { at: "11T17:05:00", what: "GetItem on user-profiles as the test account is refused." },
  },
];

function ladder(agent: () => string): Step[] {
  return RUNGS.flatMap(({ asked, action, ofAgent, done, look }): Step[] => {
    let id = "";
    const finish = FinishActionInput.parse({
      startedAt: done.startedAt,
      doneAt: done.doneAt,
      note: done.note,
      preservation: "preserved",
      preservationNote: done.kept,
    });
    const ask: Step["run"] = async (ctx, ref) => {
      const input = RequestActionInput.parse({ ...action, aiSystem: ofAgent ? agent() : null });
      id = (await requestAction(ctx, ref, input)).id;
    };
    const looked = look && CheckActionInput.parse({ holds: true, what: look.what, at: on(look.at) });
    return [
      { at: on(asked), by: "commander", run: ask },
      { at: on(done.recorded), by: "responder", run: (ctx, ref) => finishAction(ctx, ref, id, finish) },
      ...(look && looked
        ? [
            {
              at: on(look.at),
              by: "commander" as const,
              run: ((ctx, ref) => checkAction(ctx, ref, id, looked)) as Step["run"],
            },
          ]
        : []),
    ];
  });
}
