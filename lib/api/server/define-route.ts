import type * as z from "zod";
import type { Permission } from "@/lib/access/model";
import type { Ctx } from "./context";

export type Method = "get" | "post" | "patch" | "put" | "delete";

/** Who may call at all; what the verb then allows may be narrower, never wider. */
export type RoutePermission = Permission | "signed-in" | "public";

interface Common {
  method: Method;
  /** Below /api/v1, with `{name}` for parameters. */
  path: string;
  summary: string;
  permission: RoutePermission;
  params?: z.ZodObject | undefined;
  query?: z.ZodObject | undefined;
}

/** A route of JSON in, JSON out. */
export interface JsonRoute extends Common {
  kind: "json";
  body?: z.ZodType | undefined;
  status: 200 | 201 | 202 | 204;
  view: z.ZodType | null;
  run(ctx: Ctx, input: { params: unknown; query: unknown; body: unknown; request: Request }): Promise<unknown>;
}

/** A route whose body or answer is bytes or a stream. */
export interface StreamRoute extends Common {
  kind: "stream";
  /** Media types for the document: what is taken, what is given. */
  takes?: string;
  gives: string;
  respond(ctx: Ctx, input: { params: unknown; query: unknown; request: Request }): Promise<Response>;
}

export type Route = JsonRoute | StreamRoute;

type Out<S> = S extends z.ZodType ? z.output<S> : undefined;

/**
 * Says one entry of the API. Inputs arrive parsed by their schemas; `run` is the verb, or two lines around it.
 * The verb decides who may; `permission` is what the document says and what the first, coarse check asks for.
 */
export function defineRoute<
  P extends z.ZodObject | undefined = undefined,
  Q extends z.ZodObject | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  V extends z.ZodType | null = null,
>(route: {
  method: Method;
  path: string;
  summary: string;
  permission: RoutePermission;
  params?: P;
  query?: Q;
  body?: B;
  status?: 200 | 201 | 202 | 204;
  view: V;
  run(
    ctx: Ctx,
    input: { params: Out<P>; query: Out<Q>; body: Out<B>; request: Request },
  ): Promise<V extends z.ZodType ? z.input<V> : void>;
}): Route {
  return { kind: "json", status: 200, ...route } as unknown as Route;
}

/** As defineRoute, for uploads, downloads and event streams: the request's body is not read before `respond`. */
export function defineStream<
  P extends z.ZodObject | undefined = undefined,
  Q extends z.ZodObject | undefined = undefined,
>(route: {
  method: Method;
  path: string;
  summary: string;
  permission: RoutePermission;
  params?: P;
  query?: Q;
  takes?: string;
  gives: string;
  respond(ctx: Ctx, input: { params: Out<P>; query: Out<Q>; request: Request }): Promise<Response>;
}): Route {
  return { kind: "stream", ...route } as unknown as Route;
}
