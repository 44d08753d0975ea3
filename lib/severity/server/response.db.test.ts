import { expect, test } from "vitest";
import { anIncident, aUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { userContext } from "@/lib/api/server/context";
import { CreateAssetInput } from "@/lib/assets/inputs";
import { createAsset } from "@/lib/assets/server/create-asset";
import { CloseWindowInput, OpenWindowInput } from "@/lib/exposure/inputs";
import { closeWindow } from "@/lib/exposure/server/change-window";
import { openWindow } from "@/lib/exposure/server/open-window";
import { nameTime } from "@/lib/incidents/server/name-time";
import { instantToMicros, microsToInstant } from "@/lib/time/instant";
import { AssessSeverityInput } from "../inputs";
import { assessSeverity } from "./assess-severity";
import { getResponse } from "./get-response";

testDatabase();

const states = ({ targets }: Awaited<ReturnType<typeof getResponse>>) =>
  Object.fromEntries(targets.map(({ target, state }) => [target, state]));

test("targets count from the declaration, follow the named times, and run out without a commander's doing anything", async () => {
  const { incident, commander } = await anIncident(undefined, { severity: "SEV1" });
  expect(states(await getResponse(commander.ctx, incident.ref))).toEqual({
    ...{ commander: "met", first_update: "running", contained: "running" },
  });
  const later = microsToInstant(instantToMicros(incident.declaredAt) + 2 * 3_600_000_000);
  const then = userContext(commander, { now: () => later });
  expect(states(await getResponse(then, incident.ref))).toMatchObject({
    first_update: "overdue",
    contained: "overdue",
  });
  const at = microsToInstant(instantToMicros(incident.declaredAt) + 30 * 60_000_000);
  await nameTime(then, incident.ref, { name: "contained", at });
  expect(states(await getResponse(then, incident.ref))).toMatchObject({ contained: "met" });
});

test("an open window makes it more urgent than severe, and closing it asks for another assessment with the reason", async () => {
  const { incident, commander } = await anIncident();
  const { ref } = incident;
  const asset = await createAsset(
    commander.ctx,
    CreateAssetInput.parse({
      name: "users",
      classification: "internal",
      systems: [],
      patterns: [{ resource: "users*" }],
    }),
  );
  const openedAt = microsToInstant(instantToMicros(incident.declaredAt) - 3_600_000_000);
  const window = await openWindow(
    commander.ctx,
    ref,
    OpenWindowInput.parse({ asset: asset.id, audience: { kind: "organisation" }, openedAt }),
  );
  const factors = { D: 1, V: 1, A: 2, T: 2, R: 1, G: 2, C: 3, E: 1 };
  const { level } = await assessSeverity(commander.ctx, ref, AssessSeverityInput.parse({ factors }));
  expect(level).toBe("SEV3");
  const before = await getResponse(commander.ctx, ref);
  expect(before).toMatchObject({ level: "SEV3", urgency: "SEV2", urgencyReason: "No exposure window is closed." });
  expect(before.changed).toEqual([]);
  await closeWindow(commander.ctx, ref, window.id, CloseWindowInput.parse({ closedAt: incident.declaredAt }));
  const after = await getResponse(commander.ctx, ref);
  expect(after).toMatchObject({ level: "SEV3", urgency: "SEV3", urgencyReason: null });
  expect(after.changed).toMatchObject([{ factor: "C", assessed: 3, now: 1 }]);
  await assessSeverity(commander.ctx, ref, AssessSeverityInput.parse({ factors: { ...factors, C: 1 } }));
  expect((await getResponse(commander.ctx, ref)).changed).toEqual([]);
});

test("is for those who may see the incident", async () => {
  const { incident } = await anIncident(undefined, { visibility: "restricted" });
  const outsider = await aUser("admin");
  await expect(getResponse(outsider.ctx, incident.ref)).rejects.toMatchObject({ code: "not_found" });
});
