export const ROLES = ["viewer", "responder", "commander", "auditor", "admin"] as const;
export type Role = (typeof ROLES)[number];

/**
 * What a role may do, and the scopes that an API token can carry: the same words. `ask` is for agents and gateways: to
 * ask a person for permission, and nothing else. `calendar` is for the secret address of the clocks, and nothing else.
 */
export const PERMISSIONS = ["read", "respond", "command", "administer", "audit", "ask", "alert", "calendar"] as const;
export type Permission = (typeof PERMISSIONS)[number];

const PERMISSIONS_OF: Record<Role, readonly Permission[]> = {
  viewer: ["read", "calendar"],
  responder: ["read", "respond", "ask", "alert", "calendar"],
  commander: ["read", "respond", "command", "ask", "alert", "calendar"],
  auditor: ["read", "audit", "calendar"],
  admin: ["read", "respond", "command", "administer", "audit", "ask", "alert", "calendar"],
};

export function permissionsOf(role: Role): readonly Permission[] {
  return PERMISSIONS_OF[role];
}

/** Rights of a token: what its owner may do, narrowed to the token's scopes. */
export function permissionsOfToken(role: Role, scopes: readonly Permission[]): readonly Permission[] {
  return PERMISSIONS_OF[role].filter((permission) => scopes.includes(permission));
}

export const LIMITS = { nameLength: 120, emailLength: 254, passwordMin: 15, passwordMax: 256 } as const;
