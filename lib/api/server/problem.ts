import pino from "pino";
import { AppError } from "../errors";

const log = pino({ name: "api", redact: ["password", "token", "authorization", "cookie"] });

/** RFC 9457. Anything that is not a refusal of ours is logged once and answered without its cause. */
export function problemResponse(error: unknown, requestId: string): Response {
  const refusal = error instanceof AppError ? error : refusalOfDatabase(error);
  if (!refusal) {
    log.error({ requestId, ...cause(error) }, "request failed");
    return problem(500, { title: "Internal Server Error", code: "internal" }, requestId, {
      detail: "Something broke on our side; nothing was changed. Try again, and name the request id if it stays.",
    });
  }
  const { fields, retryAfter, extra } = refusal.details;
  const response = problem(
    refusal.status,
    { title: TITLES[refusal.status] ?? "Error", code: refusal.code },
    requestId,
    {
      detail: refusal.message,
      ...(fields ? { errors: fields } : {}),
      ...extra,
    },
  );
  if (retryAfter !== undefined) response.headers.set("Retry-After", String(retryAfter));
  if (refusal.status === 401) response.headers.set("WWW-Authenticate", "Bearer");
  return response;
}

/** The innermost error: the outer one of a failed query repeats its parameters, which are no business of a log. */
function cause(error: unknown): { error: string; stack: string | undefined } {
  let inner = error;
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause;
  if (!(inner instanceof Error)) return { error: typeof inner, stack: undefined };
  return { error: `${inner.name}: ${inner.message}`, stack: inner.stack };
}

const TITLES: Record<number, string> = {
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  410: "Gone",
  412: "Precondition Failed",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  428: "Precondition Required",
  429: "Too Many Requests",
  503: "Service Unavailable",
};

function problem(status: number, what: { title: string; code: string }, requestId: string, members: object): Response {
  const body = { type: `/developers/problems/${what.code}`, ...what, status, ...members, requestId };
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/problem+json" } });
}

/** What PostgreSQL refuses on its own behalf, in words for people. */
const CONSTRAINTS: Record<string, { code: "conflict" | "invalid"; message: string }> = {
  users_email_key: { code: "conflict", message: "There is already a user with this e-mail address." },
  assets_name_key: { code: "conflict", message: "There is already an asset of this name." },
  principals_name_key: { code: "conflict", message: "There is already a principal of this name." },
  principal_aliases_value_key: { code: "conflict", message: "This alias already belongs to another principal." },
  exposure_windows_bounds_check: {
    code: "invalid",
    message:
      "The window's bounds are out of order: earliest ≤ time ≤ latest at each end, and it closes after it opens.",
  },
};

function refusalOfDatabase(error: unknown): AppError | null {
  const cause = databaseError(error);
  if (!cause) return null;
  const known = cause.constraint_name ? CONSTRAINTS[cause.constraint_name] : undefined;
  if (known) return new AppError(known.code, known.message);
  if (cause.code === "57014") {
    return new AppError("unavailable", "This took too long and was stopped. Narrow it, or try again.", {
      retryAfter: 5,
    });
  }
  if (cause.code === "40001" || cause.code === "40P01") {
    return new AppError("conflict", "Somebody else changed the same at the same moment. Try again.");
  }
  if (
    ["57P01", "57P03", "08006", "08001", "ECONNREFUSED", "CONNECTION_CLOSED", "CONNECT_TIMEOUT"].includes(cause.code)
  ) {
    return new AppError("unavailable", "The database can't be reached at the moment. Try again shortly.", {
      retryAfter: 2,
    });
  }
  return null;
}

function databaseError(error: unknown): { code: string; constraint_name?: string } | null {
  for (let e: unknown = error; e instanceof Error; e = e.cause) {
    if ("code" in e && typeof e.code === "string") return e as unknown as { code: string; constraint_name?: string };
  }
  return null;
}
