import { describe, expect, test } from "vitest";
import * as z from "zod";
import { openApiDocument } from "./openapi";
import { ROUTES } from "./route-table";

describe("the inputs of every route", () => {
  test("take no member that their schema does not name, so that no column can be set from outside", () => {
    for (const route of ROUTES) {
      if (route.kind !== "json" || !route.body) continue;
      const json = JSON.stringify(z.toJSONSchema(route.body, { io: "input", unrepresentable: "any" }));
      expect(json, `${route.method} ${route.path}`).not.toContain('"additionalProperties":{}');
    }
  });

  test("have a limit on every text and every list", () => {
    const unlimited: string[] = [];
    const long = "x".repeat(200_000);
    for (const route of ROUTES) {
      const name = `${route.method} ${route.path}`;
      for (const [parameter, type] of Object.entries({ ...route.query?.shape, ...route.params?.shape })) {
        if ((type as z.ZodType).safeParse(long).success) unlimited.push(`${name}?${parameter}`);
      }
      if (route.kind !== "json" || !route.body) continue;
      collectUnlimited(z.toJSONSchema(route.body, { io: "input", unrepresentable: "any" }) as Schema, name, unlimited);
    }
    expect(unlimited).toEqual([]);
  });
});

describe("the OpenAPI document", () => {
  test("names every route with a unique operation", () => {
    const document = openApiDocument(ROUTES) as {
      openapi: string;
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    const ids = Object.values(document.paths).flatMap((item) =>
      Object.values(item).map((operation) => operation.operationId),
    );
    expect(document.openapi).toBe("3.1.0");
    expect(ids).toHaveLength(ROUTES.length);
    expect(new Set(ids).size).toBe(ROUTES.length);
  });
});

interface Schema {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  maxLength?: number;
  maxItems?: number;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  allOf?: Schema[];
}

function collectUnlimited(schema: Schema, path: string, found: string[]): void {
  const bounded =
    schema.maxLength !== undefined || schema.enum || schema.const !== undefined || schema.format || schema.pattern;
  if (schema.type === "string" && !bounded) found.push(path);
  if (schema.type === "array" && schema.maxItems === undefined) found.push(`${path}[]`);
  for (const [name, member] of Object.entries(schema.properties ?? {}))
    collectUnlimited(member, `${path}.${name}`, found);
  if (schema.items) collectUnlimited(schema.items, `${path}[]`, found);
  for (const part of [...(schema.anyOf ?? []), ...(schema.allOf ?? [])]) collectUnlimited(part, path, found);
}
