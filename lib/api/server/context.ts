import { randomUUID } from "node:crypto";
import type { Permission, Role } from "@/lib/access/model";
import { permissionsOf } from "@/lib/access/model";
import { dateToInstant, type Instant } from "@/lib/time/instant";

export interface Actor {
  kind: "user" | "token" | "system";
  /** The user's id, also for a token (rights and membership are its owner's); `system` for the software. */
  userId: string;
  /** Session or token by which the actor came. */
  viaId: string | null;
  name: string;
  role: Role;
  permissions: ReadonlySet<Permission>;
}

/** Who asks, when, and from where: the first argument of every verb. */
export interface Ctx {
  /** Null for somebody who is not signed in. */
  actor: Actor | null;
  now(): Instant;
  requestId: string;
  source: "web" | "api" | "system" | "seed";
  ip: string | null;
  /** Set when the request carried an Idempotency-Key; see inTransaction. */
  idempotency?: { key: string; requestHash: string };
}

/** For work that no person asked for directly: jobs, recomputation. May do everything, and is named "Firebreak". */
export function systemContext(now: () => Instant = () => dateToInstant(new Date())): Ctx {
  return {
    actor: {
      kind: "system",
      userId: "system",
      viaId: null,
      name: "Firebreak",
      role: "admin",
      permissions: new Set(permissionsOf("admin")),
    },
    now,
    requestId: randomUUID(),
    source: "system",
    ip: null,
  };
}

/** A context for a known user: seeds, tests and pages use it; requests get theirs from the session or token. */
export function userContext(
  user: { id: string; name: string; role: Role },
  options: { now?: () => Instant; source?: Ctx["source"]; ip?: string | null } = {},
): Ctx {
  return {
    actor: {
      kind: "user",
      userId: user.id,
      viaId: null,
      name: user.name,
      role: user.role,
      permissions: new Set(permissionsOf(user.role)),
    },
    now: options.now ?? (() => dateToInstant(new Date())),
    requestId: randomUUID(),
    source: options.source ?? "web",
    ip: options.ip ?? null,
  };
}
