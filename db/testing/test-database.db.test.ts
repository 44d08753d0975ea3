import { expect, test } from "vitest";
import { db, ownerSql, rawSql } from "@/db/client";
import { testDatabase } from "./test-database";

const database = testDatabase();

test("a test file gets a migrated database of its own", async () => {
  const [here] =
    await rawSql()`select current_database() as name, to_regclass('incident_events') is not null as migrated`;
  expect(here).toMatchObject({ name: new URL(database.url).pathname.slice(1), migrated: true });
});

test("the app connects as a role that is not the owner", async () => {
  const [app] = await rawSql()`select current_user as name`;
  const [owner] = await ownerSql()`select current_user as name`;
  expect(app?.name).toBe("firebreak_app");
  expect(owner?.name).not.toBe("firebreak_app");
  expect(await db().execute("select 1 as one")).toHaveLength(1);
});
