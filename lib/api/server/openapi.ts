import * as z from "zod";
import type { Route } from "./define-route";

type Json = Record<string, unknown>;

/** OpenAPI 3.1 from the route table: its schemas are JSON Schema 2020-12, which zod writes itself. */
export function openApiDocument(routes: readonly Route[]): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operation(route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Firebreak",
      version: "1",
      description: "The incident room and the record for security incidents caused by AI systems.",
    },
    servers: [{ url: "/api/v1" }],
    security: [{ token: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "An API token: fb_…" },
        session: { type: "apiKey", in: "cookie", name: "firebreak" },
      },
      schemas: { Problem: PROBLEM },
    },
  };
}

const PROBLEM = {
  type: "object",
  description: "RFC 9457",
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    code: { type: "string" },
    detail: { type: "string" },
    requestId: { type: "string" },
    errors: {
      type: "array",
      items: { type: "object", properties: { pointer: { type: "string" }, message: { type: "string" } } },
    },
  },
};

function operation(route: Route): Json {
  const parameters = [...parametersOf(route.params, "path"), ...parametersOf(route.query, "query")];
  return {
    operationId: operationId(route),
    summary: route.summary,
    tags: [
      route.path.split("/").find((part) => part !== "" && part !== "incidents" && !part.startsWith("{")) ?? "incidents",
    ],
    "x-permission": route.permission,
    ...(route.permission === "public" ? { security: [] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...requestBody(route),
    responses: {
      ...success(route),
      default: {
        description: "A problem",
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    },
  };
}

function operationId(route: Route): string {
  const words = route.path
    .replaceAll(/[{}]/g, "")
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean);
  return [route.method, ...words]
    .map((word, i) => (i === 0 ? word : `${word[0]?.toUpperCase()}${word.slice(1)}`))
    .join("");
}

function requestBody(route: Route): Json {
  if (route.kind === "stream") {
    return route.takes ? { requestBody: { required: true, content: { [route.takes]: {} } } } : {};
  }
  if (!route.body) return {};
  return { requestBody: { required: true, content: { "application/json": { schema: schema(route.body, "input") } } } };
}

function success(route: Route): Json {
  if (route.kind === "stream") return { 200: { description: "OK", content: { [route.gives]: {} } } };
  if (!route.view) return { [route.status]: { description: "Done" } };
  return {
    [route.status]: { description: "OK", content: { "application/json": { schema: schema(route.view, "output") } } },
  };
}

function parametersOf(object: z.ZodObject | undefined, place: "path" | "query"): Json[] {
  if (!object) return [];
  return Object.entries(object.shape).map(([name, type]) => ({
    name,
    in: place,
    required: place === "path" || !(type as z.ZodType).safeParse(undefined).success,
    schema: schema(type as z.ZodType, "input"),
  }));
}

function schema(type: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...json } = z.toJSONSchema(type, { io, unrepresentable: "any" }) as Json;
  return json;
}
