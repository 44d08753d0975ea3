/** The columns of a server access log in their order; the last ones are missing from older lines. */
const COLUMNS = [
  ..."bucketowner bucket time remoteip requester requestid operation key requesturi httpstatus errorcode".split(" "),
  ..."bytessent objectsize totaltime turnaroundtime referrer useragent versionid hostid signatureversion".split(" "),
  ..."ciphersuite authenticationtype hostheader tlsversion accesspointarn aclrequired sourceregion".split(" "),
];

/** How Athena's example tables name them. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  bucketname: "bucket",
  requestdatetime: "time",
  sigv: "signatureversion",
  authtype: "authenticationtype",
  endpoint: "hostheader",
};

const SHAPE =
  /^\S{3,64} \S+ \[\d\d\/\w{3}\/\d{4}:[\d:]{8} [+-]\d{4}\] \S+ \S.* (REST|WEBSITE|SOAP|BATCH|S3)\.[A-Z_.]+ /;
const OPERATION = /^(REST|WEBSITE|SOAP|BATCH|S3)\.[A-Z]/;

export type S3Line = ReadonlyMap<string, string>;

/** The cells of a line, or of a row that was made from one; a dash stands for nothing. Null where it is neither. */
export function readS3Line(record: unknown): S3Line | null {
  if (typeof record === "string") return SHAPE.test(record.slice(0, 4000)) ? fromLine(record) : null;
  if (typeof record !== "object" || record === null) return null;
  const cells = new Map<string, string>();
  for (const [key, value] of Object.entries(record)) {
    const name = key.toLowerCase().replaceAll("_", "");
    const known = Object.hasOwn(OTHER_NAMES, name) ? (OTHER_NAMES[name] ?? name) : name;
    if ((typeof value === "string" || typeof value === "number") && value !== "-" && value !== "")
      cells.set(known, String(value));
  }
  return OPERATION.test(cells.get("operation") ?? "") && cells.has("bucket") ? cells : null;
}

/** A cell is in brackets, in quotes (which close before a blank or at the end), or without a blank. */
function fromLine(line: string): S3Line | null {
  const cells = new Map<string, string>();
  let column = 0;
  for (const m of line.slice(0, 16_384).matchAll(/\[([^\]]*)\]|"((?:[^"]|"(?! |$))*)"(?= |$)|\S+/g)) {
    const name = COLUMNS[column++];
    const value = m[1] ?? m[2] ?? m[0];
    if (name !== undefined && value !== "-") cells.set(name, value);
  }
  return OPERATION.test(cells.get("operation") ?? "") ? cells : null;
}
