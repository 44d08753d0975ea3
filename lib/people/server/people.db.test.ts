import { beforeAll, describe, expect, test } from "vitest";
import { aUser, type TestUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { changeAsset } from "@/lib/assets/server/change-asset";
import { createAsset } from "@/lib/assets/server/create-asset";
import { listAssets } from "@/lib/assets/server/list-assets";
import { addAlias, removeAlias } from "./change-aliases";
import { importClearances } from "./import-clearances";
import { importPrincipals } from "./import-principals";
import { listClearances, withdrawClearance } from "./list-clearances";
import { listGroups, listPrincipals } from "./list-principals";

testDatabase();

let responder: TestUser;
let viewer: TestUser;
beforeAll(async () => {
  responder = await aUser("responder");
  viewer = await aUser("viewer");
});

const person = (name: string, ...aliases: string[]) => ({
  name,
  kind: "human" as const,
  aliases: aliases.map((value) => ({ value })),
});
const page = { limit: 50 };

describe("importing people", () => {
  test("adds aliases to those already known, and replaces the memberships of the groups it names", async () => {
    const groups = [
      { name: "eng", from: null, until: null },
      { name: "ops", from: null, until: null },
    ];
    await importPrincipals(responder.ctx, [{ ...person("Ann", "ann@x"), groups }]);
    const left = [{ name: "eng", from: null, until: "2026-03-11T14:00:00.000000Z" }];
    const result = await importPrincipals(responder.ctx, [{ ...person("Ann", "ann-key"), groups: left }]);
    expect(result).toEqual({ created: 0, updated: 1, unchanged: 0 });
    const { data } = await listPrincipals(viewer.ctx, { ...page, q: "ANN-K" });
    expect(data[0]?.aliases.map((alias) => alias.value)).toEqual(["ann-key", "ann@x"]);
    expect(data[0]?.groups).toEqual([...left, { name: "ops", from: null, until: null }]);
    expect((await listGroups(viewer.ctx)).data).toEqual([
      { name: "eng", members: 1 },
      { name: "ops", members: 1 },
    ]);
  });

  test("refuses an alias that would name two, and a name that stands on two lines", async () => {
    await expect(importPrincipals(responder.ctx, [person("B", "same"), person("C", "same")])).rejects.toThrow(
      /Line 2: "same" already names B/,
    );
    await expect(importPrincipals(responder.ctx, [person("D"), person("D")])).rejects.toThrow(
      /Line 2: "D" was already/,
    );
    expect((await listPrincipals(viewer.ctx, { ...page, q: "same" })).data).toEqual([]);
  });

  test("twice at the same moment makes nobody twice", async () => {
    const rows = Array.from({ length: 20 }, (_, i) => person(`twin ${i}`, `twin-${i}`));
    const results = await Promise.all([1, 2, 3].map(() => importPrincipals(responder.ctx, rows)));
    expect(results.reduce((n, result) => n + result.created, 0)).toBe(20);
  });

  test("is refused to somebody who may only read", async () => {
    await expect(importPrincipals(viewer.ctx, [person("E")])).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("an alias", () => {
  test("names one principal at a time, and can be taken back and given to another", async () => {
    await importPrincipals(responder.ctx, [person("Fay"), person("Gil")]);
    const [fay, gil] = (await listPrincipals(viewer.ctx, page)).data.filter(
      ({ name }) => name === "Fay" || name === "Gil",
    );
    if (!fay || !gil) throw new Error("both are there");
    const view = await addAlias(responder.ctx, fay.id, { system: "aws", value: "shared" });
    await expect(addAlias(responder.ctx, gil.id, { system: "aws", value: "shared" })).rejects.toMatchObject({
      code: "conflict",
    });
    await addAlias(responder.ctx, gil.id, { value: "shared" });
    await removeAlias(responder.ctx, fay.id, view.aliases[0]?.id ?? 0);
    expect((await addAlias(responder.ctx, gil.id, { system: "aws", value: "shared" })).aliases).toHaveLength(2);
  });
});

describe("a clearance", () => {
  test("that was taken back is no longer listed, and can be recorded again", async () => {
    const row = { principal: "Ann", classification: "secret" as const, standing: "valid" as const };
    expect(await importClearances(responder.ctx, [row, row])).toEqual({ created: 1, unchanged: 1 });
    const [clearance] = (await listClearances(viewer.ctx, page)).data;
    await withdrawClearance(responder.ctx, clearance?.id ?? "");
    expect((await listClearances(viewer.ctx, page)).data).toEqual([]);
    expect(await importClearances(responder.ctx, [row])).toEqual({ created: 1, unchanged: 0 });
  });
});

describe("an asset", () => {
  test("has a name of its own, also when it is changed", async () => {
    const input = { classification: "secret" as const, systems: [], patterns: [] };
    const one = await createAsset(responder.ctx, { name: "one", ...input });
    await createAsset(responder.ctx, { name: "two", ...input });
    await expect(createAsset(responder.ctx, { name: "one", ...input })).rejects.toMatchObject({ code: "conflict" });
    await expect(changeAsset(responder.ctx, one.id, { name: "two" })).rejects.toMatchObject({ code: "conflict" });
    expect(await changeAsset(responder.ctx, one.id, { owner: "data team" })).toMatchObject({
      name: "one",
      owner: "data team",
    });
    const first = await listAssets(viewer.ctx, { limit: 1 });
    const second = await listAssets(viewer.ctx, { limit: 1, cursor: first.nextCursor ?? undefined });
    expect([...first.data, ...second.data].map(({ name }) => name)).toEqual(["one", "two"]);
    expect(second.nextCursor).toBeNull();
  });
});
