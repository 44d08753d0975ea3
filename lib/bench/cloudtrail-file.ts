import { hash } from "node:crypto";
import { once } from "node:events";
import { createWriteStream } from "node:fs";

const START = Date.UTC(2026, 2, 1);
const NAMES = ["GetObject", "GetObject", "GetObject", "PutObject", "ListObjects", "DeleteObject", "HeadObject"];
const AGENT = "Boto3/1.34.11 md/Botocore#1.34.11 ua/2.0 os/linux#5.10.210";

/** Writes `events` CloudTrail data events as NDJSON, about 1.3 kB each; the same file every time. Answers its bytes. */
export async function writeCloudTrailFile(path: string, events: number): Promise<number> {
  const out = createWriteStream(path);
  let bytes = 0;
  let pieces: string[] = [];
  const flush = async () => {
    const piece = Buffer.from(pieces.join(""));
    pieces = [];
    bytes += piece.length;
    if (!out.write(piece)) await once(out, "drain");
  };
  for (let i = 0; i < events; i++) {
    pieces.push(`${JSON.stringify(event(i))}\n`);
    if (pieces.length === 2000) await flush();
  }
  await flush();
  out.end();
  await once(out, "close");
  return bytes;
}

/** 500 role sessions, 20,000 objects in 40 buckets, 2,000 addresses; ids and request ids never repeat. */
function event(i: number): object {
  const mix = (Math.imul(i + 1, 2_654_435_761) >>> 0) % 1_000_003;
  const session = mix % 500;
  const bucket = `northwind-data-${mix % 40}`;
  const key = `tables/customers/part-${String(mix % 20_000).padStart(6, "0")}.parquet`;
  const role = `data-platform-role-${session % 25}`;
  // As random as real ids are: they hardly compress.
  const random = hash("sha256", `event ${i}`, "hex");
  const id = random.slice(0, 32).toUpperCase();
  const name = NAMES[mix % NAMES.length] as string;
  const at = `${new Date(START + i * 250).toISOString().slice(0, 19)}Z`;
  return {
    eventVersion: "1.09",
    userIdentity: {
      type: "AssumedRole",
      principalId: `AROA${String(session).padStart(17, "Q")}:agent-session-${session}`,
      arn: `arn:aws:sts::123456789012:assumed-role/${role}/agent-session-${session}`,
      accountId: "123456789012",
      accessKeyId: `ASIA${String(session).padStart(16, "X")}`,
      sessionContext: {
        sessionIssuer: {
          type: "Role",
          principalId: `AROA${String(session % 25).padStart(17, "Q")}`,
          arn: `arn:aws:iam::123456789012:role/${role}`,
          accountId: "123456789012",
          userName: role,
        },
        attributes: { creationDate: "2026-03-01T00:00:00Z", mfaAuthenticated: "false" },
      },
    },
    eventTime: at,
    eventSource: "s3.amazonaws.com",
    eventName: name,
    awsRegion: "eu-central-1",
    sourceIPAddress: `10.${mix % 8}.${mix % 25}.${mix % 10}`,
    userAgent: AGENT,
    ...(mix % 29 === 0 ? { errorCode: "AccessDenied", errorMessage: "Access Denied" } : {}),
    requestParameters: { bucketName: bucket, key },
    responseElements: null,
    additionalEventData: {
      SignatureVersion: "SigV4",
      bytesTransferredIn: 0,
      bytesTransferredOut: mix * 3,
      "x-amz-id-2": Buffer.from(random, "hex").toString("base64"),
    },
    requestID: id.slice(0, 16),
    eventID: [random.slice(32, 40), random.slice(40, 44), "4000-8000", random.slice(44, 56)].join("-"),
    readOnly: name.startsWith("Get") || name.startsWith("List") || name.startsWith("Head"),
    resources: [
      { type: "AWS::S3::Object", ARN: `arn:aws:s3:::${bucket}/${key}` },
      { accountId: "123456789012", type: "AWS::S3::Bucket", ARN: `arn:aws:s3:::${bucket}` },
    ],
    eventType: "AwsApiCall",
    managementEvent: false,
    recipientAccountId: "123456789012",
    eventCategory: "Data",
  };
}
