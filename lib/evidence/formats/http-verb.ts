import type { Verb } from "@/lib/evidence/model";

const VERBS: Readonly<Record<string, Verb>> = {
  GET: "read",
  HEAD: "list",
  OPTIONS: "other",
  PROPFIND: "list",
  REPORT: "list",
  SEARCH: "read",
  POST: "write",
  PUT: "write",
  PATCH: "write",
  MKCOL: "write",
  MOVE: "write",
  COPY: "write",
  DELETE: "delete",
};

/** What an HTTP method asks for; what a server does with a POST is its own affair. */
export function httpVerb(method: string): Verb {
  const known = method.toUpperCase();
  return (Object.hasOwn(VERBS, known) ? VERBS[known] : undefined) ?? "other";
}
