import { expect, test } from "vitest";
import { anIncident, aUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { userContext } from "@/lib/api/server/context";
import { nameTime } from "@/lib/incidents/server/name-time";
import { AddTaskInput } from "@/lib/tasks/inputs";
import { addTask } from "@/lib/tasks/server/add-task";
import { instantToMicros, microsToInstant } from "@/lib/time/instant";
import { draftUpdate } from "@/lib/updates/server/preview-update";
import { DEFAULT_TARGETS } from "../targets";
import { SetTargetsInput } from "../targets-view";
import { getResponse } from "./get-response";
import { getTargets, setTargets } from "./response-targets";

testDatabase();

const stricter = {
  ...DEFAULT_TARGETS,
  SEV1: { ...DEFAULT_TARGETS.SEV1, updateEveryMinutes: 15, containmentHours: 2, remediationBusinessDays: null },
};
const input = (basedOn: number) =>
  SetTargetsInput.parse({ targets: stricter, basedOn, reason: "Our customers are told within a quarter of an hour." });

test("what an admin sets holds for incidents declared from then on, and an earlier one keeps what held when it was declared", async () => {
  const before = await anIncident(undefined, { severity: "SEV1" });
  const admin = await aUser("admin");
  const set = await setTargets(admin.ctx, input(0));
  expect(set).toMatchObject({ version: 1, setBy: admin.name, former: [{ version: 0, setAt: null }] });

  const after = await anIncident(undefined, { severity: "SEV1" });
  const asks = async ({ incident, commander }: typeof before) =>
    (await getResponse(commander.ctx, incident.ref)).targets.map(({ asks }) => asks);
  expect(await asks(before)).toEqual(["at once", "within 30 m", "within 1 h"]);
  expect(await asks(after)).toEqual(["at once", "within 15 m", "within 2 h"]);

  const task = (kind: string) => AddTaskInput.parse({ title: "Take the grant back", kind });
  const dueIn = async ({ incident, commander }: typeof before) => {
    const { dueAt, createdAt } = await addTask(commander.ctx, incident.ref, task("containment"));
    return (instantToMicros(dueAt ?? createdAt) - instantToMicros(createdAt)) / 3_600_000_000;
  };
  expect([await dueIn(before), await dueIn(after)]).toEqual([1, 2]);
  const open = await addTask(after.commander.ctx, after.incident.ref, task("prevention"));
  expect(open).toMatchObject({ dueAt: null });
  const { nextAt } = await draftUpdate(after.commander.ctx, after.incident.ref, "everyone");
  expect(instantToMicros(nextAt ?? "") - instantToMicros(after.commander.ctx.now())).toBeLessThan(21 * 60_000_000);
});

test("of two admins who change the same version, the second is told of the first and nothing is lost", async () => {
  const admin = await aUser("admin");
  await setTargets(admin.ctx, input((await getTargets(admin.ctx)).version));
  const { version } = await getTargets(admin.ctx);
  await expect(setTargets(admin.ctx, input(version - 1))).rejects.toMatchObject({ code: "conflict" });
  expect((await getTargets(admin.ctx)).version).toBe(version);
});

test("only an admin sets them, everybody who may read reads them, and a target of nothing at all is refused", async () => {
  const commander = await aUser("commander");
  await expect(setTargets(commander.ctx, input(0))).rejects.toMatchObject({ code: "forbidden" });
  const viewer = await aUser("viewer");
  expect((await getTargets(userContext(viewer))).targets.SEV5.remediationBusinessDays).toBe(90);
  const none = { ...stricter, SEV2: { ...stricter.SEV2, updateEveryMinutes: 0 } };
  expect(SetTargetsInput.safeParse({ targets: none, basedOn: 0, reason: "x" }).success).toBe(false);
});

test("the postmortem of a resolved SEV1 is due in five business days of the installation's calendar", async () => {
  const { incident, commander } = await anIncident(undefined, { severity: "SEV1" });
  const postmortem = async () =>
    (await getResponse(commander.ctx, incident.ref)).targets.find(({ target }) => target === "postmortem");
  expect(await postmortem()).toBeUndefined();
  const resolvedAt = microsToInstant(instantToMicros(incident.declaredAt) + 60_000_000);
  const then = userContext(commander, { now: () => microsToInstant(instantToMicros(resolvedAt) + 60_000_000) });
  await nameTime(then, incident.ref, { name: "resolved", at: resolvedAt });
  const due = await postmortem();
  expect(due).toMatchObject({ state: "running", metAt: null });
  // Five working days after today, whatever day that is: the last one to its end.
  expect(due?.dueAt).toMatch(/T23:59:59\.999999Z$/);
  const dayAfter = (n: number) => new Date(Date.parse(resolvedAt) + n * 86_400_000);
  const upTo = Math.floor((Date.parse(due?.dueAt ?? "") - Date.parse(resolvedAt)) / 86_400_000);
  const working = Array.from({ length: upTo + 1 }, (_, n) => dayAfter(n).getUTCDay()).filter(
    (day) => day > 0 && day < 6,
  );
  const today = [0, 6].includes(dayAfter(0).getUTCDay()) ? 0 : 1;
  expect(working).toHaveLength(5 + today);
});
