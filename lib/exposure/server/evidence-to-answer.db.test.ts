import { expect, test } from "vitest";
import { testDatabase } from "@/db/testing/test-database";
import { createAsset } from "@/lib/assets/server/create-asset";
import { anEvidenceBench, cloudTrail, ndjson } from "@/lib/evidence/server/testing";
import { importClearances } from "@/lib/people/server/import-clearances";
import { importPrincipals } from "@/lib/people/server/import-principals";
import { AccessesQuery } from "../inputs";
import { explainAccess } from "./explain-access";
import { exportAccesses } from "./export-accesses";
import { getExposure } from "./get-exposure";
import { listAccesses } from "./list-accesses";
import { openWindow } from "./open-window";

testDatabase();

/** One read a second from midnight, by user-0 … user-6 in turn, of file-0 … file-49 in turn. */
const SECONDS = 700;
const at = (second: number) => new Date(Date.UTC(2026, 2, 11) + second * 1000).toISOString().replace("Z", "000Z");
const OPENED = 100;
const CLOSED = 600;
const CLEARED_UNTIL = 300;
const inWindow = (second: number) => second >= OPENED && second < CLOSED;
const seconds = Array.from({ length: SECONDS }, (_, second) => second);

const keyOf = (second: number) => {
  const userName = `user-${second % 7}`;
  return {
    userIdentity: { type: "IAMUser", userName, arn: `arn:aws:iam::1:user/${userName}`, accessKeyId: "AKIAEXAMPLE" },
  };
};

test("two overlapping logs, people, clearances and a window give who read what, when, and how sure that is", async () => {
  const { bring, incident, user } = await anEvidenceBench();
  const { ctx } = user;
  const asset = await createAsset(ctx, {
    name: "vault",
    classification: "restricted",
    systems: ["aws"],
    patterns: [{ resource: "arn:aws:s3:::vault/*" }],
  });
  const alias = (n: number) => [{ value: `user-${n}` }];
  await importPrincipals(
    ctx,
    [0, 1, 2, 3].map((n) => ({ name: `User ${n}`, kind: "human" as const, aliases: alias(n) })),
  );
  await importClearances(ctx, [
    { principal: "User 0", asset: "vault", standing: "valid" },
    { principal: "User 1", classification: "restricted", until: at(CLEARED_UNTIL), standing: "valid" },
    { principal: "User 2", asset: "vault", standing: "void" },
  ]);
  await openWindow(ctx, incident.ref, {
    asset: asset.id,
    audience: { kind: "organisation" },
    openedAt: at(OPENED),
    closedAt: at(CLOSED),
  });
  await explainAccess(ctx, incident.ref, {
    asset: asset.id,
    actor: "user-6",
    reason: "backup job",
    agreedBy: "Owner of the vault",
  });
  const records = seconds.map((second) => cloudTrail(second, keyOf(second)));
  const covers = (from: number, until: number) => ({ system: "aws", coverageFrom: at(from), coverageUntil: at(until) });
  await bring(ndjson(records.slice(0, 400)), { filename: "a.json", ...covers(0, 400) });
  await bring(ndjson(records.slice(350)), { filename: "b.json", ...covers(350, 580) });

  const answer = await getExposure(ctx, incident.ref, {});
  const [vault] = answer.assets;
  const byUser = (n: number, more: (second: number) => boolean = () => true) =>
    seconds.filter((second) => second % 7 === n && inWindow(second) && more(second)).length;
  const before = (second: number) => second < CLEARED_UNTIL;
  const unauthorised = byUser(1, (second) => !before(second)) + byUser(2) + byUser(3) + byUser(4) + byUser(5);
  expect(vault?.counts.accesses).toEqual({ certain: CLOSED - OPENED, possible: 0 });
  expect(vault?.counts.unauthorised).toEqual({ certain: unauthorised, possible: 0 });
  expect(vault?.coverageGaps).toEqual([{ from: at(580), until: at(600), systems: ["aws"] }]);
  expect(vault?.coveredShare).toBeCloseTo(0.96, 10);
  expect([vault?.accessed.verdict, vault?.exfiltrated.verdict]).toEqual(["yes", "unknown"]);
  const row = (name: string) => vault?.principals.find((one) => one.name === name);
  expect(row("User 1")?.accesses).toMatchObject({
    cleared: byUser(1, before),
    uncleared: byUser(1, (second) => !before(second)),
  });
  expect(row("User 2")?.why).toBe("grant void: made by this incident");
  expect(row("user-5")).toMatchObject({ resolved: false, accesses: { unresolved: byUser(5) } });
  expect(row("user-6")?.accesses.explained).toBe(byUser(6));
  const outside = seconds.filter((second) => !inWindow(second) && [1, 2, 3, 4, 5].includes(second % 7));
  const unexplained = outside.filter((second) => second % 7 !== 1 || !before(second)).length;
  expect(answer.unexplained).toBe(unexplained);
  const page = await listAccesses(
    ctx,
    incident.ref,
    AccessesQuery.parse({ principal: row("User 3")?.principal, limit: 1000 }),
  );
  expect(page.data.map((access) => access.occurredAt)).toEqual(
    seconds.filter((second) => second % 7 === 3 && inWindow(second)).map(at),
  );
  expect(page.data[0]).toMatchObject({
    sourceIp: "192.0.2.7",
    class: "uncleared",
    certainty: "certain",
    verb: "read",
    session: "AKIAEXAMPLE",
  });
  const csv = await (await exportAccesses(ctx, incident.ref, AccessesQuery.parse({}))).text();
  const [head, first] = csv.split("\n").map((line) => line.split(","));
  expect(first?.[head?.indexOf("session") ?? -1]).toBe("AKIAEXAMPLE");
});
