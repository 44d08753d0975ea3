import * as z from "zod";
import type { Route } from "./define-route";

/** JSON Schema as zod writes it; only what fields and examples need. */
interface Schema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  description?: string;
  default?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  maxItems?: number;
}

export interface FieldRow {
  name: string;
  required: boolean;
  /** What it takes, in a few words. */
  takes: string;
}

/** The fields of a route's body or query, the required ones first. */
export function fieldsOf(schema: z.ZodType | undefined): FieldRow[] {
  const { properties = {}, required = [] } = schema ? jsonSchema(schema) : {};
  const rows = Object.entries(properties).map(([name, field]) => {
    return { name, required: required.includes(name), takes: takes(field) };
  });
  return rows.sort((a, b) => Number(b.required) - Number(a.required));
}

/** How the route is called with curl; a body is given where one of its required fields alone is accepted. */
export function curlOf(route: Route): string {
  const lines = [`curl -H "Authorization: Bearer fb_…"`];
  if (route.method !== "get") lines.push(`-X ${route.method.toUpperCase()}`);
  const body = route.kind === "json" && route.body ? exampleOf(route.body) : undefined;
  if (body !== undefined) lines.push(`-H "Content-Type: application/json"`, `-d '${JSON.stringify(body)}'`);
  lines.push(`https://firebreak.example.org/api/v1${route.path.replaceAll("{ref}", "INC-1")}`);
  return lines.join(" \\\n  ");
}

/** The smallest body that the schema takes, found by its own rules; undefined where that can't be guessed. */
export function exampleOf(schema: z.ZodType): unknown {
  const guess = example(jsonSchema(schema));
  return schema.safeParse(guess).success ? guess : undefined;
}

function jsonSchema(schema: z.ZodType): Schema {
  return z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Schema;
}

function takes(field: Schema): string {
  const { enum: values, const: only, type, format, items, maxLength, anyOf, oneOf } = field;
  if (values) return values.map((value) => String(value)).join(" | ");
  if (only !== undefined) return String(only);
  const either = anyOf ?? oneOf;
  if (either) return [...new Set(either.map(takes))].join(" | ");
  if (items) return `list of ${takes(items)}`;
  const kind = Array.isArray(type) ? type.join(" | ") : (type ?? "anything");
  if (kind === "object") return field.properties ? `{ ${Object.keys(field.properties).join(", ")} }` : "object";
  const limit = maxLength === undefined ? "" : `, at most ${maxLength} characters`;
  return `${format ?? kind}${limit}`;
}

const FORMATS: Record<string, string> = {
  "date-time": "2026-03-11T14:05:00Z",
  uuid: "00000000-0000-4000-8000-000000000000",
  email: "dana@example.org",
  uri: "https://example.org",
};

function example(schema: Schema): unknown {
  const { enum: values, const: only, type, format, items, anyOf, oneOf, properties, required = [] } = schema;
  if (values) return values[0];
  if (only !== undefined) return only;
  const first = anyOf?.[0] ?? oneOf?.[0];
  if (first) return example(first);
  const kind = Array.isArray(type) ? type[0] : type;
  if (kind === "object") {
    return Object.fromEntries(required.map((name) => [name, example(properties?.[name] ?? {})]));
  }
  if (kind === "array") return items ? [example(items)] : [];
  if (kind === "integer" || kind === "number") return Math.max(schema.minimum ?? 1, 1);
  if (kind === "boolean") return true;
  if (kind === "null") return null;
  return format ? (FORMATS[format] ?? "…") : "…";
}
