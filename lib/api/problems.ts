import { ERROR_STATUS, type ErrorCode } from "./errors";

/** What each kind of refusal means and what to do about it; the page behind a problem's `type`. */
const MEANINGS: Record<ErrorCode, string> = {
  unauthenticated:
    "The request carried no session or token that is known, valid and not revoked. Sign in, or send Authorization: Bearer fb_…",
  forbidden:
    "Who asks is known, but may not do this: the role or the token's scopes do not include it, or the request came from another site.",
  not_found: "There is nothing at this address, or it may not be seen. The two are answered alike on purpose.",
  conflict:
    "What was asked contradicts how things stand, for example a gate that is not met. The answer says what stands in the way.",
  gone: "A link that can be used once was used already, or has expired.",
  precondition_failed:
    "Somebody changed it since it was read: the version in If-Match is no longer the current one. Read it again and decide.",
  too_large: "The body is larger than this address takes. Log files go to the evidence of an incident, in any size.",
  unsupported: "The body's media type is not one that this address takes.",
  invalid:
    "The input is not what this address takes. `errors` names each member by JSON pointer and says what is wrong with it.",
  precondition_required:
    "A change of this needs If-Match with the version that was read, so that nobody's work is overwritten.",
  too_many: "Too many tries in a short time. Retry-After says how long to wait.",
  unavailable: "The server can't answer at the moment; nothing was changed. Retry-After says when to try again.",
};

export interface ProblemMeaning {
  code: string;
  status: number;
  meaning: string;
}

export const PROBLEMS: readonly ProblemMeaning[] = [
  ...(Object.keys(ERROR_STATUS) as ErrorCode[]).map((code) => ({
    code,
    status: ERROR_STATUS[code],
    meaning: MEANINGS[code],
  })),
  {
    code: "internal",
    status: 500,
    meaning: "Something broke on the server's side and nothing was changed. `requestId` finds it in the server's log.",
  },
];
