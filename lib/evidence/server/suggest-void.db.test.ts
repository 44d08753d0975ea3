import { and, eq, isNull } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { auditEntries, clearances, incidentEvents, incidentMembers, incidents } from "@/db/schema";
import { aUser, type TestUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { CreateAssetInput } from "@/lib/assets/inputs";
import { createAsset } from "@/lib/assets/server/create-asset";
import { getExposure } from "@/lib/exposure/server/get-exposure";
import { listMoments } from "@/lib/exposure/server/list-moments";
import { importClearances } from "@/lib/people/server/import-clearances";
import { importPrincipals } from "@/lib/people/server/import-principals";
import { listClearances, withdrawClearance } from "@/lib/people/server/list-clearances";
import { listPrincipals } from "@/lib/people/server/list-principals";
import { listPrincipalHistory } from "@/lib/people/server/principal-history";
import type { IncidentEventKind } from "@/lib/record/model";
import { sentenceOf } from "@/lib/record/sentences";
import { decideSuggestion } from "./decide-suggestion";
import { listSuggestions } from "./suggest";
import { anEvidenceBench, type Bench, cloudTrail, ndjson } from "./testing";

testDatabase();

const ARN = "arn:aws:iam::1:user/mallory";
const bucketName = "held";
const policy = (id: number) => {
  const statement = {
    Effect: "Allow",
    Principal: { AWS: ARN },
    Action: "s3:GetObject",
    Resource: "arn:aws:s3:::held/*",
  };
  const requestParameters = { bucketName, bucketPolicy: { Statement: [statement] } };
  return cloudTrail(id, { eventName: "PutBucketPolicy", requestParameters });
};
const takenBack = (id: number) =>
  cloudTrail(id, { eventName: "DeleteBucketPolicy", requestParameters: { bucketName } });
const read = cloudTrail(7, {
  userIdentity: { type: "IAMUser", userName: "mallory", arn: ARN },
  requestParameters: { bucketName, key: "a.txt" },
});

const list = async (bench: Bench) => (await listSuggestions(bench.user.ctx, bench.incident.ref)).data;
const accept = (bench: Bench, key = "", voidGrant = true) =>
  decideSuggestion(bench.user.ctx, bench.incident.ref, key, { decision: "accepted", done: false, voidGrant });

let held: Bench;
let outsider: TestUser;
let mallory: string;
let voidId: string;

/** The first is restricted to who accepted its grant as void; two stretches, of which the first was accepted. */
beforeAll(async () => {
  held = await anEvidenceBench();
  outsider = await aUser("responder");
  await importPrincipals(held.user.ctx, [
    { name: "Mallory", kind: "human", aliases: [{ value: ARN }, { value: "mallory" }] },
  ]);
  mallory = (await listPrincipals(held.user.ctx, { limit: 1 })).data[0]?.id ?? "";
  const patterns = [{ resource: "arn:aws:s3:::held/*" }, { resource: "arn:aws:s3:::held" }];
  await createAsset(held.user.ctx, CreateAssetInput.parse({ name: "Held", classification: "secret", patterns }));
  const incidentId = Number(held.incident.id);
  await db().update(incidents).set({ visibility: "restricted" }).where(eq(incidents.id, incidentId));
  await db()
    .insert(incidentMembers)
    .values({ incidentId, userId: held.user.id, addedBy: held.user.id, addedAt: held.user.ctx.now() })
    .onConflictDoNothing();
  await held.bring(ndjson([policy(5), read, takenBack(9), policy(600), takenBack(700)]));
  const [window] = (await list(held)).filter(({ kind }) => kind === "window");
  await accept(held, window?.key);
  const [row] = await db().select().from(clearances).where(eq(clearances.standing, "void"));
  voidId = row?.id ?? "";
}, 60_000);

async function sentences(kind: IncidentEventKind): Promise<string[]> {
  const ofKind = and(eq(incidentEvents.incidentId, Number(held.incident.id)), eq(incidentEvents.kind, kind));
  const rows = await db().select().from(incidentEvents).where(ofKind);
  return rows.map(({ data }) => sentenceOf({ kind, data }));
}

describe("a grant that a restricted incident holds as void", () => {
  it("is listed, and told in the history of who held it, to those only who see the incident", async () => {
    const listed = async (user: TestUser) => (await listClearances(user.ctx, { limit: 50 })).data.map(({ id }) => id);
    const told = async (user: TestUser) =>
      (await listPrincipalHistory(user.ctx, mallory)).data.map(({ kind }) => kind).includes("clearance_recorded");
    expect([await listed(held.user), await told(held.user)]).toEqual([[voidId], true]);
    for (const role of ["viewer", "auditor", "admin"] as const) {
      const user = await aUser(role);
      expect([await listed(user), await told(user)]).toEqual([[], false]);
    }
  });

  it("is no reason to refuse an import that could be told to somebody who does not see the incident", async () => {
    const rows = [{ principal: "Mallory", asset: "Held", standing: "valid" as const }];
    const tried = { dryRun: true };
    expect(await importClearances(held.user.ctx, rows, tried)).toMatchObject({ wrong: [{ line: 1 }] });
    expect(await importClearances(outsider.ctx, rows, tried)).toMatchObject({ created: 1, wrong: [] });
  });

  it("is recorded in the incident, and in no log that others read", async () => {
    expect(await sentences("void_grants_recorded")).toEqual([
      "Grant of s3.amazonaws.com:PutBucketPolicy on arn:aws:s3:::held to Mallory is void: it opened the exposure of Held.",
    ]);
    const log = JSON.stringify(await db().select().from(auditEntries));
    for (const word of ["held", "void"]) expect(log).not.toContain(word);
  });

  it("says nothing of who had it in the answer of another incident, and hides no suggestion there", async () => {
    const other = await anEvidenceBench();
    await other.bring(ndjson([policy(5), read, takenBack(9)]));
    const [window] = (await list(other)).filter(({ kind }) => kind === "window");
    await accept(other, window?.key, false);
    expect((await list(other)).map(({ kind }) => kind)).toContain("grant");
    const whyIn = async (bench: Bench) => {
      const { assets } = await getExposure(bench.user.ctx, bench.incident.ref, {});
      return assets[0]?.principals.find(({ name }) => name === "Mallory")?.why;
    };
    expect(await whyIn(other)).toBe("no clearance for secret");
    const { data } = await listMoments(other.user.ctx, other.incident.ref);
    expect(data.filter(({ label }) => label.includes("clearances"))).toEqual([]);
    expect(await whyIn(held)).toBe("grant void: made by this incident");
  });

  it("hides no suggestion of a grant at another time", async () => {
    const [window] = (await list(held)).filter(({ kind, decision }) => kind === "window" && decision === null);
    await accept(held, window?.key, false);
    const grants = (await list(held)).filter((one) => one.kind === "grant");
    expect(grants.map(({ openedAt }) => openedAt)).toEqual([window?.kind === "window" ? window.openedAt : ""]);
  });

  it("is taken back only by those who see the incident, and that is recorded in it", async () => {
    await expect(withdrawClearance(outsider.ctx, voidId)).rejects.toMatchObject({ code: "not_found" });
    await withdrawClearance(held.user.ctx, voidId);
    const rows = await db().select().from(clearances).where(isNull(clearances.supersededAt));
    expect(rows.map(({ id }) => id)).not.toContain(voidId);
    expect(await sentences("void_grant_withdrawn")).toEqual(["Void grant of Held to Mallory taken back."]);
    expect(JSON.stringify(await db().select().from(auditEntries))).not.toContain(voidId);
  });

  it("names nobody by a key that was logged as a name, neither who opened nor who was let in", async () => {
    const key = `ghp_${"a1B2c3".repeat(6)}`;
    const by = { type: "IAMUser", userName: key, arn: ARN };
    const other = await anEvidenceBench();
    await other.bring(ndjson([{ ...policy(5), userIdentity: by }, read, { ...takenBack(9), userIdentity: by }]));
    const listed = await list(other);
    expect(listed.map(({ kind }) => kind)).toContain("window");
    expect(JSON.stringify(listed)).not.toContain(key);
  });
});
