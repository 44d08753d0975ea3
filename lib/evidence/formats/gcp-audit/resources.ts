import { at, distinctResources, firstText, type JsonObject, list, own, text } from "@/lib/evidence/formats/fields";
import type { Resource } from "@/lib/evidence/model";
import { bindingDeltas } from "./verbs";

/** Monitored resource types that say nothing about what was touched. */
const NO_TYPE = new Set(["audited_resource", "api", "global", "project"]);

/** What an entry names as touched: its resource, what permission was asked for, a job's tables, who was given a role. */
export function gcpResources(entry: JsonObject, payload: JsonObject): Resource[] {
  const asked = list(own(payload, "authorizationInfo")).flatMap(askedFor);
  const name = text(own(payload, "resourceName"));
  const stopped = perimeterTargets(payload);
  const main: Resource[] = name === null ? [] : [{ id: name, type: typeOf(name, entry, asked), name: null }];
  return distinctResources([
    ...main,
    ...asked,
    ...stopped,
    ...tables(payload),
    ...[...main, ...stopped].flatMap(bucketOf),
    ...given(payload),
    ...groupMembers(payload),
  ]);
}

/** Names that say themselves what they are; what is created in a project is asked for on the project. */
function typeByName(name: string): string | null {
  if (/\/buckets\/[^/]+\/objects\//.test(name)) return "gcs_object";
  return /^(project|folder|organization)s\/[^/]+$/.exec(name)?.[1] ?? null;
}

function typeOf(name: string, entry: JsonObject, asked: readonly Resource[]): string | null {
  const own = typeByName(name);
  if (own !== null) return own;
  const same = asked.find((resource) => resource.id === name)?.type ?? null;
  const monitored = firstText(entry, "resource.type");
  return monitored !== null && !NO_TYPE.has(monitored) ? monitored : same;
}

function askedFor(info: unknown): Resource[] {
  const id = text(own(info, "resource")) ?? firstText(info, "resourceAttributes.name");
  if (id === null) return [];
  const permission = text(own(info, "permission"));
  const thing = permission?.includes(".") ? permission.slice(0, permission.lastIndexOf(".")) : null;
  const type = typeByName(id) ?? firstText(info, "resourceAttributes.type");
  return [{ id, type: type ?? thing, name: null }];
}

/** The bucket of an object, so that a pattern for the bucket finds what happened in it. */
function bucketOf(resource: Resource): Resource[] {
  const bucket = /^projects\/[^/]+\/buckets\/([^/]+)(?=\/objects\/)/.exec(resource.id);
  return bucket ? [{ id: bucket[0], type: "gcs_bucket", name: bucket[1] ?? null }] : [];
}

/** Of a call that a service perimeter stopped: what it was after. */
function perimeterTargets(payload: JsonObject): Resource[] {
  return list(at(payload, "metadata.resourceNames")).flatMap((name) => {
    const id = text(name);
    return id === null ? [] : [{ id, type: id.includes("/objects/") ? "gcs_object" : null, name: null }];
  });
}

const JOBS = ["metadata.jobChange.job", "metadata.jobInsertion.job"];
const OLD_JOBS = ["serviceData.jobCompletedEvent.job", "servicedata_v1_bigquery.jobCompletedEvent.job"];

/** Tables that a BigQuery job read and wrote; not the hidden ones that hold a result for a day. */
function tables(payload: JsonObject): Resource[] {
  const ids = [
    ...JOBS.flatMap((job) => [
      ...list(at(payload, `${job}.jobStats.queryStats.referencedTables`)),
      ...list(at(payload, `${job}.jobStats.queryStats.referencedViews`)),
      at(payload, `${job}.jobConfig.extractConfig.sourceTable`),
      ...list(at(payload, `${job}.jobConfig.tableCopyConfig.sourceTables`)),
      ...["queryConfig", "loadConfig", "tableCopyConfig"].map((config) =>
        at(payload, `${job}.jobConfig.${config}.destinationTable`),
      ),
      ...list(at(payload, `${job}.jobConfig.extractConfig.destinationUris`)),
    ]),
    ...OLD_JOBS.flatMap((job) => [
      ...list(at(payload, `${job}.jobStatistics.referencedTables`)),
      ...list(at(payload, `${job}.jobConfiguration.extract.sourceTable`)),
      ...list(at(payload, `${job}.jobConfiguration.query.destinationTable`)),
      ...list(at(payload, `${job}.jobConfiguration.extract.destinationUris`)),
    ]),
  ].map(tableName);
  return ids
    .filter((id) => id !== null && !/\/datasets\/_|\/tables\/anon/.test(id))
    .map((id) => ({ id: id ?? "", type: id?.startsWith("gs://") ? "gcs_uri" : "bigquery_table", name: null }));
}

function tableName(table: unknown): string | null {
  const written = text(table);
  if (written !== null) return written;
  const [project, dataset, id] = ["projectId", "datasetId", "tableId"].map((key) => text(own(table, key)));
  return project && dataset && id ? `projects/${project}/datasets/${dataset}/tables/${id}` : null;
}

/** The roles that a policy change gave or took, and whom they belong to. */
function given(payload: JsonObject): Resource[] {
  return bindingDeltas(payload).flatMap(({ role, member }) => [
    ...(role === null ? [] : [{ id: role, type: "iam_role", name: null }]),
    ...(member === null ? [] : [{ id: member, type: "iam_member", name: null }]),
  ]);
}

/** Events of the Admin console name the user and the group in parameters. */
function groupMembers(payload: JsonObject): Resource[] {
  return list(at(payload, "metadata.event")).flatMap((event) =>
    list(own(event, "parameter")).flatMap((parameter): Resource[] => {
      const key = text(own(parameter, "name"));
      const id = text(own(parameter, "value"));
      const type = key === "USER_EMAIL" ? "user" : key === "GROUP_EMAIL" ? "group" : null;
      return type === null || id === null ? [] : [{ id, type, name: null }];
    }),
  );
}
