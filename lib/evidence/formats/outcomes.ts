import { text } from "@/lib/evidence/formats/fields";
import type { Outcome } from "@/lib/evidence/model";

const REFUSED = /denied|forbidden|unauthori[sz]ed|not authori[sz]ed|permission|rejected|\b40[13]\b/i;

/** What the text of an error says: that something refused, or that something failed. */
export function outcomeOfError(error: string): Outcome {
  return REFUSED.test(error) ? "denied" : "failure";
}

/** An HTTP status: below 400 it was done, 401 and 403 it was refused; nothing that can be read is unknown. */
export function outcomeOfStatus(value: unknown): Outcome {
  const status = text(value);
  if (status === null || !/^[1-5]\d\d$/.test(status)) return "unknown";
  if (status === "401" || status === "403") return "denied";
  return Number(status) < 400 ? "success" : "failure";
}

/**
 * For logs whose records say that something happened (`file_shared`, `login.failed`): the name itself states
 * how it ended, and a name that says nothing else states that it was done.
 */
export function outcomeOfName(action: string): Outcome {
  if (/denied|blocked|rejected|refused/i.test(action)) return "denied";
  return /fail(ed|ure)?(?![a-z])|(?<![a-z])error/i.test(action) ? "failure" : "success";
}
