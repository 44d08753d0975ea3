export const ERROR_STATUS = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  gone: 410,
  precondition_failed: 412,
  too_large: 413,
  unsupported: 415,
  invalid: 422,
  precondition_required: 428,
  too_many: 429,
  unavailable: 503,
} as const;
export type ErrorCode = keyof typeof ERROR_STATUS;

/** What is wrong with one part of the input; `pointer` is a JSON pointer (`/title`). */
export interface FieldError {
  pointer: string;
  message: string;
}

interface Details {
  fields?: FieldError[];
  /** Seconds after which trying again makes sense. */
  retryAfter?: number;
  /** Further members of the problem document, e.g. the gates that are not met. */
  extra?: Record<string, unknown>;
}

/** A refusal that the person can do something about; the message says what is wrong and what to do. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Details;

  constructor(code: ErrorCode, message: string, details: Details = {}) {
    super(message);
    this.name = "AppError";
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

/** For what can only be our own mistake: answered as 500 with the request's id. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`invariant broken: ${message}`);
}
