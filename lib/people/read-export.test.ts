import { describe, expect, test } from "vitest";
import { type ImportChoice, type ImportKind, readImport } from "./read-import";

const read = (value: unknown, kind: ImportKind, choice: ImportChoice = {}) =>
  readImport(JSON.stringify(value, null, 2), kind, choice);
const valuesOf = async (value: unknown, kind: ImportKind, choice: ImportChoice) =>
  (await read(value, kind, choice)).items.map((item) => item.value);
const SINCE = "2026-01-01T00:00:00Z";

const USERS = {
  schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
  totalResults: 2,
  Resources: [
    { id: "u1", userName: "ann@x.example", displayName: "Ann", emails: [{ value: "ann@x.example" }, { value: "a@x" }] },
    { id: "u2", userName: "bo@x.example", name: { givenName: "Bo", familyName: "Berg" }, active: false },
  ],
};
const GROUPS = {
  schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
  Resources: [
    { id: "g1", displayName: "ops", members: [{ value: "u2" }, { value: "u9", display: "Cy" }, { value: "u8" }] },
  ],
};

describe("SCIM", () => {
  test("users and groups in one file are people with their memberships, once somebody says since when", async () => {
    const before = await read([USERS, GROUPS], "principals");
    expect(before).toMatchObject({ items: [], asks: { shape: "SCIM users and groups", since: true, settled: false } });
    expect(await valuesOf([USERS, GROUPS], "principals", { since: SINCE })).toEqual([
      {
        name: "Ann",
        kind: "human",
        aliases: [{ value: "ann@x.example" }, { value: "a@x" }, { value: "u1" }],
        groups: [],
        matchAliases: true,
      },
      {
        name: "Bo Berg",
        kind: "human",
        aliases: [{ value: "bo@x.example" }, { value: "u2" }],
        groups: [{ name: "ops", from: SINCE }],
        matchAliases: true,
      },
      {
        name: "Cy",
        kind: "human",
        aliases: [{ value: "u9" }],
        groups: [{ name: "ops", from: SINCE }],
        matchAliases: true,
      },
    ]);
    expect(before.notes.join(" ")).toMatch(/1 member is not taken.*1 of the users are not active/);
  });

  test("two of one name are told apart by their user names, and users without groups ask nothing", async () => {
    const twins = ["x", "y"].map((id) => ({ id, userName: `${id}@x`, displayName: "Twin" }));
    const values = await valuesOf({ Resources: twins }, "principals", {});
    expect(values.map(({ name }) => name)).toEqual(["x@x", "y@x"]);
  });
});

describe("grants of a cloud", () => {
  const all = { since: SINCE, asset: "Vault" };

  test("are clearances on the asset that somebody names, since when somebody says, and ask for both", async () => {
    const policy = { bindings: [{ role: "roles/storage.objectViewer", members: ["user:ann@x", "group:ops@x"] }] };
    const asked = await read(policy, "clearances");
    expect(asked).toMatchObject({ items: [], asks: { settled: false, grants: [{ count: 2, resource: "" }] } });
    expect((await read(policy, "clearances", { asset: "Vault" })).items).toEqual([]);
    expect(await valuesOf(policy, "clearances", all)).toEqual([
      { principal: "ann@x", asset: "Vault", from: SINCE },
      { group: "ops@x", asset: "Vault", from: SINCE },
    ]);
    expect(await valuesOf(policy, "clearances", { ...all, since: "always" })).toMatchObject([{ asset: "Vault" }, {}]);
  });

  test("never take what lets everybody in, denies, or holds only under a condition; each is said", async () => {
    const bucket = {
      Policy: JSON.stringify({
        Statement: [
          { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::open/*" },
          {
            Effect: "Deny",
            Principal: { AWS: "arn:aws:iam::1:user/bad" },
            Action: "s3:*",
            Resource: "arn:aws:s3:::open/*",
          },
          {
            Effect: "Allow",
            Principal: { AWS: "arn:aws:iam::1:user/vpn" },
            Condition: { IpAddress: {} },
            Action: "s3:GetObject",
            Resource: "arn:aws:s3:::open/*",
          },
          {
            Effect: "Allow",
            Principal: { AWS: "arn:aws:iam::1:user/ann" },
            Action: "s3:GetObject",
            Resource: "arn:aws:s3:::open/*",
          },
        ],
      }),
    };
    expect(await valuesOf(bucket, "clearances", all)).toEqual([
      { principal: "arn:aws:iam::1:user/ann", asset: "Vault", from: SINCE },
    ]);
    const { notes } = await read(bucket, "clearances");
    expect(notes.join(" ")).toMatch(/everybody in.*condition.*denies/);
    const gcp = {
      bindings: [
        { role: "r", members: ["allUsers", "domain:x.example", "user:ann@x"] },
        { role: "r", members: ["user:night@x"], condition: { expression: "true" } },
      ],
    };
    expect(await valuesOf(gcp, "clearances", all)).toEqual([{ principal: "ann@x", asset: "Vault", from: SINCE }]);
  });

  test("can be taken in part: only the roles and resources that are on the asset", async () => {
    const row = (name: string, scope: string, type = "User") => ({
      ...{ principalName: name, principalType: type, principalId: `id-${name}`, roleDefinitionName: "Reader", scope },
    });
    const file = [
      row("ann@x", "/a"),
      row("bo@x", "/b"),
      row("ops", "/a", "Group"),
      { ...row("", "/a"), principalName: null },
    ];
    const { asks, notes } = await read(file, "clearances");
    expect(asks?.grants.map(({ key, count }) => [key, count])).toEqual([
      ["Reader /a", 2],
      ["Reader /b", 1],
    ]);
    expect(notes.join()).toContain("1 assignment is not taken");
    expect(await valuesOf(file, "clearances", { ...all, grants: ["Reader /a"] })).toEqual([
      { principal: "ann@x", asset: "Vault", from: SINCE },
      { group: "ops", asset: "Vault", from: SINCE },
    ]);
    const people = await read(file, "principals");
    expect(people.items.map(({ value }) => [value.name, value.kind])).toEqual([
      ["ann@x", "human"],
      ["bo@x", "human"],
    ]);
  });

  test("of AWS accounts and GitHub name people by the words that their logs use", async () => {
    const aws = {
      UserDetailList: [
        {
          ...{ UserName: "ann", Arn: "arn:aws:iam::1:user/ann", GroupList: ["ops"] },
          UserPolicyList: [
            {
              PolicyDocument: encodeURIComponent(
                JSON.stringify({
                  Statement: { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::vault/*" },
                }),
              ),
            },
          ],
        },
      ],
      GroupDetailList: [],
      RoleDetailList: [{ RoleName: "deploy" }],
    };
    expect(await valuesOf(aws, "principals", { since: "always", kind: "service" })).toEqual([
      {
        ...{ name: "ann", kind: "service", groups: [{ name: "ops" }], matchAliases: true },
        aliases: [{ value: "arn:aws:iam::1:user/ann" }, { system: "aws-cloudtrail", value: "ann" }],
      },
    ]);
    expect(await valuesOf(aws, "clearances", all)).toEqual([{ principal: "ann", asset: "Vault", from: SINCE }]);
    const github = [
      { login: "ann", id: 1, type: "User", permissions: { admin: false, push: true, pull: true } },
      { login: "ci[bot]", id: 2, type: "Bot", role_name: "write" },
    ];
    const people = await read(github, "principals");
    expect(people.kindForAll).toBe("human");
    expect(people.items.map(({ value }) => value.aliases)).toEqual([
      [{ system: "github", value: "ann" }],
      [{ system: "github", value: "ci[bot]" }],
    ]);
    expect((await read(github, "clearances")).asks?.grants.map(({ role }) => role)).toEqual(["push", "write"]);
    const teams = await valuesOf([{ slug: "core", name: "Core", permission: "admin" }], "clearances", all);
    expect(teams).toEqual([{ group: "core", asset: "Vault", from: SINCE }]);
  });

  test("JSON that is none of these is read as before, or refused with a sentence", async () => {
    expect((await read([{ name: "Ann", kind: "human" }], "principals")).items).toHaveLength(1);
    expect((await read({ bindings: [] }, "clearances")).errors[0]?.message).toContain("grants nobody anything");
    expect((await read([1, 2], "principals")).errors).toHaveLength(2);
  });
});
