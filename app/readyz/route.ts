import { notReadyBecause } from "@/lib/health/server/readiness";

export const dynamic = "force-dynamic";

/** Whether this process can serve: its database answers and has been migrated. */
export async function GET(): Promise<Response> {
  const reasons = await notReadyBecause();
  const ready = reasons.length === 0;
  return Response.json({ ready, reasons }, { status: ready ? 200 : 503, headers: { "Cache-Control": "no-store" } });
}
