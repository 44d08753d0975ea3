import { makeEvent, readTime } from "@/lib/evidence/formats/event";
import { count, distinctResources } from "@/lib/evidence/formats/fields";
import type { Format } from "@/lib/evidence/formats/format";
import { outcomeOfStatus } from "@/lib/evidence/formats/outcomes";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import type { ActorKind, Resource, Verb } from "@/lib/evidence/model";
import { readS3Line, type S3Line } from "./line";

/** By the operation (`REST.GET.OBJECT`), first match wins. */
const VERBS: readonly (readonly [pattern: RegExp, verb: Verb])[] = [
  [/DELETE\.BUCKETPOLICY$/, "revoke"],
  [/\.PUT\.(OBJECT_)?ACL$|\.PUT\.BUCKETPOLICY$/, "grant"],
  [/MULTI_OBJECT_DELETE|\.DELETE\.(OBJECT|BUCKET|UPLOAD)$|EXPIRE\.|CREATE\.DELETEMARKER/, "delete"],
  [
    /\.HEAD\.|\.GET\.(BUCKET|BUCKETVERSIONS|UPLOADS|UPLOAD|SERVICE|OBJECT_(TAGGING|ACL|ATTRIBUTES))$|_ACL$|\.GET\.ACL$/,
    "list",
  ],
  [/\.(GET|SELECT)\.OBJECT$|COPY\.(OBJECT|PART)_GET$|OBJECT_TORRENT$|\.POST\.SELECT/, "read"],
  [
    /\.(PUT|POST|COPY)\.(OBJECT|PART|UPLOADS?|OBJECT_TAGGING|OBJECT_RESTORE)$|RESTORE\.OBJECT|\.DELETE\.OBJECT_TAGGING$/,
    "write",
  ],
  [/^REST\.(GET|HEAD)\./, "list"],
  [/^REST\.(PUT|DELETE|POST)\./, "admin"],
];

/** Amazon S3 server access logs: text as S3 delivers it, and tables made from it (Athena, Panther). */
export const awsS3Access: Format = {
  id: "aws-s3-access",
  title: "Amazon S3 server access log",
  system: "aws-s3-access",
  basis: "samples",
  blindSpots: [
    "Delivery is best effort: lines can be missing, come hours late, or come twice.",
    "A role's session is named as it was given; who used it stands in CloudTrail.",
    "Requests without a signature (public objects, presigned links seen as anonymous) name nobody.",
  ],
  recognise(record) {
    return readS3Line(record) === null ? 0 : 1;
  },
  normalise(record, options) {
    const line = readS3Line(record);
    if (line === null) return [{ kind: "reject", reason: "not a line of a server access log" }];
    const read = readTime([["time", line.get("time")]], options, { contractZone: "UTC" });
    if (!read.ok) return [read.reject];
    const operation = line.get("operation") ?? "";
    const verb = VERBS.find(([pattern]) => pattern.test(operation))?.[1] ?? "other";
    const requester = line.get("requester") ?? null;
    const requestId = line.get("requestid") ?? null;
    const resources = resourcesOf(line);
    return [
      makeEvent(read.time, {
        ...readSourceIp(line.get("remoteip")),
        actor: requester,
        actorLabel: requester?.startsWith("arn:") ? (requester.split("/").at(-1) ?? null) : null,
        actorKind: kindOf(requester, operation),
        action: operation,
        verb,
        resources,
        outcome: outcomeOfStatus(line.get("httpstatus")),
        trace: requestId,
        bytes: count(line.get(verb === "write" ? "objectsize" : "bytessent")),
        eventId: requestId,
        // One request that deletes or copies many objects writes a line for each.
        identity: requestId === null ? null : [requestId, operation, resources[0]?.id].join("|"),
      }),
    ];
  },
};

/** S3's own work (lifecycle) and AWS services say so; a role's session may be anybody's. */
function kindOf(requester: string | null, operation: string): ActorKind {
  if (requester === null) return "unknown";
  return requester.startsWith("svc:") || operation.startsWith("S3.") || requester === "AmazonS3"
    ? "service"
    : "unknown";
}

function resourcesOf(line: S3Line): Resource[] {
  const bucket = line.get("bucket") ?? "";
  const key = line.get("key");
  const arn = `arn:aws:s3:::${bucket}`;
  const name = key === undefined ? null : decoded(decoded(key));
  return distinctResources([
    ...(name === null ? [] : [{ id: `${arn}/${name}`, type: "AWS::S3::Object", name }]),
    ...(bucket === "" ? [] : [{ id: arn, type: "AWS::S3::Bucket", name: bucket }]),
  ]);
}

/** Keys are written URL-encoded, and once more what the request had encoded. */
function decoded(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}
