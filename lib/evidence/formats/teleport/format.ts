import { declareFormat } from "@/lib/evidence/formats/declare";
import { distinctResources, firstText, type JsonObject, list, own, text } from "@/lib/evidence/formats/fields";
import { outcomeOfError, outcomeOfStatus } from "@/lib/evidence/formats/outcomes";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import type { ActorKind, Outcome, Resource } from "@/lib/evidence/model";
import { teleportVerb } from "./verbs";

/** Teleport's audit log: files of the auth service, the event handler, exports. */
export const teleport = declareFormat({
  id: "teleport",
  title: "Teleport audit log",
  system: "teleport",
  basis: "samples",
  blindSpots: [
    "What was typed in a session is in its recording; commands are in the log only with enhanced recording.",
    "Connections that do not go through Teleport are not in it.",
    "A bot is named by its own user; which agent used the bot's certificate is not stated.",
    "Calls of MCP servers and databases were read from documentation.",
  ],
  recognise(r) {
    const code = text(own(r, "code"));
    if (text(own(r, "event")) === null || code === null || !/^T[A-Z0-9]{2,8}[IWE]$/i.test(code)) return 0;
    return own(r, "uid") !== undefined || own(r, "cluster_name") !== undefined || own(r, "time") !== undefined ? 1 : 0;
  },
  action: (r) => text(own(r, "event")),
  withoutAction: "no event: not an audit event",
  times: ["time"],
  timeRules: { contractZone: "UTC" },
  fields(r, action) {
    const eventId = text(own(r, "uid"));
    return {
      ...readSourceIp(firstText(r, "addr.remote", "addr_remote", "src_addr")),
      ...actorOf(r),
      verb: teleportVerb(r, action),
      resources: resourcesOf(r),
      outcome: outcomeOf(r),
      session: firstText(r, "sid"),
      trace: firstText(r, "message.id"),
      eventId,
      // Some tools write one made-up id into several events.
      identity: eventId && [eventId, action, firstText(r, "user"), text(own(r, "ei")), text(own(r, "time"))].join("|"),
    };
  },
});

function actorOf(r: JsonObject) {
  const actor = firstText(r, "user", "updated_by", "reviewer", "identity.user");
  const impersonator = firstText(r, "impersonator", "identity.impersonator");
  const kind = text(own(r, "user_kind"));
  return {
    actor,
    actorLabel: firstText(r, "login", "db_user", "windows_user"),
    actorKind: (kind === "2" || kind === "bot"
      ? "service"
      : kind === "1" || kind === "human"
        ? "human"
        : "unknown") as ActorKind,
    onBehalfOf: impersonator === actor ? null : impersonator,
  };
}

const NAMED: readonly (readonly [path: string, type: string])[] = [
  ["path", "file"],
  ["file_path", "file"],
  ["message.params.name", "tool"],
  ["message.params.uri", "mcp resource"],
  ["app_name", "app"],
  ["db_service", "database service"],
  ["db_name", "database"],
  ["desktop_name", "desktop"],
  ["kubernetes_cluster", "kubernetes cluster"],
  ["server_hostname", "server"],
  ["name", "object"],
  ["target.user", "user"],
  ["target.role", "role"],
];

function resourcesOf(r: JsonObject): Resource[] {
  const program = firstText(r, "program");
  const argv = list(own(r, "argv")).map((word) => text(word) ?? "");
  const command =
    program === null || !Array.isArray(own(r, "argv")) ? null : [firstText(r, "path") ?? program, ...argv].join(" ");
  const kube = ["resource_namespace", "resource_kind", "resource_name"]
    .map((key) => firstText(r, key))
    .filter((part) => part !== null);
  const named = NAMED.flatMap(([path, type]) => {
    const id = firstText(r, path);
    return id === null || (type === "file" && command !== null) ? [] : [{ id, type, name: null }];
  });
  const server = named.some((one) => one.type === "server") ? null : firstText(r, "server_id");
  return distinctResources([
    { id: command?.slice(0, 4000) ?? "", type: "command", name: null },
    { id: kube.join("/"), type: "kubernetes resource", name: null },
    ...named,
    { id: server ?? "", type: "server", name: null },
  ]);
}

/** An event says itself how it ended; where it does not, the last letter of its code does: I is information. */
function outcomeOf(r: JsonObject): Outcome {
  const error = firstText(r, "error", "exitError");
  if (own(r, "success") === false || error !== null) return outcomeOfError(error ?? "");
  const status = outcomeOfStatus(own(r, "response_code") ?? own(r, "status_code"));
  if (status !== "unknown") return status;
  const code = own(r, "return_code");
  if (typeof code === "number") return code === 0 ? "success" : "failure";
  if (own(r, "success") === true) return "success";
  return /[WE]$/i.test(text(own(r, "code")) ?? "") ? "failure" : "success";
}
