import { gzipSync } from "node:zlib";
import { assumedRole, type Caller, cloudTrailBase, keyPart } from "@/db/seed/cloudtrail";
import { secondsLater } from "@/db/seed/day-clock";
import { allRead, type LogFile } from "@/db/seed/log-file";
import { instantIn, type Random, random } from "@/db/seed/random";
import type { Instant } from "@/lib/time/instant";
import { ACCOUNT, at, DESTROYED, ENGINEER, ON_CALL, REFUSED, REGION, ROLE, STACK, TOOL, WHEN } from "./cast";

const ORDINARY = 900;

/** The day in the region's CloudTrail. */
export function environmentLogs(): LogFile[] {
  const r = random(2_512);
  const records = [...ordinary(r), ...destruction(r), ...after(r), ...rebuilding(r)].sort((a, b) =>
    a.eventTime < b.eventTime ? -1 : a.eventTime > b.eventTime ? 1 : 0,
  );
  return [
    {
      filename: `${ACCOUNT}_CloudTrail_${REGION}_20251209.json.gz`,
      system: "aws-cloudtrail",
      coverageFrom: at(WHEN.logsFrom),
      coverageUntil: at(WHEN.logsUntil),
      bytes: gzipSync(JSON.stringify({ Records: records }), { level: 6 }),
      expected: allRead(records.length),
    },
  ];
}

/** The tool works with the role of whoever it works for, whose address is the session's source identity. */
const tool: Caller = {
  account: ACCOUNT,
  region: REGION,
  identity: assumedRole(
    { account: ACCOUNT, role: ROLE, session: TOOL, accessKeyId: "ASIACODINGTOOL000001", since: at(WHEN.asked) },
    ENGINEER.email,
  ),
  address: "198.51.100.77",
  agent: "coding-tool/1.2",
};

function person(email: string): Caller {
  const session = { account: ACCOUNT, role: "Operator", session: email, accessKeyId: `ASIA${keyPart(email)}` };
  return {
    account: ACCOUNT,
    region: REGION,
    identity: assumedRole({ ...session, since: at(WHEN.logsFrom) }),
    address: "198.51.100.12",
    agent: "aws-cli/2.24",
  };
}

function call(r: Random, when: Instant, caller: Caller, source: string, eventName: string, parameters: object | null) {
  return {
    ...cloudTrailBase(r, when, caller),
    eventSource: `${source}.amazonaws.com`,
    eventName,
    readOnly: /^(Describe|List|Get)/.test(eventName),
    requestParameters: parameters,
    managementEvent: true,
    eventCategory: "Management",
  };
}

function ordinary(r: Random) {
  const callers = [person(ON_CALL.email), person("monitoring@northwind.example")];
  return Array.from({ length: ORDINARY }, () => {
    const when = instantIn(r, at(WHEN.logsFrom), at(WHEN.logsUntil));
    return call(r, when, r.pick(callers), "cloudwatch", r.pick(["GetMetricData", "DescribeAlarms"]), null);
  });
}

/** It looks at a stack that will not update, and decides to delete it and make it anew. */
function destruction(r: Random) {
  const named = { stackName: STACK };
  const looks = Array.from({ length: 12 }, (_, i) =>
    call(r, secondsLater(at(WHEN.asked), 30 + i * 60), tool, "cloudformation", "DescribeStackEvents", named),
  );
  const deletes = DESTROYED.map(({ source, name, seconds }) => {
    const parameters = source === "rds" ? { dBInstanceIdentifier: STACK, skipFinalSnapshot: false } : named;
    return call(r, secondsLater(at(WHEN.deleted), seconds), tool, source, name, parameters);
  });
  return [...looks, ...deletes];
}

/** It tries to make the stack, fails, tries again, and is refused once its session is gone. */
function after(r: Random) {
  const tries = ["0 08:14", "0 08:20", WHEN.lastAct].map((when) =>
    call(r, at(when), tool, "cloudformation", "CreateStack", { stackName: STACK }),
  );
  const refused = REFUSED.map((when) => ({
    ...call(r, at(when), tool, "cloudformation", "CreateStack", { stackName: STACK }),
    errorCode: "AccessDenied",
    errorMessage: "User is not authorized to perform: cloudformation:CreateStack with an explicit deny",
  }));
  return [...tries, ...refused];
}

function rebuilding(r: Random) {
  const by = person(ON_CALL.email);
  const rds = { dBInstanceIdentifier: STACK, dBSnapshotIdentifier: "final-snapshot" };
  return [
    call(r, at("0 12:40"), by, "rds", "RestoreDBInstanceFromDBSnapshot", rds),
    call(r, at("0 17:15"), by, "cloudformation", "CreateStack", { stackName: STACK }),
  ];
}
