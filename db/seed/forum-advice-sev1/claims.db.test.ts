import { beforeAll, expect, it } from "vitest";
import { acting, type DemoUsers, makeDemoUsers } from "@/db/seed/demo-people";
import { testDatabase } from "@/db/testing/test-database";
import { listClaims } from "@/lib/claims/server/list-claims";
import type { ClaimView } from "@/lib/claims/views";
import { concludeForumAdvice, tellForumAdvice } from "./story";
import { TIMES } from "./times";
import { TRUTH } from "./truth";

testDatabase();

let data: ClaimView[];

beforeAll(async () => {
  const users: DemoUsers = await makeDemoUsers(TIMES.declared);
  const story = await tellForumAdvice(users);
  await concludeForumAdvice(users, story);
  ({ data } = await listClaims(acting(users.viewer, TIMES.dayEnds), story.ref));
}, 300_000);

const claim = (words: string) => {
  const found = data.find((one) => one.words.includes(words));
  if (!found) throw new Error(`nobody said ${words}`);
  return found;
};

it("“no user data was mishandled” could not be told when it was said, and is contradicted by the logs now", () => {
  const { asKnownThen, asKnownNow, standingBy } = claim("mishandled");
  expect(asKnownThen?.standing).toBe("unverified");
  expect(asKnownNow.standing).toBe("contradicted");
  expect(standingBy).toBe("evidence");
  const unauthorised = TRUTH.assets.reduce((n, asset) => n + asset.unauthorised, 0);
  expect(asKnownNow.basis).toEqual([
    { kind: "unauthorised", id: "", says: `${unauthorised} accesses without clearance` },
  ]);
});

it("a time from memory is contradicted by the window, and “almost two hours” holds", () => {
  expect(claim("15:16")).toMatchObject({ standing: "contradicted" });
  expect(claim("15:16").asKnownNow.reason).toContain("15:06:20");
  expect(claim("almost two hours")).toMatchObject({ standing: "supported", asKnownThen: { standing: "supported" } });
});

it("as many people as the logs name stays unverified, because of six minutes without logs", () => {
  const { asKnownNow } = claim("23 people");
  expect(asKnownNow).toMatchObject({ standing: "unverified" });
  expect(asKnownNow.reason).toContain(`at least ${TRUTH.readers.length} people`);
});

it("who shared the data, and which level it was, contradict each other and are decided by people", () => {
  expect(claim("The AI shared")).toMatchObject({ standing: "contradicted", standingBy: "person" });
  expect(claim("A person applied")).toMatchObject({ standing: "supported", standingBy: "person" });
  expect(claim("The AI shared").conflicts.map(({ ref }) => ref)).toContain(claim("A person applied").ref);
  expect(claim("highest severity")).toMatchObject({ standing: "supported", standingBy: "evidence" });
  expect(claim("second-highest")).toMatchObject({ standing: "reconciled", asKnownNow: { standing: "contradicted" } });
});
