import { gzipSync } from "node:zlib";
import type { At } from "@/db/seed/day-clock";
import { allRead, type LogFile } from "@/db/seed/log-file";
import { gatewayLine, gatewayLog, type Passed } from "@/db/seed/mcp-gateway";
import { instantIn, type Random, random } from "@/db/seed/random";
import type { Instant } from "@/lib/time/instant";
import { later, storyAccesses } from "./accesses";
import { type Account, CONNECTOR, tenantAccounts, WHEN } from "./cast";

/** Messages about a tenant's own content, and about nothing. */
const ORDINARY = 2_300;
const REFUSED = 14;
/** Everyday changes in the cluster besides the launch and the end. */
const CHANGES = 150;

export function connectorLogs(at: At): LogFile[] {
  return [gatewayFile(at), clusterFile(at)];
}

/** The gateway's log of the protocol's messages, thirty days of it. */
function gatewayFile(at: At): LogFile {
  const r = random(4_101);
  const tenants = tenantAccounts(at(WHEN.launched), at(WHEN.offline));
  const served = storyAccesses(at).map(({ at: when, account, resource }) =>
    message(r, when, account, "resources/read", { uri: resource }),
  );
  const ordinary = Array.from({ length: ORDINARY }, () => {
    const account = r.pick(tenants);
    const from = later(account.connected, at(WHEN.logsFrom));
    const [method, params] = own(r);
    return message(r, instantIn(r, from, at(WHEN.lastAct)), account, method, params);
  });
  const refused = Array.from({ length: REFUSED }, () => {
    const when = instantIn(r, at(WHEN.offline), at(WHEN.logsUntil));
    return message(r, when, r.pick(tenants), "resources/read", { uri: "workspace://own/tasks/1" }, "blocked");
  });
  const lines = [...served, ...ordinary, ...refused];
  return {
    filename: "mcp-gateway-30d.ndjson.gz",
    system: "mcp",
    coverageFrom: at(WHEN.logsFrom),
    coverageUntil: at(WHEN.logsUntil),
    bytes: gzipSync(gatewayLog(lines), { level: 6 }),
    expected: allRead(lines.length),
  };
}

function own(r: Random): [method: string, params: object] {
  switch (r.int(1, 5)) {
    case 1:
      return ["tools/call", { name: "search_tasks", arguments: { query: "due this week" } }];
    case 2:
      return ["tools/list", {}];
    default:
      return ["resources/read", { uri: `workspace://own/${r.pick(["tasks", "projects"])}/${r.int(1_000, 99_999)}` }];
  }
}

function message(
  r: Random,
  at: Instant,
  { email: user }: Account,
  method: string,
  params: object,
  status: Passed["status"] = "ok",
) {
  return gatewayLine(r, { at, agent: CONNECTOR, user, method, params, status });
}

/** The cluster's audit log: who brought the connector up, and who took it down. */
function clusterFile(at: At): LogFile {
  const r = random(4_102);
  const names = ["web", "search", "billing", "mail-sender"] as const;
  const ordinary = Array.from({ length: CHANGES }, () =>
    change(r, instantIn(r, at("0 00:00"), at(WHEN.logsUntil)), "deploy-bot", r.pick(names), 200),
  );
  const lines = [
    ...ordinary,
    change(r, at(WHEN.launched), "deploy-bot", CONNECTOR, 201),
    change(r, at(WHEN.offline), "platform-engineer-1@northwind.example", CONNECTOR, 200, "scale"),
  ].sort((a, b) => (a.requestReceivedTimestamp < b.requestReceivedTimestamp ? -1 : 1));
  return {
    filename: "cluster-audit.ndjson",
    system: "kubernetes",
    coverageFrom: at("0 00:00"),
    coverageUntil: at(WHEN.logsUntil),
    bytes: Buffer.from(`${lines.map((line) => JSON.stringify(line)).join("\n")}\n`),
    expected: allRead(lines.length),
  };
}

function change(r: Random, at: Instant, username: string, name: string, code: number, subresource?: string) {
  const path = `/apis/apps/v1/namespaces/production/deployments`;
  return {
    kind: "Event",
    apiVersion: "audit.k8s.io/v1",
    level: "Metadata",
    auditID: r.uuid(),
    stage: "ResponseComplete",
    requestURI: code === 201 ? path : `${path}/${name}${subresource ? `/${subresource}` : ""}`,
    verb: code === 201 ? "create" : "patch",
    user: { username, groups: ["system:authenticated"] },
    sourceIPs: ["10.20.0.14"],
    userAgent: "kubectl/v1.33.0",
    objectRef: {
      resource: "deployments",
      namespace: "production",
      name,
      apiGroup: "apps",
      apiVersion: "v1",
      ...(subresource ? { subresource } : {}),
    },
    responseStatus: { metadata: {}, code },
    requestReceivedTimestamp: at,
    stageTimestamp: at,
    annotations: { "authorization.k8s.io/decision": "allow" },
  };
}
