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
    expect(result).toEqual({ created: 0, updated: 1, gone: 0, unchanged: 0 });
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

  test("lists them by name with numbers by their size, page by page without a gap", async () => {
    const names = ["Eng 1", "Eng 2", "Eng 10", "Eng 10 b", "Eng 11", "Eng 20260311142233"];
    await importPrincipals(
      responder.ctx,
      [...names].reverse().map((name) => person(name)),
    );
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const got = await listPrincipals(viewer.ctx, { limit: 2, q: "Eng ", ...(cursor ? { cursor } : {}) });
      seen.push(...got.data.map((one) => one.name));
      cursor = got.nextCursor ?? undefined;
    } while (cursor);
    expect(seen.filter((name) => name !== names.at(-1))).toEqual(names.slice(0, -1));
    expect(seen.length).toBe(names.length);
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
    expect(await importClearances(responder.ctx, [row, row])).toMatchObject({ created: 1, unchanged: 1 });
    const [clearance] = (await listClearances(viewer.ctx, page)).data;
    await withdrawClearance(responder.ctx, clearance?.id ?? "");
    expect((await listClearances(viewer.ctx, page)).data).toEqual([]);
    expect(await importClearances(responder.ctx, [row])).toMatchObject({ created: 1, unchanged: 0 });
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

test("clearances are listed with those recorded last first, page by page without a gap", async () => {
  const at = (minute: number) => ({ ...responder.ctx, now: () => `2026-05-01T10:0${minute}:00.000000Z` });
  for (const minute of [1, 3, 2]) {
    const rows = ["a", "b"].map((name) => ({
      group: `ordered ${minute}${name}`,
      classification: "internal" as const,
      standing: "valid" as const,
    }));
    await importClearances(at(minute), rows);
  }
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const got = await listClearances(viewer.ctx, { limit: 1, ...(cursor ? { cursor } : {}) });
    seen.push(...got.data.flatMap(({ group }) => (group?.startsWith("ordered") ? [group] : [])));
    cursor = got.nextCursor ?? undefined;
  } while (cursor);
  expect(seen.map((group) => group.at(-2))).toEqual(["3", "3", "2", "2", "1", "1"]);
  expect(new Set(seen).size).toBe(6);
  const forged = Buffer.from('["soon","x"]').toString("base64url");
  await expect(listClearances(viewer.ctx, { limit: 1, cursor: forged })).rejects.toMatchObject({ code: "invalid" });
});
