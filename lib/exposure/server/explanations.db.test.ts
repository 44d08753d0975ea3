import { expect, test } from "vitest";
import { aUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { createAsset } from "@/lib/assets/server/create-asset";
import { anEvidenceBench, cloudTrail, ndjson } from "@/lib/evidence/server/testing";
import { explainAccess, withdrawExplanation } from "./explain-access";
import { listExplanations } from "./explanation-views";
import { getExposure } from "./get-exposure";
import { openWindow } from "./open-window";
import { agreeToExplanation, declineExplanation } from "./settle-proposal";

testDatabase();

const read = (minute: number) => ({
  occurredAt: `2026-03-11T14:0${minute}:00Z`,
  actor: "svc-1",
  action: "read",
  verb: "read",
  outcome: "success",
  resource: "vault/1",
});

let vaults = 0;

async function exposed() {
  const { bring, incident, user } = await anEvidenceBench();
  const { ctx } = user;
  const patterns = [{ resource: "vault/*" }];
  const asset = await createAsset(ctx, {
    name: `vault ${++vaults}`,
    classification: "restricted",
    systems: ["app"],
    patterns,
  });
  await openWindow(ctx, incident.ref, {
    asset: asset.id,
    audience: { kind: "organisation" },
    openedAt: "2026-03-11T14:00:00.000000Z",
    closedAt: "2026-03-11T15:00:00.000000Z",
  });
  await bring(ndjson([read(1), read(2), read(3)]), { filename: "app.ndjson", system: "app" });
  const input = { asset: asset.id, actor: "svc-1", reason: "Nightly backup, ticket 123" };
  const counts = async () => (await getExposure(ctx, incident.ref, {})).assets[0]?.principals[0]?.accesses;
  return { ctx, ref: incident.ref, input, counts, user };
}

test("what one person proposes counts for nothing until another agrees, and from then on as explained", async () => {
  const { ctx, ref, input, counts, user } = await exposed();
  const second = await aUser("responder", { name: "Second pair of eyes" });
  const proposed = await explainAccess(ctx, ref, input);
  expect([proposed.state, proposed.agreedBy, proposed.canAgree]).toEqual(["proposed", null, false]);
  expect(await counts()).toMatchObject({ unresolved: 3, explained: 0 });
  const before = ctx.now();
  await expect(agreeToExplanation(ctx, ref, proposed.id)).rejects.toMatchObject({ code: "forbidden" });
  const [seen] = (await listExplanations(second.ctx, ref)).data;
  expect([seen?.state, seen?.canAgree]).toEqual(["proposed", true]);
  const agreed = await agreeToExplanation(second.ctx, ref, proposed.id);
  expect([agreed.state, agreed.agreedBy, agreed.recordedBy]).toEqual(["agreed", "Second pair of eyes", user.name]);
  expect(await counts()).toMatchObject({ unresolved: 0, explained: 3 });
  const then = await getExposure(ctx, ref, { at: before });
  expect(then.assets[0]?.principals[0]?.accesses).toMatchObject({ unresolved: 3, explained: 0 });
  await expect(agreeToExplanation(second.ctx, ref, proposed.id)).rejects.toMatchObject({ code: "conflict" });
  await withdrawExplanation(ctx, ref, proposed.id, { reason: "The ticket was another one." });
  expect(await counts()).toMatchObject({ unresolved: 3, explained: 0 });
});

test("a declined proposal changes nothing and is told apart from one that its proposer took back", async () => {
  const { ctx, ref, input, counts } = await exposed();
  const second = await aUser("responder");
  const declined = await explainAccess(ctx, ref, input);
  await declineExplanation(second.ctx, ref, declined.id, { reason: "No such ticket." });
  await expect(declineExplanation(second.ctx, ref, declined.id, { reason: "Again." })).rejects.toThrow(
    "declined it already",
  );
  const taken = await explainAccess(ctx, ref, input);
  await withdrawExplanation(ctx, ref, taken.id, { reason: "I was wrong." });
  expect((await listExplanations(ctx, ref)).data).toEqual([]);
  expect(await counts()).toMatchObject({ unresolved: 3, explained: 0 });
  await expect(agreeToExplanation(second.ctx, ref, taken.id)).rejects.toMatchObject({ code: "conflict" });
});

test("with the name of another person who agreed it counts at once; one's own name is refused at its field", async () => {
  const { ctx, ref, input, counts, user } = await exposed();
  const own = { code: "invalid", message: expect.stringContaining("Somebody else has to agree") };
  await expect(explainAccess(ctx, ref, { ...input, agreedBy: user.name.toUpperCase() })).rejects.toMatchObject(own);
  const agreed = await explainAccess(ctx, ref, { ...input, agreedBy: "Owner of the vault" });
  expect(agreed.state).toBe("agreed");
  expect(await counts()).toMatchObject({ unresolved: 0, explained: 3 });
});

test("an ARN that stands beside the name is refused with the name, since it would explain nothing", async () => {
  const { bring, incident, user } = await anEvidenceBench();
  const arn = "arn:aws:sts::1:assumed-role/backup/nightly";
  await bring(ndjson([{ ...cloudTrail(1), userIdentity: { type: "AssumedRole", arn } }]));
  const input = { name: "beside", classification: "restricted" as const, systems: [], patterns: [] };
  const asset = await createAsset(user.ctx, input);
  const explain = (actor: string) =>
    explainAccess(user.ctx, incident.ref, { asset: asset.id, actor, reason: "Nightly backup, ticket 123" });
  await expect(explain(arn)).rejects.toMatchObject({ code: "invalid", message: expect.stringContaining('"nightly"') });
  await expect(explain("nightly")).resolves.toMatchObject({ state: "proposed" });
  await expect(explain("not-in-a-log-yet")).resolves.toMatchObject({ state: "proposed" });
});
