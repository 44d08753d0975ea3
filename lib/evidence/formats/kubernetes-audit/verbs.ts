import type { Verb } from "@/lib/evidence/model";

export interface KubernetesCall {
  verb: string;
  /** Plural name (`secrets`); null for a path that is no resource (`/healthz`). */
  resource: string | null;
  subresource: string | null;
}

/** `resource/subresource`, where what is done says more than the verb of the request. */
const BY_SUBRESOURCE: Readonly<Record<string, Verb>> = {
  "pods/exec": "execute",
  "pods/attach": "execute",
  "pods/portforward": "execute",
  "pods/proxy": "execute",
  "services/proxy": "execute",
  "nodes/proxy": "execute",
  "pods/ephemeralcontainers": "execute",
  "pods/eviction": "delete",
  "serviceaccounts/token": "login",
  "certificatesigningrequests/approval": "approve",
};

/** Whose creation gives rights and whose deletion takes them. */
const GRANTS = new Set(["roles", "clusterroles", "rolebindings", "clusterrolebindings"]);
/** Questions to the API server that change nothing and read nothing. */
const QUESTIONS =
  /^(tokenreviews|selfsubjectreviews|(local|self)?subjectaccessreviews|selfsubject(access|rules)reviews)$/;
/** Kinds whose list carries the contents, not the names alone. */
const CONTENTS = new Set(["secrets", "configmaps"]);

const BY_VERB: Readonly<Record<string, Verb>> = {
  get: "read",
  list: "list",
  watch: "list",
  create: "write",
  update: "write",
  patch: "write",
  apply: "write",
  delete: "delete",
  deletecollection: "delete",
  connect: "execute",
  bind: "grant",
  escalate: "grant",
  approve: "approve",
  proxy: "execute",
};

/** What a request to the API server does; also for the same request in another log (GKE). */
export function kubernetesVerb({ verb, resource, subresource }: KubernetesCall): Verb {
  if (resource === null) return "other";
  const sub = subresource === null ? undefined : lookUp(BY_SUBRESOURCE, `${resource}/${subresource}`);
  if (sub !== undefined && verb !== "list" && verb !== "watch") return sub;
  if (QUESTIONS.test(resource)) return "other";
  const plain = lookUp(BY_VERB, verb) ?? "other";
  if (GRANTS.has(resource) && plain === "write") return "grant";
  if (GRANTS.has(resource) && plain === "delete") return "revoke";
  return plain === "list" && CONTENTS.has(resource) ? "read" : plain;
}

function lookUp(map: Readonly<Record<string, Verb>>, key: string): Verb | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}
