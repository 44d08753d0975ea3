export const AUDIENCE_KINDS = ["listed", "group", "organisation", "public"] as const;
export type AudienceKind = (typeof AUDIENCE_KINDS)[number];

/** The path by which an asset was open. */
export const EXPOSURE_PATHS = [
  "permission_change",
  "public_link",
  "agent_output",
  "leaked_credential",
  "misconfiguration",
  "integration_flaw",
  "other",
] as const;
export type ExposurePath = (typeof EXPOSURE_PATHS)[number];
