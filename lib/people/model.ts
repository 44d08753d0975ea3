export const PRINCIPAL_KINDS = ["human", "agent", "service"] as const;
export type PrincipalKind = (typeof PRINCIPAL_KINDS)[number];

/** `void`: valid in the system, invalid in policy, because the incident itself made it. */
export const STANDINGS = ["valid", "void", "deny"] as const;
export type Standing = (typeof STANDINGS)[number];
