import { isObject, type JsonObject, parsedJson, text } from "@/lib/evidence/formats/fields";

/**
 * A record of Azure Monitor or Microsoft Graph. Diagnostic settings put what happened under `properties`, Graph and
 * the tables of Log Analytics beside the rest; upper and lower case differ from export to export, so keys are lower.
 */
export interface AzureRecord {
  top: JsonObject;
  properties: JsonObject;
}

export function openAzure(record: unknown): AzureRecord | null {
  if (!isObject(record)) return null;
  const top = lowered(record);
  const properties = parsedJson(top.properties);
  return { top, properties: isObject(properties) ? lowered(properties) : {} };
}

/** `conditional_access`, `Conditional Access` (the portal's CSV) and `ConditionalAccess` are one name; of names that differ in nothing else the filled one wins. */
function lowered(record: JsonObject): JsonObject {
  const out: Record<string, unknown> = Object.create(null);
  for (const [key, value] of Object.entries(record)) {
    const name = key.toLowerCase().replaceAll(/[ _()-]/g, "");
    if (text(out[name]) === null && !isObject(out[name])) out[name] = value;
  }
  return out;
}

/** The value of a field (lower case, no underscores): what happened first, what was put around it second. */
export function field(record: AzureRecord, name: string): unknown {
  const inner = parsedJson(record.properties[name]);
  return inner === undefined || inner === null || inner === "" ? parsedJson(record.top[name]) : inner;
}

/** The first of several fields that holds text; Azure's REST API writes some of them as `{value, localizedValue}`. */
export function fieldText(record: AzureRecord, ...names: string[]): string | null {
  for (const name of names) {
    const value = field(record, name);
    const found = text(isObject(value) ? value.value : value);
    if (found !== null && found !== "<null>") return found;
  }
  return null;
}

/** The same, of what stands around the record alone. */
export function topText(record: AzureRecord, ...names: string[]): string | null {
  return fieldText({ top: record.top, properties: {} }, ...names);
}

/** Preview fields of the Graph API that say that the identity is an AI agent's. */
export function agentType(record: AzureRecord): string | null {
  const agent = field(record, "agent");
  const type = isObject(agent) ? text(agent.agentType ?? agent.AgentType) : null;
  return type === null || /^(notAgentic|unknownFutureValue|none)$/i.test(type) ? null : type;
}
