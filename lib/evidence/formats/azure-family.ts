import { normaliseActivity } from "@/lib/evidence/formats/azure-activity/normalise";
import { normaliseStorage } from "@/lib/evidence/formats/azure-activity/storage";
import { type AzureRecord, field, fieldText, openAzure, topText } from "@/lib/evidence/formats/azure-record";
import { normaliseDirectoryAudit } from "@/lib/evidence/formats/entra-audit/normalise";
import { normaliseSignIn } from "@/lib/evidence/formats/entra-signin/normalise";
import type { Format, Normalised, NormaliseOptions } from "@/lib/evidence/formats/format";
import { normaliseIntune } from "@/lib/evidence/formats/intune/normalise";
import { kubernetesAudit } from "@/lib/evidence/formats/kubernetes-audit/format";
import { normaliseGraphActivity } from "@/lib/evidence/formats/ms-graph-activity/normalise";

/** Which of Microsoft's cloud logs a record is of. */
export type AzureLog = "signin" | "audit" | "intune" | "graph" | "activity" | "storage" | "kubernetes";

const SIGN_INS =
  /^(AAD)?(SignIn|Sign-in|NonInteractiveUserSignIn|ServicePrincipalSignIn|ManagedIdentitySignIn|ADFSSignIn|B2CRequest|MicrosoftServicePrincipalSignIn)\w*$/i;
const ACTIVITY =
  /^(Administrative|Action|Write|Delete|Security|ServiceHealth|Alert|Recommendation|Policy|Autoscale|ResourceHealth)$/i;
const STORAGE = /^Storage(Read|Write|Delete)$/i;

export function azureLog(record: AzureRecord): AzureLog | null {
  const category = topText(record, "category", "categoryvalue") ?? "";
  const table = topText(record, "type") ?? "";
  if (SIGN_INS.test(category) || SIGN_INS.test(table)) return "signin";
  if (isIntune(record, category, table)) return "intune";
  if (isDirectoryAudit(record, category, table)) return "audit";
  if (category === "MicrosoftGraphActivityLogs" || table === "MicrosoftGraphActivityLogs" || isGraphCall(record))
    return "graph";
  if (isStorage(record, category, table)) return "storage";
  if (category.startsWith("kube-audit")) return "kubernetes";
  return isActivity(record, category, table) ? "activity" : isSignIn(record) ? "signin" : null;
}

function has(record: AzureRecord, ...names: string[]): boolean {
  return names.every((name) => {
    const value = field(record, name);
    return value !== undefined && value !== null && value !== "";
  });
}

function isIntune(record: AzureRecord, category: string, table: string): boolean {
  if (/^Intune(Audit|Operational)Logs$/.test(table)) return true;
  return (
    /^(Audit|Operational)Logs$/.test(category) && (has(record, "auditeventid") || has(record, "activityresultstatus"))
  );
}

function isDirectoryAudit(record: AzureRecord, category: string, table: string): boolean {
  // The CSV that the portal downloads.
  if (has(record, "activity", "dateutc", "result") && (has(record, "actortype") || has(record, "target1type")))
    return true;
  const named = has(record, "activitydisplayname") || has(record, "operationname");
  const shaped =
    has(record, "initiatedby") &&
    (has(record, "targetresources") || has(record, "activitydatetime") || has(record, "loggedbyservice"));
  return named && (shaped || (/^AuditLogs$/i.test(category || table) && has(record, "targetresources")));
}

function isGraphCall(record: AzureRecord): boolean {
  return (
    has(record, "requestmethod", "requesturi", "appid") &&
    (has(record, "responsestatuscode") || has(record, "signinactivityid"))
  );
}

/** A row of `auditLogs/signIns` of the Graph API, or of a table without its name. */
function isSignIn(record: AzureRecord): boolean {
  const who = has(record, "userprincipalname") || has(record, "serviceprincipalid");
  // The CSV that the portal downloads.
  if (has(record, "username", "requestid", "dateutc", "application")) return true;
  const signIn =
    has(record, "conditionalaccessstatus") || has(record, "clientappused") || has(record, "uniquetokenidentifier");
  return who && has(record, "appid") && (has(record, "createddatetime") || has(record, "timegenerated")) && signIn;
}

function isStorage(record: AzureRecord, category: string, table: string): boolean {
  if (STORAGE.test(category) || /^Storage(Blob|File|Queue|Table)Logs$/.test(table)) return true;
  return has(record, "objectkey", "accountname") || (has(record, "metricresponsetype") && has(record, "accountname"));
}

function isActivity(record: AzureRecord, category: string, table: string): boolean {
  const operation = fieldText(record, "operationnamevalue") ?? topText(record, "operationname") ?? "";
  if (table === "AzureActivity") return true;
  const control = /^[a-z0-9.]+\/.+\/(action|write|delete|read)$/i.test(operation);
  const placed = has(record, "resourceid") || has(record, "resourceuri") || has(record, "authorization");
  return (
    placed && (control || has(record, "caller")) && (ACTIVITY.test(category) || has(record, "caller", "authorization"))
  );
}

export const AZURE_NORMALISERS: Readonly<Record<Exclude<AzureLog, "kubernetes">, Normaliser>> = {
  signin: normaliseSignIn,
  audit: normaliseDirectoryAudit,
  intune: normaliseIntune,
  graph: normaliseGraphActivity,
  activity: normaliseActivity,
  storage: normaliseStorage,
};

type Normaliser = (record: AzureRecord, options: NormaliseOptions) => Normalised;

/**
 * A format of this family. One Event Hub often carries several of these logs: each format claims its own records,
 * gives the others a little, and reads them all.
 */
export function azureFormat(logs: readonly AzureLog[], format: Omit<Format, "recognise" | "normalise">): Format {
  return {
    ...format,
    shapes: "several",
    recognise(record) {
      const opened = openAzure(record);
      const log = opened === null ? null : azureLog(opened);
      return log === null ? 0 : logs.includes(log) ? 1 : SIBLING;
    },
    normalise(record, options) {
      const opened = openAzure(record);
      if (opened === null) return [{ kind: "reject", reason: "not a JSON object" }];
      const log = azureLog(opened);
      if (log === "kubernetes") return kubernetesAudit.normalise(record, options);
      if (log === null) return [{ kind: "reject", reason: "no log of Microsoft's cloud that can be read" }];
      return [AZURE_NORMALISERS[log](opened, options)];
    },
  };
}

const SIBLING = 0.2;
