import { type JsonObject, own, text } from "@/lib/evidence/formats/fields";
import type { Verb } from "@/lib/evidence/model";

/** `service:EventName` → verb, where the name's first word would say something wrong or nothing. */
const BY_NAME: Readonly<Record<string, Verb>> = spread({
  read: [
    "s3:GetObject GetObjectTorrent SelectObjectContent CopyObject UploadPartCopy",
    "dynamodb:GetItem BatchGetItem Query Scan TransactGetItems GetRecords",
    "secretsmanager:GetSecretValue BatchGetSecretValue",
    "ssm:GetParameter GetParameters GetParametersByPath GetParameterHistory",
    "athena:GetQueryResults GetQueryResultsStream",
    "redshift-data:GetStatementResult",
    "rds:DownloadDBLogFilePortion DownloadCompleteDBLogFile",
    "ec2:GetPasswordData GetConsoleOutput GetConsoleScreenshot",
    "logs:GetLogEvents FilterLogEvents GetQueryResults",
    "kinesis:GetRecords",
    "sqs:ReceiveMessage",
    "codecommit:GetFile GetBlob GitPull",
    "ecr:BatchGetImage GetDownloadUrlForLayer",
    "lambda:GetFunction",
  ],
  list: [
    "s3:HeadObject HeadBucket GetObjectAcl GetObjectTagging GetObjectAttributes GetObjectRetention GetObjectLegalHold",
    "glue:GetTable GetTables GetDatabase GetDatabases GetPartition GetPartitions",
  ],
  write: [
    "s3:PutObject UploadPart CompleteMultipartUpload CreateMultipartUpload PostObject RestoreObject PutObjectTagging DeleteObjectTagging",
    "dynamodb:PutItem UpdateItem BatchWriteItem TransactWriteItems",
    "secretsmanager:CreateSecret PutSecretValue UpdateSecret",
    "ssm:PutParameter",
    "sqs:SendMessage",
    "sns:Publish",
    "kinesis:PutRecord PutRecords",
  ],
  delete: [
    "s3:DeleteObject DeleteObjects DeleteObjectVersion DeleteBucket",
    "dynamodb:DeleteItem DeleteTable",
    "rds:DeleteDBInstance DeleteDBCluster DeleteDBSnapshot DeleteDBClusterSnapshot DeleteDBInstanceAutomatedBackup DeleteDBClusterAutomatedBackup",
    "secretsmanager:DeleteSecret",
    "ssm:DeleteParameter DeleteParameters",
    "glue:DeleteTable DeleteDatabase",
  ],
  export: [
    "dynamodb:ExportTableToPointInTime",
    "rds:StartExportTask",
    "ec2:CreateInstanceExportTask ExportImage CreateStoreImageTask",
    "logs:CreateExportTask",
  ],
  share: [
    "ec2:ModifySnapshotAttribute ModifyImageAttribute",
    "rds:ModifyDBSnapshotAttribute ModifyDBClusterSnapshotAttribute",
    "ram:CreateResourceShare AssociateResourceShare",
    "redshift:AuthorizeDataShare AuthorizeEndpointAccess",
    "codebuild:UpdateProjectVisibility",
  ],
  grant: [
    "s3:PutBucketPolicy PutBucketAcl PutObjectAcl PutAccessPointPolicy DeleteBucketPublicAccessBlock DeletePublicAccessBlock DeleteAccountPublicAccessBlock",
    "iam:AttachRolePolicy AttachUserPolicy AttachGroupPolicy PutRolePolicy PutUserPolicy PutGroupPolicy AddUserToGroup",
    "iam:UpdateAssumeRolePolicy CreateAccessKey CreateLoginProfile AddRoleToInstanceProfile CreatePolicyVersion SetDefaultPolicyVersion",
    "lakeformation:GrantPermissions BatchGrantPermissions AddLFTagsToResource",
    "glue:PutResourcePolicy",
    "kms:CreateGrant PutKeyPolicy",
    "secretsmanager:PutResourcePolicy",
    "dynamodb:PutResourcePolicy",
    "lambda:AddPermission AddLayerVersionPermission",
    "ecr:SetRepositoryPolicy",
    "sqs:AddPermission",
    "sns:AddPermission",
    "ec2:AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress",
    "rds:AuthorizeDBSecurityGroupIngress AddRoleToDBInstance AddRoleToDBCluster",
    "sso:CreateAccountAssignment AttachManagedPolicyToPermissionSet PutInlinePolicyToPermissionSet",
    "identitystore:CreateGroupMembership",
    "sso-directory:AddMemberToGroup",
  ],
  revoke: [
    "s3:DeleteBucketPolicy DeleteAccessPointPolicy",
    "iam:DetachRolePolicy DetachUserPolicy DetachGroupPolicy DeleteRolePolicy DeleteUserPolicy DeleteGroupPolicy RemoveUserFromGroup",
    "iam:DeleteAccessKey DeleteLoginProfile RemoveRoleFromInstanceProfile",
    "lakeformation:RevokePermissions BatchRevokePermissions RemoveLFTagsFromResource",
    "glue:DeleteResourcePolicy",
    "kms:RetireGrant RevokeGrant",
    "secretsmanager:DeleteResourcePolicy",
    "dynamodb:DeleteResourcePolicy",
    "lambda:RemovePermission RemoveLayerVersionPermission",
    "ecr:DeleteRepositoryPolicy",
    "sqs:RemovePermission",
    "sns:RemovePermission",
    "ram:DeleteResourceShare DisassociateResourceShare",
    "redshift:DeauthorizeDataShare",
    "ec2:RevokeSecurityGroupIngress RevokeSecurityGroupEgress",
    "rds:RevokeDBSecurityGroupIngress RemoveRoleFromDBInstance RemoveRoleFromDBCluster",
    "sso:DeleteAccountAssignment DetachManagedPolicyFromPermissionSet DeleteInlinePolicyFromPermissionSet",
    "identitystore:DeleteGroupMembership",
    "sso-directory:RemoveMemberFromGroup",
  ],
  login: [
    "signin:ConsoleLogin SwitchRole ExitRole ExternalIdPDirectoryLogin UserAuthentication GetSigninToken AssumeRole",
    "sts:AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity AssumeRoot GetSessionToken GetFederationToken",
    "sso:Authenticate Federate",
    "ec2-instance-connect:SendSSHPublicKey SendSerialConsoleSSHPublicKey",
  ],
  execute: [
    "athena:StartQueryExecution",
    "redshift-data:ExecuteStatement BatchExecuteStatement",
    "rds-data:ExecuteStatement BatchExecuteStatement ExecuteSql",
    "dynamodb:ExecuteStatement BatchExecuteStatement ExecuteTransaction",
    "ssm:SendCommand StartSession ResumeSession StartAutomationExecution",
    "ecs:ExecuteCommand RunTask",
    "states:StartExecution StartSyncExecution",
    "kms:Decrypt Encrypt ReEncrypt GenerateDataKey GenerateDataKeyWithoutPlaintext Sign Verify",
  ],
  invoke: [
    "lambda:Invoke InvokeAsync InvokeExecution",
    "bedrock:InvokeModel InvokeModelWithResponseStream Converse ConverseStream InvokeAgent InvokeFlow Retrieve RetrieveAndGenerate",
    "bedrock-agentcore:InvokeAgentRuntime",
    "sagemaker:InvokeEndpoint",
  ],
});

function spread(verbs: Partial<Record<Verb, readonly string[]>>): Record<string, Verb> {
  const entries = Object.entries(verbs).flatMap(([verb, lines]) =>
    lines.flatMap((line) => {
      const [service = "", names = ""] = line.split(":");
      return names.split(" ").map((name) => [`${service}:${name}`, verb as Verb] as const);
    }),
  );
  return Object.fromEntries(entries);
}

/** Names that look at how something is set up, and at nothing that is stored in it. */
const LOOKS = /^(List|Describe|Search|Lookup|Head|Query|Scan)/;

/**
 * The verb of a CloudTrail event: by its name where it is known, else by AWS's own readOnly flag
 * (or, where that is missing, the name's first word). Reading the settings of a bucket lists how it is set up,
 * and reads nothing that is in it.
 */
export function cloudTrailVerb(record: JsonObject): Verb {
  const service = serviceOf(record);
  // Lambda's names carry the version of its API: GetFunction20150331v2.
  const name = (text(own(record, "eventName")) ?? "").replace(/20\d{6}(v\d+)?$/, "");
  const key = `${service}:${name}`;
  const known = Object.hasOwn(BY_NAME, key) ? BY_NAME[key] : undefined;
  if (known !== undefined) return known;
  const readOnly = own(record, "readOnly");
  if (service === "s3" && /^(Get|Head|List)/.test(name)) return "list";
  if (service === "s3" && readOnly === undefined) return /^(Put|Delete|Create|Update)/.test(name) ? "admin" : "other";
  const looksOnly =
    readOnly === true || readOnly === "true" || (readOnly === undefined && /^(Get|List|Describe)/.test(name));
  if (looksOnly) return LOOKS.test(name) ? "list" : "read";
  if (readOnly === false || readOnly === "false") return own(record, "managementEvent") === false ? "write" : "admin";
  return "other";
}

/** `s3` of `s3.amazonaws.com`. */
export function serviceOf(record: JsonObject): string {
  return (text(own(record, "eventSource")) ?? "").replace(/\.amazonaws\.com(\.cn)?$/, "");
}
