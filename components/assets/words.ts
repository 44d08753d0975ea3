import type { Classification } from "@/lib/assets/model";

export const CLASSIFICATION_WORDS: Record<Classification, string> = {
  public: "Public",
  internal: "Internal",
  confidential: "Confidential",
  restricted: "Restricted",
  secret: "Secret",
};
