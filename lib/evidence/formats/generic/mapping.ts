import { isObject, own } from "@/lib/evidence/formats/fields";
import type { ColumnMapping, MappedColumns } from "@/lib/evidence/formats/format";
import { folded } from "./words";

/** Conventional names of each field, letters and digits only, best first. */
export const CONVENTIONAL: Readonly<Record<keyof MappedColumns, readonly string[]>> = {
  occurredAt:
    "occurredat eventtime eventdatetime datetime timestamp time timeutc timestamputc utctime eventtimestamp createdat creationtime timegenerated loggedat logtime ts date datetimeutc creationdate when requesttime starttime".split(
      " ",
    ),
  occurredUntil: ["occurreduntil"],
  actor:
    "actor actoremail useremail username user userid userprincipalname upn principal principalemail principalid email account accountname login identity performedby who author member employee operator caller".split(
      " ",
    ),
  actorKind: ["actorkind", "actortype"],
  onBehalfOf: "onbehalfof behalfof actingfor impersonatedby delegatedby delegator".split(" "),
  action:
    "action event eventname operation operationname eventtype activity activityname method command verb what".split(
      " ",
    ),
  verb: ["verb"],
  resource:
    "resource resourceid resourcename resourceuri object objectid objectname objectkey target targetid file filename filepath path url uri document documentid doc item itemid table bucket dataset entity asset record page".split(
      " ",
    ),
  outcome: "outcome status result success decision statuscode httpstatus responsestatus resultstatus".split(" "),
  sourceIp:
    "sourceip sourceipaddress clientip clientipaddress ipaddress ip remoteip remoteaddr remoteaddress srcip ipaddr sourceaddress".split(
      " ",
    ),
  session: "sessionid session accesskeyid tokenid".split(" "),
  trace: "traceid trace requestid correlationid".split(" "),
  records: "records recordcount rows rowcount rowsreturned".split(" "),
  bytes: "bytes bytessent responsebytes bytesout".split(" "),
  eventId: "eventid eventuuid uuid recordid logid auditid id".split(" "),
};

/** A name's letters and digits, without accents. */
export function plain(name: string): string {
  return folded(name).replace(/[^a-z0-9]/g, "");
}

/**
 * The mapping that conventional column names give, or null where they name no time, or neither who nor
 * what. A column is used once: `verb` alone serves as the action.
 */
export function guessMapping(columns: readonly string[]): ColumnMapping | null {
  const byName = new Map<string, string>();
  for (const column of columns) {
    const name = plain(column);
    if (!byName.has(name)) byName.set(name, column);
  }
  const found: Partial<Record<keyof MappedColumns, string>> = {};
  for (const field of Object.keys(CONVENTIONAL) as (keyof MappedColumns)[]) {
    const name = CONVENTIONAL[field].find((candidate) => byName.has(candidate));
    const column = name === undefined ? undefined : byName.get(name);
    if (column !== undefined) found[field] = column;
  }
  const { occurredAt } = found;
  if (occurredAt === undefined || !(found.actor || found.action)) return null;
  return { ...found, occurredAt };
}

/** The columns of a sample: the header of a CSV, or the keys of JSON records and, dotted, of objects in them. */
export function columnsOf(records: readonly unknown[], header?: readonly string[]): string[] {
  if (header !== undefined) return [...header];
  const columns = new Set<string>();
  for (const record of records) {
    if (!isObject(record)) continue;
    for (const [key, value] of Object.entries(record)) {
      columns.add(key);
      if (isObject(value)) for (const inner of Object.keys(value)) columns.add(`${key}.${inner}`);
    }
    if (columns.size > 500) break;
  }
  return [...columns];
}

/**
 * Whether a guessed mapping makes sense for these records: the time column is mostly filled, and the actor's
 * cells are names, not objects written as text.
 */
export function plausible(mapping: ColumnMapping, records: readonly unknown[]): boolean {
  const rows = records.filter(isObject);
  if (rows.length === 0) return false;
  const filled = rows.filter((row) => {
    const value = own(row, mapping.occurredAt);
    return value !== undefined && value !== null && value !== "";
  });
  const written = mapping.actor === undefined ? [] : rows.map((row) => own(row, mapping.actor ?? ""));
  const objects = written.filter((value) => typeof value === "string" && /^\s*[{[]/.test(value));
  return filled.length * 2 >= rows.length && objects.length * 2 < rows.length;
}
