import { expect, it } from "vitest";
import { unwrapEnvelopes } from "@/lib/evidence/formats/envelopes";
import { eventOf, NO_ANSWERS, readFixture } from "@/lib/evidence/formats/testing";
import { gcpAudit } from "./format";

const read = async (name: string) => (await readFixture(new URL(`fixtures/${name}`, import.meta.url))).records;
const panther = await read("panther.ndjson");
const entries = await read("log-entries.jsonl");
const exports = await read("exports.ndjson");
const madeUp = await read("made-up.ndjson");
const event = (record: unknown) => eventOf(gcpAudit, unwrapEnvelopes(record)[0]);

it("reads a call with its operation, and what each permission was asked for", () => {
  expect(event(entries[0])).toMatchObject({
    occurredAt: "2021-10-19T02:57:39.354769Z",
    timeBasis: { field: "timestamp", zone: "stated" },
    actor: "fakeemailxyz@gmail.com",
    actorKind: "unknown",
    onBehalfOf: null,
    action: "compute.googleapis.com:beta.compute.networks.insert",
    verb: "admin",
    resources: [{ id: "projects/fake-project/global/networks/test", type: "gce_network" }],
    outcome: "success",
    sourceIp: "1.1.1.1",
    session: null,
    trace: "operation-1634612259304-5ceabd30fb515-0c5c5a7d-0ac8bbff",
    eventId: "-jp4orodaqma",
  });
});

it("says human only where the subject's type says so", () => {
  expect(event(entries[1])).toMatchObject({
    actor: "fakeemailxyz@gmail.com",
    actorLabel: "user:fakeemailxyz@gmail.com",
    actorKind: "human",
    resources: [{ id: "projects/fake-project", type: "project" }],
  });
});

it("takes the origin of a delegation for the one acted for", () => {
  expect(event(entries[3])).toMatchObject({
    actor: "fake-account@fake-project.com",
    onBehalfOf: "service-account-one@fake-project.com",
  });
  expect(event(entries[4])).toMatchObject({
    actor: "dvwa-service-account@ketchup.iam.gserviceaccount.com",
    actorKind: "service",
    onBehalfOf: "service-1234567890@compute-system.iam.gserviceaccount.com",
    outcome: "denied",
    sourceIp: "34.72.217.225",
  });
});

it("passes over entries of other logs", () => {
  expect(gcpAudit.normalise(entries[2], NO_ANSWERS)[0]?.kind).toBe("skip");
});

it("finds the object that a service perimeter protected, and its bucket", () => {
  expect(event(panther[0])).toMatchObject({
    verb: "read",
    outcome: "denied",
    resources: [
      { id: "projects/197946410614", type: "project" },
      { id: "projects/_/buckets/test-restricted-bucket/objects/test1.txt", type: "gcs_object" },
      { id: "projects/_/buckets/test-restricted-bucket", type: "gcs_bucket", name: "test-restricted-bucket" },
    ],
  });
});

it("reads what a query read, and how many rows came out, but not its hidden result table", () => {
  expect(event(panther[1])).toMatchObject({
    occurredAt: "2023-03-28T17:37:02.096000Z",
    timeBasis: { zone: "contract" },
    verb: "read",
    records: 43_683_701,
    resources: [
      { id: "projects/gcp-project1/jobs/abcdefg_hijklmnop_1234567abcd", type: "bigquery_project" },
      { id: "projects/gcp-project1", type: "project" },
      { id: "projects/bigquery-public-data/datasets/google_trends/tables/top_terms", type: "bigquery_table" },
    ],
  });
  expect(event(panther[3])).toMatchObject({ verb: "delete", outcome: "success" });
  expect(event(panther[15])).toMatchObject({ verb: "execute", outcome: "failure" });
  expect(event(madeUp[1])).toMatchObject({
    verb: "read",
    resources: [{ id: "projects/northwind/datasets/crm/tables/customers", type: "bigquery_dataset" }],
  });
});

it("keeps reading, deleting and being refused apart for objects", () => {
  expect(event(panther[4])).toMatchObject({ verb: "delete", outcome: "success", actor: "denethor@lotr.com" });
  expect(event(panther[5])).toMatchObject({ verb: "delete", outcome: "denied" });
  expect(event(panther[6])).toMatchObject({
    verb: "read",
    resources: [
      { id: "projects/_/buckets/source-bucket/objects/sensitive.txt", type: "gcs_object" },
      { id: "projects/_/buckets/source-bucket", type: "gcs_bucket" },
    ],
  });
});

it("tells a grant from a revocation by what changed, and names role and member", () => {
  expect(event(panther[7])).toMatchObject({
    verb: "grant",
    resources: [
      { id: "projects/western-verve-123456" },
      { id: "roles/viewer", type: "iam_role" },
      { id: "user:username@gmail.com", type: "iam_member" },
    ],
  });
  expect(event(panther[8])).toMatchObject({
    actorKind: "service",
    session:
      "//iam.googleapis.com/projects/platform/serviceAccounts/terraform@platform.iam.gserviceaccount.com/keys/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
    verb: "grant",
  });
  expect(event(panther[9])).toMatchObject({ verb: "revoke", sourceIp: "38.38.38.38" });
  expect(event(panther[16])).toMatchObject({
    verb: "grant",
    resources: [
      { id: "organizations/123/groupSettings" },
      { id: "test-user@example.com", type: "user" },
      { id: "admins@example.com", type: "group" },
    ],
  });
});

it("reads credentials that were made, sessions that were opened, and requests to a cluster", () => {
  expect(event(panther[10])).toMatchObject({ action: "iamcredentials.googleapis.com:SignJwt", verb: "execute" });
  expect(event(panther[11])).toMatchObject({
    actor: "example_principal_subject",
    actorKind: "unknown",
    onBehalfOf: null,
    verb: "login",
    sourceIp: null,
    sourceIpRaw: "gce-internal-ip",
  });
  expect(event(panther[2])).toMatchObject({ action: "iap.googleapis.com:AuthorizeUser", verb: "login" });
  expect(event(panther[17])).toMatchObject({
    verb: "write",
    resources: [{ id: "core/v1/namespaces/default/pods/test-privileged-pod", type: "k8s_cluster" }],
  });
  expect(event(panther[18])).toMatchObject({
    actor: "system:serviceaccount:kube-system:deployment-controller",
    actorKind: "service",
  });
});

it("invents neither an actor nor an address", () => {
  expect(event(panther[14])).toMatchObject({
    actor: null,
    actorKind: "unknown",
    sourceIp: null,
    sourceIpRaw: "private",
  });
});

it("reads the same event from every export", () => {
  const expected = {
    actor: "agent@northwind.iam.gserviceaccount.com",
    actorKind: "service",
    onBehalfOf: "principal://iam.googleapis.com/locations/global/workforcePools/staff/subject/kim@northwind.example",
    verb: "read",
    outcome: "success",
    occurredAt: "2026-03-11T14:05:00.123456Z",
    resources: [
      {
        id: "projects/123456/secrets/db-password/versions/3",
        type: "secretmanager.googleapis.com/SecretVersion",
        name: null,
      },
    ],
    eventId: "a1b2c3",
    identity: "a1b2c3|2026-03-11T14:05:00.123456Z|projects/northwind/logs/cloudaudit.googleapis.com%2Fdata_access",
  };
  for (const one of exports) expect(event(one)).toMatchObject(expected);
});

it("knows an agent by the identity that Google gives to agents", () => {
  expect(event(madeUp[0])).toMatchObject({ actorKind: "agent", verb: "invoke", sourceIp: "2600:1900::1" });
});
