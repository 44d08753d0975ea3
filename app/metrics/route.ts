import { requirePermission } from "@/lib/access/server/require";
import { problemResponse } from "@/lib/api/server/problem";
import { requestContext } from "@/lib/api/server/request-context";
import { metricsText } from "@/lib/health/server/metrics";

export const dynamic = "force-dynamic";

/** For Prometheus, with a token of the scope "read" in the Authorization header. */
export async function GET(request: Request): Promise<Response> {
  try {
    requirePermission(await requestContext(request), "read");
    const { body, type } = await metricsText();
    return new Response(body, { headers: { "Cache-Control": "no-store", "Content-Type": type } });
  } catch (error) {
    return problemResponse(error, crypto.randomUUID());
  }
}
