import { at, distinctResources, firstText, type JsonObject, list, own, text } from "@/lib/evidence/formats/fields";
import type { Resource } from "@/lib/evidence/model";
import { serviceOf } from "./verbs";

/** Request parameters that name what a call touched, and what kind of thing that is. */
const PARAMETERS: readonly (readonly [path: string, type: string])[] = [
  ["roleArn", "AWS::IAM::Role"],
  ["roleName", "AWS::IAM::Role"],
  ["groupName", "AWS::IAM::Group"],
  ["userName", "AWS::IAM::User"],
  ["policyArn", "AWS::IAM::Policy"],
  ["secretId", "AWS::SecretsManager::Secret"],
  ["keyId", "AWS::KMS::Key"],
  ["functionName", "AWS::Lambda::Function"],
  ["instanceId", "AWS::EC2::Instance"],
  ["snapshotId", "AWS::EC2::Snapshot"],
  ["imageId", "AWS::EC2::Image"],
  ["volumeId", "AWS::EC2::Volume"],
  ["groupId", "AWS::EC2::SecurityGroup"],
  ["dBInstanceIdentifier", "AWS::RDS::DBInstance"],
  ["dBClusterIdentifier", "AWS::RDS::DBCluster"],
  ["dBSnapshotIdentifier", "AWS::RDS::DBSnapshot"],
  ["dBClusterSnapshotIdentifier", "AWS::RDS::DBClusterSnapshot"],
  ["sourceArn", "arn"],
  ["queueUrl", "AWS::SQS::Queue"],
  ["topicArn", "AWS::SNS::Topic"],
  ["streamName", "AWS::Kinesis::Stream"],
  ["repositoryName", "AWS::ECR::Repository"],
  ["modelId", "AWS::Bedrock::Model"],
  ["agentId", "AWS::Bedrock::Agent"],
  ["workGroup", "AWS::Athena::WorkGroup"],
  ["logGroupName", "AWS::Logs::LogGroup"],
  ["resourceArn", "arn"],
  ["resource", "arn"],
];

export const PARAMETER_NAMES = PARAMETERS.map(([name]) => name);

/** What an event touched: the ARNs it lists, else what its request parameters name. */
export function cloudTrailResources(record: JsonObject): Resource[] {
  const listed = list(own(record, "resources")).flatMap(listedResource);
  const parameters = own(record, "requestParameters");
  const service = serviceOf(record);
  if (service === "s3") {
    const named = s3Resources(parameters);
    const hasObject = listed.some((r) => r.type === "AWS::S3::Object");
    return distinctResources(listed.length === 0 ? named : hasObject ? listed : [...listed, ...named]);
  }
  if (listed.length > 0) return distinctResources(listed);
  return distinctResources([...tables(record, service, parameters), ...named(service, parameters)]);
}

function listedResource(resource: unknown): Resource[] {
  const id = firstText(resource, "ARN", "arn", "ARNPrefix", "resourceName", "ResourceName");
  return id === null ? [] : [{ id, type: firstText(resource, "type", "ResourceType"), name: null }];
}

/** The object first, then its bucket; of a copy the source too. */
function s3Resources(parameters: unknown): Resource[] {
  const bucket = text(own(parameters, "bucketName"));
  const key = text(own(parameters, "key"));
  const out: Resource[] = copySource(text(own(parameters, "x-amz-copy-source")));
  if (bucket === null) return out;
  const arn = bucket.startsWith("arn:") ? bucket : `arn:aws:s3:::${bucket}`;
  if (key !== null) out.push({ id: `${arn}/${key}`, type: "AWS::S3::Object", name: key });
  out.push({ id: arn, type: "AWS::S3::Bucket", name: bucket });
  return out;
}

function copySource(source: string | null): Resource[] {
  if (source === null) return [];
  const path = decode(source.replace(/^\//, "").replace(/\?versionId=.*$/, ""));
  const bucket = path.split("/", 1)[0] ?? "";
  return [
    { id: `arn:aws:s3:::${path}`, type: "AWS::S3::Object", name: path.slice(bucket.length + 1) || null },
    { id: `arn:aws:s3:::${bucket}`, type: "AWS::S3::Bucket", name: bucket },
  ];
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Tables of DynamoDB and of the Glue catalogue (Athena, Lake Formation), as ARNs where account and region are known. */
function tables(record: JsonObject, service: string, parameters: unknown): Resource[] {
  const region = text(own(record, "awsRegion"));
  const account = firstText(record, "recipientAccountId", "userIdentity.accountId");
  if (service === "dynamodb") {
    const names = [own(parameters, "tableName"), ...Object.keys(objectOf(own(parameters, "requestItems")))];
    return names.flatMap((name) => {
      const table = text(name);
      if (table === null) return [];
      const id = table.startsWith("arn:")
        ? table
        : region && account
          ? `arn:aws:dynamodb:${region}:${account}:table/${table}`
          : table;
      return [{ id, type: "AWS::DynamoDB::Table", name: table }];
    });
  }
  if (service !== "glue" && service !== "lakeformation" && service !== "athena") return [];
  const database = firstText(
    parameters,
    "databaseName",
    "resource.table.databaseName",
    "queryExecutionContext.database",
  );
  const table = firstText(parameters, "tableName", "resource.table.name", ...(service === "glue" ? ["name"] : []));
  if (database === null || table === null) return [];
  const path = `${database}/${table}`;
  const id = region && account ? `arn:aws:glue:${region}:${account}:table/${path}` : path;
  return [{ id, type: "AWS::Glue::Table", name: `${database}.${table}` }];
}

function objectOf(value: unknown): object {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

function named(service: string, parameters: unknown): Resource[] {
  const out: Resource[] = PARAMETERS.flatMap(([path, type]) => {
    const id = text(own(parameters, path));
    return id === null ? [] : [{ id, type, name: null }];
  });
  for (const item of list(at(parameters, "instancesSet.items"))) {
    const id = text(own(item, "instanceId"));
    if (id !== null) out.push({ id, type: "AWS::EC2::Instance", name: null });
  }
  if (service === "ssm") {
    for (const name of [...list(own(parameters, "name")), ...list(own(parameters, "names"))]) {
      const id = text(name);
      if (id !== null) out.push({ id, type: "AWS::SSM::Parameter", name: null });
    }
  }
  return out;
}
