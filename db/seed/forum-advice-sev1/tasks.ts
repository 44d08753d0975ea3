import type { DemoUsers } from "@/db/seed/demo-people";
import type { Step } from "@/db/seed/step";
import { AddTaskInput, FinishTaskInput, TaskReasonInput, VerifyTaskInput } from "@/lib/tasks/inputs";
import { addTask } from "@/lib/tasks/server/add-task";
import { dropTask, finishTask, verifyTask } from "@/lib/tasks/server/finish-task";
import type { Instant } from "@/lib/time/instant";

interface Task {
  title: string;
  kind: AddTaskInput["kind"];
  safeguard: AddTaskInput["safeguard"];
  owner: "commander" | "responder" | "admin";
  /** In March 2026: `11T17:12:00`. */
  added: string;
  /** When it was done and what shows it, then who else looked; or why it is not done. */
  end: { done: string; proof: string; verified: string } | { dropped: string; reason: string };
}

const TASKS: readonly Task[] = [
  {
    title: "Take the policy off the group and test with an account without clearance",
    kind: "containment",
    safeguard: "access_control",
    owner: "responder",
    added: "11T16:54:00",
    end: {
      done: "11T17:07:00",
      proof: "DeleteGroupPolicy at 17:03:05; GetItem as the test account is refused at 17:05.",
      verified: "11T18:30:00",
    },
  },
  {
    title: "Hide the agent's answer and tell everybody who read it not to follow it",
    kind: "containment",
    safeguard: null,
    owner: "responder",
    added: "11T16:54:30",
    end: {
      done: "11T17:20:00",
      proof: "Topic 4711 is hidden; a message went to the 28 people who had opened it.",
      verified: "11T18:31:00",
    },
  },
  {
    title: "Let the agent post only after a person has approved the text",
    kind: "eradication",
    safeguard: "human_approval",
    owner: "admin",
    added: "12T15:00:00",
    end: {
      done: "16T12:00:00",
      proof: "Posting without an approval id is refused since release 4.3; a test tries it on every build.",
      verified: "17T12:30:00",
    },
  },
  {
    title: "Refuse group policies that name restricted tables unless the data owner signs",
    kind: "prevention",
    safeguard: "access_control",
    owner: "admin",
    added: "12T15:05:00",
    end: {
      done: "16T13:00:00",
      proof: "The permission boundary denies it; the pull request shows the refused attempt.",
      verified: "17T13:30:00",
    },
  },
  {
    title: "Alarm when somebody without clearance reads restricted data",
    kind: "prevention",
    safeguard: "monitoring_with_halt",
    owner: "responder",
    added: "12T15:10:00",
    end: {
      done: "16T14:00:00",
      proof: "The alarm fired within two minutes in the exercise of 16 March.",
      verified: "17T14:30:00",
    },
  },
  {
    title: "Find out why the log delivery lost six minutes",
    kind: "recovery",
    safeguard: "audit_trail",
    owner: "responder",
    added: "12T15:15:00",
    end: {
      done: "16T15:00:00",
      proof: "The delivery role was replaced at 15:58; deliveries now overlap by ten minutes.",
      verified: "17T15:30:00",
    },
  },
  {
    title: "Ban answers by agents from the forum",
    kind: "prevention",
    safeguard: null,
    owner: "commander",
    added: "12T15:20:00",
    end: {
      dropped: "13T09:00:00",
      reason: "The approval step removes the cause; a ban would remove the help as well.",
    },
  },
];

const on = (time: string): Instant => `2026-03-${time}.000000Z`;

export function taskSteps(users: DemoUsers): Step[] {
  return TASKS.flatMap((task) => stepsOf(task, users));
}

function stepsOf({ title, kind, safeguard, owner, added, end }: Task, users: DemoUsers): Step[] {
  let task = { id: "", version: 0 };
  const input = AddTaskInput.parse({ title, kind, safeguard, ownerId: users[owner].id });
  const add: Step = {
    at: on(added),
    by: "commander",
    run: async (ctx, ref) => {
      task = await addTask(ctx, ref, input);
    },
  };
  if ("dropped" in end) {
    const drop: Step["run"] = (ctx, ref) =>
      dropTask(ctx, ref, task.id, TaskReasonInput.parse({ reason: end.reason, version: task.version }));
    return [add, { at: on(end.dropped), by: "commander", run: drop }];
  }
  const finish: Step["run"] = async (ctx, ref) => {
    const { proof } = end;
    task = await finishTask(ctx, ref, task.id, FinishTaskInput.parse({ proof, version: task.version }));
  };
  const verify: Step["run"] = (ctx, ref) =>
    verifyTask(ctx, ref, task.id, VerifyTaskInput.parse({ version: task.version }));
  return [
    add,
    { at: on(end.done), by: owner, run: finish },
    { at: on(end.verified), by: owner === "commander" ? "responder" : "commander", run: verify },
  ];
}
