import { describe, expect, test } from "vitest";
import { readPermissionChange } from "./permission-change";

const letIn = (record: unknown) => {
  const { audience } = readPermissionChange(typeof record === "string" ? record : JSON.stringify(record));
  return audience && [audience.kind, audience.group ?? audience.names.join(" ")];
};

describe("whom a permission change let in is read from the record of", () => {
  test.each<[string, unknown, [string, string] | null]>([
    [
      "a bucket policy for one user",
      {
        requestParameters: {
          bucketPolicy: {
            Statement: [
              {
                Effect: "Allow",
                Principal: { AWS: ["arn:aws:iam::1:user/ann", "arn:aws:iam::1:root"] },
                Resource: "arn:x",
              },
            ],
          },
        },
      },
      ["listed", "arn:aws:iam::1:user/ann"],
    ],
    [
      "a bucket ACL for all users",
      { AccessControlPolicy: { Grant: [{ Grantee: { URI: "http://acs.amazonaws.com/groups/global/AllUsers" } }] } },
      ["public", ""],
    ],
    [
      "a bucket ACL for one e-mail",
      { AccessControlPolicy: { Grant: [{ Grantee: { EmailAddress: "ann@x" } }] } },
      ["listed", "ann@x"],
    ],
    [
      "a policy attached to a group",
      { eventName: "AttachGroupPolicy", requestParameters: { groupName: "ops" } },
      ["group", "ops"],
    ],
    [
      "a policy attached to a user",
      { eventName: "AttachUserPolicy", requestParameters: { userName: "ann" } },
      ["listed", "ann"],
    ],
    [
      "a user put into a group, who is let in and not the group",
      { eventName: "AddUserToGroup", requestParameters: { userName: "ann", groupName: "ops" } },
      ["listed", "ann"],
    ],
    [
      "a Google Cloud binding that was added",
      { bindingDeltas: [{ action: "ADD", role: "r", member: "user:ann@x" }] },
      ["listed", "ann@x"],
    ],
    [
      "a Google Cloud binding for a group",
      { bindingDeltas: [{ action: "ADD", role: "r", member: "group:ops@x" }] },
      ["group", "ops@x"],
    ],
    [
      "a Google Cloud binding for everybody",
      { bindingDeltas: [{ action: "ADD", role: "r", member: "allUsers" }] },
      ["public", ""],
    ],
    [
      "a file shared in SharePoint",
      { Operation: "SharingSet", TargetUserOrGroupName: "ann@x", TargetUserOrGroupType: "Member" },
      ["listed", "ann@x"],
    ],
    [
      "a site shared with a group",
      { Operation: "AddedToGroup", TargetUserOrGroupName: "Finance", TargetUserOrGroupType: "SecurityGroup" },
      ["group", "Finance"],
    ],
    ["an anonymous link", { Operation: "AnonymousLinkCreated" }, ["public", ""]],
    [
      "Entra's member added to a group",
      {
        activityDisplayName: "Add member to group",
        targetResources: [
          { type: "User", userPrincipalName: "ann@x" },
          { type: "Group", displayName: "ops" },
        ],
      },
      ["listed", "ann@x"],
    ],
    [
      "Okta's member added to a group",
      {
        eventType: "group.user_membership.add",
        target: [
          { type: "User", alternateId: "ann@x" },
          { type: "UserGroup", displayName: "ops" },
        ],
      },
      ["listed", "ann@x"],
    ],
    [
      "a Workspace document shared with one",
      {
        parameters: [
          { name: "target_user", value: "ann@x" },
          { name: "visibility", value: "private" },
        ],
      },
      ["listed", "ann@x"],
    ],
    [
      "a Workspace document for everybody inside",
      { parameters: [{ name: "visibility", value: "people_within_domain_with_link" }] },
      ["organisation", ""],
    ],
    ["a repository made public", { action: "repo.access", visibility: "public" }, ["public", ""]],
    ["a GitHub collaborator", { action: "repo.add_member", user: "ann", actor: "bo" }, ["listed", "ann"]],
    ["a team given a repository", { action: "team.add_repository", team: "org/core" }, ["group", "org/core"]],
    [
      "a Kubernetes binding",
      { requestObject: { subjects: [{ kind: "ServiceAccount", name: "ci", namespace: "ops" }] } },
      ["listed", "system:serviceaccount:ops:ci"],
    ],
    [
      "a database grant to a role",
      "AUDIT: SESSION,1,1,ROLE,GRANT,,,GRANT SELECT ON public.users TO analyst",
      ["listed", "analyst"],
    ],
    ["a database grant to everybody", "GRANT SELECT ON users TO PUBLIC", ["public", ""]],
    ["what nobody is named in", { eventName: "PutBucketPolicy" }, null],
  ])("%s", (_, record, expected) => {
    expect(letIn(record)).toEqual(expected);
  });

  test("a database grant says on which table", () => {
    expect(readPermissionChange('GRANT SELECT ON TABLE "hr"."pay" TO analyst').named).toEqual(["hr.pay"]);
  });

  test("whoever a binding was taken from is not let in, and hostile depth ends", () => {
    expect(letIn({ bindingDeltas: [{ action: "REMOVE", member: "user:ann@x" }] })).toBeNull();
    const deep = `${'{"a":'.repeat(5000)}{"userName":"ann"}${"}".repeat(5000)}`;
    expect(letIn(deep)).toBeNull();
  });
});
