import { distinctResources, isObject, list, own, parsedJson, text } from "@/lib/evidence/formats/fields";
import type { ActorKind, NormalisedEvent, Outcome, Resource, Verb } from "@/lib/evidence/model";
import { type Attributes, attribute } from "./attributes";

/** Services that are agents whoever runs them. */
const AGENT_SERVICES = /^(claude-code|codex|copilot-chat|github-copilot|gemini-cli)/;
const AGENT_OPERATIONS = new Set(["invoke_agent", "execute_tool", "create_agent", "invoke_workflow", "plan"]);

export interface AgentNames {
  name: string | null;
  id: string | null;
}

export function agentNames(attributes: Attributes): AgentNames {
  return {
    name: attribute(attributes, "gen_ai.agent.name", "agent.name", "agent_name", "gcp.vertex.agent.name"),
    id: attribute(attributes, "gen_ai.agent.id", "agent.id"),
  };
}

/** Who acted: the agent named on the span or above it, else the service; `unknown_service` is a name nobody gave. */
export function otlpActor(
  own: Attributes,
  resource: Attributes,
  inherited: AgentNames,
): Pick<NormalisedEvent, "actor" | "actorLabel" | "actorKind" | "onBehalfOf"> {
  const stated = attribute(resource, "service.name");
  const service = stated === null || /^unknown_service(:|$)/.test(stated) ? null : stated;
  const here = agentNames(own);
  const onResource = agentNames(resource);
  const name = here.name ?? here.id ?? inherited.name ?? inherited.id ?? onResource.name ?? onResource.id;
  const id = here.id ?? inherited.id ?? onResource.id;
  const operation = attribute(own, "gen_ai.operation.name") ?? "";
  const kind = attribute(
    own,
    "openinference.span.kind",
    "traceloop.span.kind",
    "langfuse.observation.type",
  )?.toLowerCase();
  const agent =
    name !== null ||
    AGENT_OPERATIONS.has(operation) ||
    AGENT_SERVICES.test(service ?? "") ||
    kind === "agent" ||
    kind === "tool";
  const actorKind: ActorKind = agent ? "agent" : "unknown";
  return {
    actor: name ?? service,
    actorLabel: id !== null && id !== name ? id : name !== null ? service : null,
    actorKind,
    onBehalfOf: behalf(own, service) ?? behalf(resource, service),
  };
}

function behalf(attributes: Attributes, service: string | null): string | null {
  const user = [
    "enduser.id",
    "user.id",
    "user.email",
    "langfuse.user.id",
    "traceloop.association.properties.user_id",
    "ai.telemetry.metadata.userId",
  ];
  // Claude Code's user.id is a hash; the address stands beside it.
  const claude = service?.startsWith("claude-code") ? ["user.email", "user.account_uuid"] : [];
  return attribute(attributes, ...claude, ...user);
}

/** Tools whose documented effect is one verb; any other call of a tool is an execution. */
const TOOL_VERBS: Readonly<Record<string, Verb>> = {
  Read: "read",
  NotebookRead: "read",
  Grep: "read",
  WebFetch: "read",
  Glob: "list",
  LS: "list",
  WebSearch: "list",
  Write: "write",
  Edit: "write",
  MultiEdit: "write",
  NotebookEdit: "write",
};

const OPERATION_VERBS: Readonly<Record<string, Verb>> = {
  chat: "invoke",
  generate_content: "invoke",
  text_completion: "invoke",
  embeddings: "invoke",
  invoke_agent: "invoke",
  create_agent: "invoke",
  execute_tool: "execute",
  retrieval: "read",
  "resources/read": "read",
  "prompts/get": "read",
  "resources/list": "list",
  "tools/list": "list",
  "prompts/list": "list",
  "tools/call": "execute",
};

const SQL_VERBS: Readonly<Record<string, Verb>> = {
  SELECT: "read",
  FIND: "read",
  INSERT: "write",
  UPDATE: "write",
  UPSERT: "write",
  DELETE: "delete",
  DROP: "delete",
  TRUNCATE: "delete",
  GRANT: "grant",
  REVOKE: "revoke",
};

export function otlpVerb(attributes: Attributes, eventName: string): Verb {
  const decision = approval(attributes);
  if (decision !== null) return decision === "denied" ? "deny" : "approve";
  const tool = toolName(attributes);
  if (tool !== null && Object.hasOwn(TOOL_VERBS, tool)) return TOOL_VERBS[tool] ?? "execute";
  const operation = attribute(attributes, "gen_ai.operation.name", "mcp.method.name");
  if (operation !== null && Object.hasOwn(OPERATION_VERBS, operation)) return OPERATION_VERBS[operation] ?? "other";
  const sql = attribute(attributes, "db.operation.name", "db.operation")?.toUpperCase();
  if (sql !== undefined && Object.hasOwn(SQL_VERBS, sql)) return SQL_VERBS[sql] ?? "other";
  if (tool !== null) return "execute";
  if (attribute(attributes, "gen_ai.request.model", "gen_ai.response.model", "llm.model_name") !== null)
    return "invoke";
  return /api_request$|user_prompt$/.test(eventName) ? "invoke" : "other";
}

export function toolName(attributes: Attributes): string | null {
  return attribute(attributes, "gen_ai.tool.name", "tool.name", "tool_name", "mcp.tool.name", "ai.toolCall.name");
}

/** Whether this records a person's or policy's decision about a tool call, and which. */
export function approval(attributes: Attributes): "approved" | "denied" | null {
  const decision = attribute(
    attributes,
    "decision",
    "gen_ai.tool.approval",
    "approval.status",
    "tool.approval",
    "gen_ai.approval.status",
  );
  if (decision === null) return null;
  if (/^(accept|accepted|approve|approved|allow|allowed|granted)$/i.test(decision)) return "approved";
  return /^(reject|rejected|deny|denied|refused|block|blocked)$/i.test(decision) ? "denied" : null;
}

/** Status 1 says ok and 2 says error; an unset status says nothing. */
export function otlpOutcome(attributes: Attributes, status: unknown): Outcome {
  const decision = approval(attributes);
  if (decision !== null) return decision === "denied" ? "denied" : "success";
  const error = attribute(attributes, "error.type", "exception.type", "error") ?? text(own(status, "message"));
  const code = text(own(status, "code")) ?? "";
  const failed = /^(2|STATUS_CODE_ERROR|error)$/i.test(code) || attribute(attributes, "error.type") !== null;
  const stated = attribute(attributes, "success");
  if (failed || stated === "false") {
    return /denied|forbidden|unauthori[sz]ed|permission|rejected|\b40[13]\b/i.test(error ?? "") ? "denied" : "failure";
  }
  return stated === "true" || /^(1|STATUS_CODE_OK|ok)$/i.test(code) ? "success" : "unknown";
}

/** Argument names that name what a tool touched. */
const ARGUMENTS =
  "file_path path notebook_path filename file uri url resource resource_id document_id doc_id table dataset object key topic_id thread_id channel command".split(
    " ",
  );

export function otlpResources(attributes: Attributes): Resource[] {
  const out: Resource[] = [];
  const add = (id: string | null, type: string) => {
    if (id !== null) out.push({ id: id.slice(0, 2000), type, name: null });
  };
  add(toolName(attributes), "tool");
  add(attribute(attributes, "mcp.resource.uri"), "mcp resource");
  add(attribute(attributes, "gen_ai.data_source.id"), "data source");
  add(attribute(attributes, "db.collection.name", "db.sql.table"), "table");
  add(attribute(attributes, "server.address", "mcp.server.name"), "server");
  for (const key of [
    "gen_ai.tool.call.arguments",
    "tool_arguments",
    "tool.parameters",
    "tool_parameters",
    "tool_input",
    "gcp.vertex.agent.tool_call_args",
    "ai.toolCall.args",
  ]) {
    const args = parsedJson(attributes.get(key));
    if (!isObject(args)) continue;
    const bucket = text(own(args, "bucket"));
    const object = text(own(args, "key"));
    if (bucket !== null) add(`arn:aws:s3:::${bucket}${object === null ? "" : `/${object}`}`, "s3 object");
    for (const name of ARGUMENTS) {
      for (const value of list(own(args, name)))
        if (!(bucket !== null && name === "key")) add(text(value), `argument ${name}`);
    }
    break;
  }
  return distinctResources(out);
}
