import { type NextRequest, NextResponse } from "next/server";
import { pageContentSecurityPolicy } from "@/lib/start/security-headers";

/**
 * Gives each page its content security policy with a fresh nonce, and nothing else. It is no authorisation boundary:
 * every page and verb checks for itself. Uploads do not pass through here, because this layer cuts bodies at 10 MB.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const policy = pageContentSecurityPolicy(nonce, process.env.NODE_ENV === "development");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("x-path", request.nextUrl.pathname + request.nextUrl.search); // where to come back to after signing in
  headers.set("Content-Security-Policy", policy); // from here Next takes the nonce for its own scripts
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  if (process.env.FIREBREAK_ORIGIN?.startsWith("https://")) {
    response.headers.set("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
  }
  return response;
}

export const config = {
  matcher: ["/((?!api/|v1/|healthz$|readyz$|metrics$|_next/static/|favicon.ico$|icon.svg$).*)"],
};
