import type { Answer, DataCategory, Protection, Question, RecipientQuestion, SpecialKind, SubjectKind } from "./model";

export const CATEGORY_WORDS: Record<DataCategory, string> = {
  basic_personal: "Basic personal data",
  contact: "Contact data",
  behavioural: "Behavioural data",
  financial: "Financial data",
  location: "Location",
  health: "Health",
  special_category: "Special category",
  national_id: "National identifiers",
  credentials: "Credentials and secrets",
  communications: "Communications",
  source_code: "Source code",
  company_confidential: "Company confidential",
  other: "Other",
};

export const SUBJECT_WORDS: Record<SubjectKind, string> = {
  customers: "customers",
  employees: "employees",
  users: "users",
  subscribers: "subscribers",
  applicants: "applicants",
  students: "students",
  minors: "minors",
  patients: "patients",
  vulnerable: "vulnerable people",
  partners: "partners",
  public: "the public",
  none: "about nobody",
  unknown: "subjects unknown",
};

export const PROTECTION_WORDS: Record<Protection, string> = {
  none: "not protected",
  encrypted_key_safe: "encrypted, key safe",
  encrypted_key_exposed: "encrypted, key exposed too",
  pseudonymised: "pseudonymised",
  unknown: "unknown",
};

export const QUESTION_WORDS: Record<Question, { head: string; asks: string }> = {
  exposed: { head: "Exposed", asks: "Could people without clearance reach it?" },
  accessed: { head: "Accessed", asks: "Did somebody without clearance get at it?" },
  exfiltrated: { head: "Exfiltrated", asks: "Did it leave the organisation’s control?" },
  misused: { head: "Misused", asks: "Was it used to do harm?" },
};

export const ANSWER_WORDS: Record<Answer, string> = { yes: "yes", no: "no", unknown: "unknown" };

/** The kinds of data of GDPR Articles 9 and 10. */
export const SPECIAL_WORDS: Record<SpecialKind, string> = {
  racial_ethnic: "racial or ethnic origin",
  political: "political opinions",
  religious: "religious or philosophical beliefs",
  trade_union: "trade union membership",
  genetic: "genetic data",
  biometric: "biometric data",
  health: "health",
  sex_life: "sex life or orientation",
  criminal: "criminal convictions",
};

export const RECIPIENT_WORDS: Record<RecipientQuestion, { head: string; asks: string }> = {
  bound_to_secrecy: { head: "Bound to secrecy", asks: "Does a contract or the law bind them to secrecy?" },
  deletion_attested: { head: "Deletion attested", asks: "Have they attested in writing that they kept nothing?" },
};
