import { at, type JsonObject, list, own, text } from "@/lib/evidence/formats/fields";
import { kubernetesVerb } from "@/lib/evidence/formats/kubernetes-audit/verbs";
import type { Verb } from "@/lib/evidence/model";

/** `service:Method` (last word of the method, or the last two), where the word alone says something wrong or nothing. */
const BY_METHOD: readonly (readonly [pattern: RegExp, verb: Verb])[] = [
  [/^storage:objects\.(get|compose|rewrite|copy)$/, "read"],
  [/^storage:objects\.(create|insert|update|patch)$/, "write"],
  [/^storage:buckets\.get$|:getIam(Policy|Permissions)$|:testIamPermissions$/i, "list"],
  [
    /^bigquery:.*(TableDataService\.List|tabledata\.list|GetQueryResults|getqueryresults|ReadRows|CreateReadSession)$/i,
    "read",
  ],
  [/^bigquery:.*(InsertAll|AppendRows|CreateWriteStream)$/i, "write"],
  [/^secretmanager:.*AccessSecretVersion$/, "read"],
  [
    /^(firestore|datastore):.*(RunQuery|RunAggregationQuery|BatchGetDocuments|GetDocument|ListDocuments|Lookup|Listen)$/,
    "read",
  ],
  [/^(firestore|datastore|spanner):.*(Commit|BatchWrite|\.Write)$/, "write"],
  [
    /^(firestore|datastore):.*(ExportDocuments|ExportEntities)$|:.*(ExportAssets|\.ExportData|instances\.export)$/,
    "export",
  ],
  [/^spanner:.*(\.Read|StreamingRead|PartitionRead)$|^bigtable.*:.*ReadRows$/, "read"],
  [/^bigtable.*:.*(MutateRows?|CheckAndMutateRow|ReadModifyWriteRow)$/, "write"],
  [/^(spanner:.*Execute\w*Sql|cloudsql.*:.*(query|instances\.executeSql))$/i, "execute"],
  [/^pubsub:.*(\.Pull|StreamingPull)$/, "read"],
  [/^pubsub:.*\.Publish$/, "write"],
  [/^logging:.*(ListLogEntries|TailLogEntries)$/, "read"],
  [/^logging:.*WriteLogEntries$/, "write"],
  [/^cloudkms:.*(Encrypt|Decrypt|AsymmetricSign|MacSign|MacVerify|GenerateRandomBytes)$/i, "execute"],
  [/\.logout$/i, "other"],
  [/^iamcredentials:.*(GenerateAccessToken|GenerateIdToken)$/, "login"],
  [/^iamcredentials:.*Sign(Blob|Jwt)$/, "execute"],
  [
    /^sts:.*ExchangeToken$|^iap:.*AuthorizeUser$|^login:|ssh-serialport:|^oslogin:.*(CheckPolicy|StartSession|ContinueSession)$|^cloudsql.*:.*instances\.(connect|login)$/,
    "login",
  ],
  [
    /:.*(CreateServiceAccountKey|UploadServiceAccountKey|hmacKeys\.create|ApiKeys\.CreateKey|addGroupMember|MembershipsService\.CreateMembership|InsertProjectOwnershipInvite|AddAclEntry)$/i,
    "grant",
  ],
  [
    /:.*(DeleteServiceAccountKey|DisableServiceAccountKey|hmacKeys\.delete|ApiKeys\.DeleteKey|removeGroupMember|MembershipsService\.DeleteMembership)$/i,
    "revoke",
  ],
  [/^aiplatform:.*(Predict|GenerateContent|CountTokens|QueryReasoningEngine|StreamQueryReasoningEngine)$/i, "invoke"],
  [
    /^cloudfunctions:.*CallFunction$|^dialogflow:.*DetectIntent$|^discoveryengine:.*(Answer|Converse|Assist)\w*$/i,
    "invoke",
  ],
  [
    /^run:.*Jobs\.RunJob$|^cloudbuild:.*(CreateBuild|RunBuildTrigger|RetryBuild)$|^workflowexecutions:.*CreateExecution$|^dataproc:.*SubmitJob\w*$/i,
    "execute",
  ],
];

/** By the first word of the method's own name: `storage.buckets.list`, `...v2.ConfigServiceV2.ListSinks`. */
const BY_WORD: readonly (readonly [pattern: RegExp, verb: Verb])[] = [
  [/^(list|aggregatedlist|search|query|describe|lookup)/i, "list"],
  [/^(get|read|fetch|download|access)/i, "read"],
  [/^(delete|destroy|purge|remove|undeploy)/i, "delete"],
  [/^export/i, "export"],
  [/^(invoke|predict)/i, "invoke"],
];

const IAM = /(^|[._])setiam(policy|permissions)$/i;

/** What the method did; reading settings lists them and reads nothing that is stored, as with buckets. */
export function gcpVerb(payload: JsonObject, method: string, dataAccess: boolean): Verb {
  const service = (text(own(payload, "serviceName")) ?? "").replace(/\.googleapis\.com$/, "");
  if (service === "k8s.io" || method.startsWith("io.k8s.")) return clusterVerb(method);
  if (IAM.test(method)) return policyVerb(payload);
  const role = roleVerb(payload, method);
  if (role !== null) return role;
  const query = service === "bigquery" ? bigQueryVerb(payload) : null;
  if (query !== null) return query;
  const key = service === "storage" ? `storage:${method.replace(/^(google\.)?storage\./, "")}` : `${service}:${method}`;
  const known = BY_METHOD.find(([pattern]) => pattern.test(key))?.[1];
  if (known !== undefined) return known;
  const word = method.slice(method.lastIndexOf(".") + 1);
  return (
    BY_WORD.find(([pattern]) => pattern.test(word))?.[1] ?? byPermission(payload) ?? (dataAccess ? "other" : "admin")
  );
}

const BY_PERMISSION: Readonly<Record<string, Verb>> = {
  DATA_READ: "read",
  DATA_WRITE: "write",
  ADMIN_READ: "list",
  ADMIN_WRITE: "admin",
};

/** The kind of access that was asked for, which newer entries state. */
function byPermission(payload: JsonObject): Verb | null {
  const type = text(own(list(own(payload, "authorizationInfo"))[0], "permissionType")) ?? "";
  return (Object.hasOwn(BY_PERMISSION, type) ? BY_PERMISSION[type] : undefined) ?? null;
}

/** `io.k8s.core.v1.pods.exec.create`, `io.k8s.authorization.rbac.v1.rolebindings.create`. */
function clusterVerb(method: string): Verb {
  const parts = method.split(".");
  const version = parts.findIndex((part) => /^v\d/.test(part));
  const [resource = null, ...rest] = parts.slice(version + 1);
  const verb = rest.at(-1) ?? "";
  return kubernetesVerb({ verb, resource, subresource: rest.length > 1 ? (rest[0] ?? null) : null });
}

export interface BindingDelta {
  removed: boolean;
  role: string | null;
  member: string | null;
}

/** What a change of a policy gave and took, as far as the entry says. */
export function bindingDeltas(payload: JsonObject): BindingDelta[] {
  const places = ["serviceData.policyDelta", "servicedata_v1_iam.policyDelta", "metadata.policyDelta"];
  return places
    .flatMap((place) => list(at(payload, `${place}.bindingDeltas`)))
    .map((delta) => ({
      removed: text(own(delta, "action")) === "REMOVE",
      role: text(own(delta, "role")),
      member: text(own(delta, "member")),
    }));
}

/** A policy whose every change takes something away revokes; everything else may have given something. */
function policyVerb(payload: JsonObject): Verb {
  const deltas = bindingDeltas(payload);
  return deltas.length > 0 && deltas.every((delta) => delta.removed) ? "revoke" : "grant";
}

/** A role that is changed gives or takes for everybody who has it. */
function roleVerb(payload: JsonObject, method: string): Verb | null {
  if (!/UpdateRole$/.test(method)) return null;
  const added = list(at(payload, "serviceData.permissionDelta.addedPermissions"));
  const removed = list(at(payload, "serviceData.permissionDelta.removedPermissions"));
  if (added.length > 0) return "grant";
  return removed.length > 0 ? "revoke" : null;
}

const STATEMENTS: readonly (readonly [pattern: RegExp, verb: Verb])[] = [
  [/^SELECT$/, "read"],
  [/^(INSERT|UPDATE|MERGE|CREATE_|ALTER_|LOAD)/, "write"],
  [/^(DELETE|DROP_|TRUNCATE_)/, "delete"],
  [/^EXPORT_/, "export"],
  [/^GRANT/, "grant"],
  [/^REVOKE/, "revoke"],
];

/** BigQuery says in its metadata what a job did; both generations of it. */
function bigQueryVerb(payload: JsonObject): Verb | null {
  const metadata = own(payload, "metadata");
  for (const [key, verb] of [
    ["tableDataRead", "read"],
    ["tableDataChange", "write"],
    ["tableDeletion", "delete"],
    ["datasetDeletion", "delete"],
    ["tableCreation", "write"],
  ] as const)
    if (own(metadata, key) !== undefined) return verb;
  const job = at(metadata, "jobChange.job.jobConfig") ?? at(metadata, "jobInsertion.job.jobConfig") ?? oldJob(payload);
  if (job === undefined) return null;
  const type = text(own(job, "type"))?.toUpperCase() ?? null;
  if (type === "EXPORT" || own(job, "extractConfig") !== undefined || own(job, "extract") !== undefined)
    return "export";
  if (type === "IMPORT" || own(job, "loadConfig") !== undefined || own(job, "load") !== undefined) return "write";
  if (type === "COPY" || own(job, "tableCopyConfig") !== undefined || own(job, "tableCopy") !== undefined)
    return "write";
  const statement = text(at(job, "queryConfig.statementType") ?? at(job, "query.statementType"))?.toUpperCase();
  if (statement === undefined) return "execute";
  return STATEMENTS.find(([pattern]) => pattern.test(statement))?.[1] ?? "execute";
}

function oldJob(payload: JsonObject): unknown {
  const data = own(payload, "serviceData") ?? own(payload, "servicedata_v1_bigquery");
  return (
    at(data, "jobCompletedEvent.job.jobConfiguration") ??
    at(data, "jobInsertRequest.resource.jobConfiguration") ??
    at(data, "jobQueryRequest")
  );
}
