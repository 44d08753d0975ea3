import type { Instant } from "@/lib/time/instant";
import type { Random } from "./random";

/** What every CloudTrail record of a story carries; the call itself is added to it. */
export interface Caller {
  account: string;
  region: string;
  identity: object;
  address: string;
  agent: string;
}

export function cloudTrailBase(r: Random, at: Instant, caller: Caller) {
  return {
    eventVersion: "1.11",
    userIdentity: caller.identity,
    eventTime: `${at.slice(0, 19)}Z`,
    awsRegion: caller.region,
    sourceIPAddress: caller.address,
    userAgent: caller.agent,
    requestID: r.hex(16).toUpperCase(),
    eventID: r.uuid(),
    eventType: "AwsApiCall",
    recipientAccountId: caller.account,
  };
}

interface Session {
  account: string;
  role: string;
  session: string;
  accessKeyId: string;
  since: Instant;
}

/** A session of a role, with whoever it acts for as its source identity. */
export function assumedRole({ account, role, session, accessKeyId, since }: Session, sourceIdentity?: string) {
  return {
    type: "AssumedRole",
    principalId: `AROA${keyPart(role)}:${session}`,
    arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
    accountId: account,
    accessKeyId,
    sessionContext: {
      sessionIssuer: { type: "Role", arn: `arn:aws:iam::${account}:role/${role}`, accountId: account, userName: role },
      attributes: { creationDate: `${since.slice(0, 19)}Z`, mfaAuthenticated: "false" },
      ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
    },
  };
}

/** Sixteen capitals and digits that a name stands for in ids of keys and roles. */
export function keyPart(text: string): string {
  return text
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "")
    .padEnd(16, "0")
    .slice(0, 16);
}
