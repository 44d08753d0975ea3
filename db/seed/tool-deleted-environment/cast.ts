import { dayClock } from "@/db/seed/day-clock";

/** Names, minutes and the day are synthetic; December 2025, one region, thirteen hours and the missing approval are the press's. */
export const ACCOUNT = "444455556666";
export const REGION = "cn-north-1";
export const TOOL = "coding-tool";
export const ROLE = "cost-reports-deploy";
export const ENGINEER = { name: "Engineer of cost reports", email: "cost-reports-1@northwind.example" } as const;
export const ON_CALL = { name: "On-call engineer", email: "on-call-1@northwind.example" } as const;
export const STACK = "cost-reports-production";

/** It is over, so its days stay where they are. */
export const at = dayClock("2025-12-09T00:00:00.000000Z");

export const WHEN = {
  logsFrom: "0 00:00",
  asked: "0 07:48",
  deleted: "0 08:02:17",
  detected: "0 08:11",
  declared: "0 08:19",
  lastAct: "0 08:26:40",
  revoking: "0 08:30:05",
  revoked: "0 08:31",
  restored: "0 21:02",
  logsUntil: "1 00:00",
  read: "1 09:00",
} as const;

/** What went with the stack, in this order and seconds after it. */
export const DESTROYED = [
  { source: "cloudformation", name: "DeleteStack", seconds: 0 },
  { source: "elasticloadbalancing", name: "DeleteLoadBalancer", seconds: 21 },
  { source: "autoscaling", name: "DeleteAutoScalingGroup", seconds: 34 },
  { source: "rds", name: "DeleteDBInstance", seconds: 52 },
] as const;
/** When its session was tried after its credentials were taken. */
export const REFUSED = ["0 08:31:44", "0 08:32:10"] as const;
