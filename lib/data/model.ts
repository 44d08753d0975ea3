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
  "users",
  "subscribers",
  "applicants",
  "students",
  "minors",
  "patients",
  "vulnerable",
  "partners",
  "public",
  "none",
  "unknown",
] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

export const PROTECTIONS = ["none", "encrypted_key_safe", "encrypted_key_exposed", "pseudonymised", "unknown"] as const;
export type Protection = (typeof PROTECTIONS)[number];

/** The kinds of data that GDPR Articles 9 and 10 name, which a notification has to list one by one. */
export const SPECIAL_KINDS = [
  "racial_ethnic",
  "political",
  "religious",
  "trade_union",
  "genetic",
  "biometric",
  "health",
  "sex_life",
  "criminal",
] as const;
export type SpecialKind = (typeof SPECIAL_KINDS)[number];

/** What people state about somebody who got at the data, since no log can. */
export const RECIPIENT_QUESTIONS = ["bound_to_secrecy", "deletion_attested"] as const;
export type RecipientQuestion = (typeof RECIPIENT_QUESTIONS)[number];

/** A person's answer to one of the four questions. `computed` is what the evidence said when it was given. */
export interface GivenAnswer {
  answer: Answer;
  reason: string;
  evidence: string[];
  by: string;
  at: string;
  computed?: Answer | null;
}

/** A count with how sure it is; `unknown` has no number. */
export interface StoredCount {
  certainty: Certainty;
  low: number | null;
  high: number | null;
}
