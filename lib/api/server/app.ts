import { Hono } from "hono";
import { AppError } from "../errors";
import { handleRoute } from "./handle";
import { openApiDocument } from "./openapi";
import { problemResponse } from "./problem";
import { ROUTES } from "./route-table";

/** The whole API as one fetch handler; Next mounts it, tests call it. */
export const api = makeApi();

function makeApi(): Hono {
  const app = new Hono().basePath("/api/v1");
  for (const route of ROUTES) {
    const path = route.path.replaceAll(/\{(\w+)\}/g, ":$1");
    app.on(route.method.toUpperCase(), path, (c) => handleRoute(route, c.req.raw, decoded(c.req.param())));
  }
  app.get("/openapi.json", (c) => c.json(openApiDocument(ROUTES), 200, { "Cache-Control": "no-store" }));
  app.notFound((c) => {
    const known = ROUTES.some((route) => matches(route.path, c.req.path.slice("/api/v1".length)));
    if (known) {
      const response = problemResponse(
        new AppError("not_found", `${c.req.method} is not for this address.`),
        crypto.randomUUID(),
      );
      return new Response(response.body, { status: 405, headers: response.headers });
    }
    return problemResponse(new AppError("not_found", "There is nothing at this address."), crypto.randomUUID());
  });
  return app as unknown as Hono;
}

function decoded(params: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined));
}

function matches(pattern: string, path: string): boolean {
  const parts = pattern.split("/");
  const given = path.split("/");
  return parts.length === given.length && parts.every((part, i) => part.startsWith("{") || part === given[i]);
}
