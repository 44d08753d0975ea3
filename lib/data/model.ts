export const ANSWERS = ["yes", "no", "unknown"] as const;
export type Answer = (typeof ANSWERS)[number];

/** How sure a count is. `unknown` is never added up as a number. */
export const CERTAINTIES = ["known", "estimate", "unknown"] as const;
export type Certainty = (typeof CERTAINTIES)[number];

export const QUESTIONS = ["exposed", "accessed", "exfiltrated", "misused"] as const;
export type Question = (typeof QUESTIONS)[number];

export const DATA_CATEGORIES = [
  "basic_personal",
  "contact",
  "behavioural",
  "financial",
  "location",
  "health",
  "special_category",
  "national_id",
  "credentials",
  "communications",
  "source_code",
  "company_confidential",
  "other",
] as const;
export type DataCategory = (typeof DATA_CATEGORIES)[number];

export const SUBJECT_KINDS = [
  "customers",
  "employees",
  "minors",
  "patients",
  "partners",
  "public",
  "none",
  "unknown",
] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

export const PROTECTIONS = ["none", "encrypted_key_safe", "encrypted_key_exposed", "pseudonymised", "unknown"] as const;
export type Protection = (typeof PROTECTIONS)[number];
