import { isObject, type JsonObject, lowerCaseNames, own, parsedJson, recase } from "@/lib/evidence/formats/fields";

const CAMEL = [
  ..."logName insertId receiveTimestamp protoPayload textPayload spanId".split(" "),
  ..."serviceName methodName resourceName authenticationInfo principalEmail principalSubject".split(" "),
  ..."serviceAccountKeyName serviceAccountDelegationInfo firstPartyPrincipal thirdPartyPrincipal".split(" "),
  ..."thirdPartyClaims authorizationInfo resourceAttributes requestMetadata callerIp numResponseItems".split(" "),
  ..."callerSuppliedUserAgent serviceData policyDelta bindingDeltas permissionDelta addedPermissions".split(" "),
  ..."removedPermissions resourceNames jobChange jobInsertion jobConfig jobStats queryConfig queryStats".split(" "),
  ..."statementType referencedTables referencedViews destinationTable outputRowCount tableDataRead".split(" "),
  ..."tableDataChange tableDeletion tableCreation datasetDeletion extractConfig loadConfig tableCopyConfig".split(" "),
  ..."sourceTable sourceTables destinationUris jobCompletedEvent jobConfiguration jobStatistics".split(" "),
  ..."jobInsertRequest jobQueryRequest projectId datasetId tableId".split(" "),
];
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Lower case (BigQuery views, Panther) and snake case (Log Analytics) → the API's spelling. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ...lowerCaseNames(CAMEL),
  ...CAMEL.map((name) => [snake(name), name] as const),
  ["callerIP", "callerIp"],
  ["protopayload_auditlog", "protoPayload"],
]);

/**
 * A LogEntry in the API's spelling, whatever it was exported through: a Pub/Sub message of Splunk (`data`), a row
 * of BigQuery (`protopayload_auditlog`, parts of it as JSON text) or of Log Analytics (`proto_payload.audit_log`).
 */
export function openEntry(record: unknown): JsonObject | null {
  if (!isObject(record)) return null;
  const inner = parsedJson(own(record, "data"));
  const row =
    isObject(inner) && (own(inner, "protoPayload") !== undefined || own(inner, "logName") !== undefined)
      ? inner
      : record;
  const payload = own(row, "protoPayload");
  if (isObject(payload) && own(payload, "methodName") !== undefined) return row;
  const entry = recase(row, NAMES) as JsonObject;
  const spelt = parsedJson(own(entry, "protoPayload"));
  if (!isObject(spelt)) return entry;
  const audit = own(spelt, "audit_log");
  return { ...entry, protoPayload: withParts(isObject(audit) ? audit : spelt) };
}

/** BigQuery keeps what has no fixed shape as JSON text in columns of their own. */
const TEXT_COLUMNS = { metadataJson: "metadata", requestJson: "request", responseJson: "response" } as const;

function withParts(payload: JsonObject): JsonObject {
  const parts = Object.entries(TEXT_COLUMNS).flatMap(([column, name]) => {
    const parsed = parsedJson(own(payload, column));
    return isObject(parsed) && own(payload, name) === undefined ? [[name, parsed] as const] : [];
  });
  const metadata = parsedJson(own(payload, "metadata"));
  return {
    ...payload,
    ...(isObject(metadata) ? { metadata: recase(metadata, NAMES) } : {}),
    ...Object.fromEntries(parts),
  };
}
