import { expect, it } from "vitest";
import { cloudTrailVerb } from "./aws-cloudtrail/verbs";
import { storageVerb } from "./azure-activity/verbs";
import { gcpVerb } from "./gcp-audit/verbs";

const LOOKING = ["read", "list"];

it.each([
  "GetBucketAcl",
  "GetBucketLogging",
  "GetBucketPublicAccessBlock",
  "GetAccountPublicAccessBlock",
  "HeadBucket",
])("CloudTrail's %s looks at settings and changes none", (eventName) => {
  for (const readOnly of [true, "true", undefined])
    expect(LOOKING).toContain(cloudTrailVerb({ eventSource: "s3.amazonaws.com", eventName, readOnly }));
});

it.each(["iam", "s3", "ec2", "organizations", "made-up"])("no read-only call of %s is administration", (service) => {
  for (const name of ["GetAccountSummary", "ListThings", "DescribeThings", "SimulateThings", "CheckThings"])
    expect(LOOKING).toContain(
      cloudTrailVerb({ eventSource: `${service}.amazonaws.com`, eventName: name, readOnly: true }),
    );
});

it("a change of a bucket's settings is one still", () => {
  for (const readOnly of [false, undefined])
    expect(cloudTrailVerb({ eventSource: "s3.amazonaws.com", eventName: "PutBucketLogging", readOnly })).toBe("admin");
});

it.each(["storage.buckets.get", "storage.getIamPermissions", "google.iam.admin.v1.GetIAMPolicy"])(
  "Google Cloud's %s looks at settings and changes none",
  (method) => {
    expect(LOOKING).toContain(gcpVerb({ serviceName: "storage.googleapis.com" }, method, false));
  },
);

it.each(["GetBlobServiceProperties", "GetContainerACL", "GetContainerProperties", "ListContainers"])(
  "Azure storage's %s looks at settings and changes none",
  (operation) => expect(LOOKING).toContain(storageVerb(operation)),
);
