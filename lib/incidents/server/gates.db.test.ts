import { beforeAll, expect, test } from "vitest";
import { anIncident, aUser, type TestUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { AddDataInput } from "@/lib/data/inputs";
import { addData } from "@/lib/data/server/add-data";
import { AssessSeverityInput } from "@/lib/severity/inputs";
import { assessSeverity } from "@/lib/severity/server/assess-severity";
import { AddTaskInput, TaskReasonInput } from "@/lib/tasks/inputs";
import { addTask } from "@/lib/tasks/server/add-task";
import { dropTask } from "@/lib/tasks/server/finish-task";
import { AlertInput, MergeInput } from "@/lib/triage/inputs";
import { mergeIncident } from "@/lib/triage/server/merge-incidents";
import { receiveAlert } from "@/lib/triage/server/receive-alerts";
import { blockersOf } from "../gates";
import { changePhase, gates } from "./change-phase";
import { getRoom } from "./get-room";

testDatabase();

let commander: TestUser;
beforeAll(async () => {
  commander = await aUser("commander");
});

const gatesTo = async (ref: string, to: string) =>
  (await gates(commander.ctx, ref)).transitions.find((one) => one.to === to)?.gates ?? [];
const inTheWay = async (ref: string, to: string) => blockersOf(await gatesTo(ref, to)).map(({ gate }) => gate);

test("an incident of which nothing is known is not resolved without a written reason, which names what was passed", async () => {
  const { ref } = (await anIncident(commander)).incident;
  expect(await inTheWay(ref, "contained")).toEqual([]);
  expect((await gatesTo(ref, "contained")).map(({ standing }) => standing)).not.toContain("met");
  expect(await inTheWay(ref, "resolved")).toEqual(["windows_closed", "severity_assessed"]);
  await expect(changePhase(commander.ctx, ref, { to: "resolved" })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("Whether data is exposed is unknown"),
  });
  await addData(commander.ctx, ref, aDatum("no"));
  await assessSeverity(commander.ctx, ref, AssessSeverityInput.parse({ factors: {}, facts: {} }));
  expect(await inTheWay(ref, "resolved")).toEqual([]);
  await changePhase(commander.ctx, ref, { to: "resolved" });
});

test("one item that nobody called unexposed leaves exposure unknown", async () => {
  const { ref } = (await anIncident(commander)).incident;
  await addData(commander.ctx, ref, aDatum("no"));
  await addData(commander.ctx, ref, aDatum("unknown"));
  expect(await inTheWay(ref, "resolved")).toContain("windows_closed");
});

test("an alert that still fires stands in the way of resolved, also in what was merged into the incident", async () => {
  const { ref } = (await anIncident(commander)).incident;
  const alert = AlertInput.parse({ title: "Mass read of a bucket", key: "one" });
  const { incident: opened } = await receiveAlert(commander.ctx, alert);
  await mergeIncident(commander.ctx, opened ?? "", MergeInput.parse({ into: ref, reason: "The same." }));
  const [gate] = (await gatesTo(ref, "resolved")).filter((one) => one.gate === "alerts_ended");
  expect(gate).toMatchObject({ standing: "unmet", message: expect.stringContaining("“Mass read of a bucket”") });
});

test("the room counts what is not being done apart from what is done", async () => {
  const { ref } = (await anIncident(commander)).incident;
  for (const title of ["one", "two"]) {
    const { id } = await addTask(commander.ctx, ref, AddTaskInput.parse({ title, kind: "recovery" }));
    if (title === "two") await dropTask(commander.ctx, ref, id, TaskReasonInput.parse({ reason: "Legal does it." }));
  }
  expect((await getRoom(commander.ctx, ref)).counts).toMatchObject({ tasks: 2, tasksDone: 0, tasksNotDoing: 1 });
});

function aDatum(answer: "no" | "unknown") {
  const exposed = { answer, reason: "It was never reachable.", evidence: [] };
  return AddDataInput.parse({
    description: "Names",
    category: "contact",
    ...(answer === "no" ? { answers: { exposed } } : {}),
  });
}
