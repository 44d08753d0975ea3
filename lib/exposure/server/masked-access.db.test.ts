import { expect, test } from "vitest";
import { aUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { createAsset } from "@/lib/assets/server/create-asset";
import { anEvidenceBench, cloudTrail, ndjson } from "@/lib/evidence/server/testing";
import { AccessesQuery } from "../inputs";
import { exportAccesses } from "./export-accesses";
import { listAccesses } from "./list-accesses";
import { openWindow } from "./open-window";

testDatabase();

const TOKEN = `ghp_${"aB3".repeat(12)}`;

test("accesses hold no secret of a log's names: in the CSV for nobody, in the list for those who may not see raw bytes", async () => {
  const { bring, user, incident } = await anEvidenceBench();
  await bring(ndjson([cloudTrail(1, { requestParameters: { bucketName: "vault", key: `backup-${TOKEN}.txt` } })]));
  const patterns = [{ resource: "arn:aws:s3:::vault/*" }];
  const asset = await createAsset(user.ctx, {
    name: "The vault",
    classification: "confidential",
    systems: ["aws-cloudtrail"],
    patterns,
  });
  await openWindow(user.ctx, incident.ref, {
    asset: asset.id,
    audience: { kind: "public" },
    openedAt: "2026-03-10T00:00:00.000000Z",
  });
  const seenBy = async (role: "viewer" | "responder") => {
    const { ctx } = await aUser(role);
    const page = await listAccesses(ctx, incident.ref, AccessesQuery.parse({}));
    expect(page.data).toHaveLength(1);
    return page.data[0]?.resources[0];
  };
  expect(await seenBy("responder")).toContain(TOKEN);
  expect(await seenBy("viewer")).toBe("arn:aws:s3:::vault/backup-[masked, 40 characters].txt");
  const csv = await (await exportAccesses(user.ctx, incident.ref, AccessesQuery.parse({}))).text();
  expect(csv).not.toContain(TOKEN);
  expect(csv).toContain("vault/backup-[masked, 40 characters].txt");
});
