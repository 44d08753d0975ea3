import { expect, test } from "vitest";
import { type AccessChange, pairChanges, stemOf } from "./pair-changes";
import { readPermissionChange } from "./permission-change";

const change = (id: string, minute: number, opens: boolean, more: Partial<AccessChange> = {}): AccessChange => ({
  id,
  at: `2026-03-11T15:${String(minute).padStart(2, "0")}:00.000000Z`,
  opens,
  action: opens ? "iam.amazonaws.com:PutGroupPolicy" : "iam.amazonaws.com:DeleteGroupPolicy",
  resource: "everyone",
  system: "aws-cloudtrail",
  ...more,
});
const ids = (changes: AccessChange[]) =>
  pairChanges(changes).map(({ opened, also, closed }) => [opened.id, also.map(({ id }) => id), closed?.id ?? null]);

test("a stretch goes from the first opening to the first later closing of the same thing, in any order of arrival", () => {
  expect(ids([change("c", 9, false), change("b", 5, true), change("a", 1, true), change("d", 20, true)])).toEqual([
    ["a", ["b"], "c"],
    ["d", [], null],
  ]);
});

test("a closing of something else on the same resource does not close what has a closing of its own", () => {
  const ofAnother = { action: "iam.amazonaws.com:RemoveUserFromGroup" };
  expect(ids([change("a", 1, true), change("b", 2, false, ofAnother), change("c", 3, false)])).toEqual([
    ["a", [], "c"],
  ]);
});

test("where nothing of its own kind closes it, any closing of the resource does; of another resource none", () => {
  const acl = { action: "s3.amazonaws.com:PutBucketAcl", resource: "bucket" };
  const policy = { action: "s3.amazonaws.com:DeleteBucketPolicy", resource: "bucket" };
  expect(ids([change("a", 1, true, acl), change("b", 2, false), change("c", 3, false, policy)])).toEqual([
    ["a", [], "c"],
  ]);
});

test("an action is the same thing whichever way it goes", () => {
  expect(stemOf("s3.amazonaws.com:PutBucketPolicy")).toBe(stemOf("s3.amazonaws.com:DeleteBucketPolicy"));
  expect(stemOf("add_member")).toBe(stemOf("remove_member"));
  expect(stemOf("iam:PutGroupPolicy")).not.toBe(stemOf("iam:RemoveUserFromGroup"));
});

test("a record says whom it let in and to what, also in a policy that is JSON in a string", () => {
  const policyDocument = JSON.stringify({ Statement: [{ Effect: "Allow", Resource: ["arn:aws:s3:::vault/*", "*"] }] });
  const group = JSON.stringify({ requestParameters: { groupName: "all-staff", policyDocument } });
  expect(readPermissionChange(group)).toEqual({
    audience: { kind: "group", group: "all-staff", names: [] },
    named: ["arn:aws:s3:::vault/*"],
    narrows: false,
  });
  const open = { bucketPolicy: { Statement: [{ Effect: "Allow", Principal: { AWS: "*" }, Resource: "arn:x" }] } };
  expect(readPermissionChange(JSON.stringify(open))).toMatchObject({ audience: { kind: "public" }, named: ["arn:x"] });
});

test("what is shared with everybody, with the organisation or made private is told apart", () => {
  const of = (record: object) => readPermissionChange(JSON.stringify(record));
  expect(of({ action: "repo.access", visibility: "public" }).audience?.kind).toBe("public");
  expect(of({ action: "repo.access", visibility: "private" })).toMatchObject({ audience: null, narrows: true });
  expect(of({ visibility: "people_within_domain_with_link" }).audience?.kind).toBe("organisation");
  expect(of({ bindingDeltas: [{ action: "REMOVE", member: "allUsers" }] }).narrows).toBe(true);
  expect(readPermissionChange("GRANT SELECT ON users TO PUBLIC").audience?.kind).toBe("public");
  expect(readPermissionChange("\u0000{not json").audience).toBeNull();
});

test("a policy that denies everybody lets nobody in", () => {
  const deny = { Statement: [{ Effect: "Deny", Principal: "*", Resource: "arn:x" }] };
  expect(readPermissionChange(JSON.stringify(deny))).toEqual({ audience: null, named: [], narrows: false });
});
