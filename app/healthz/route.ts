export const dynamic = "force-dynamic";

/** Whether this process answers at all. */
export function GET(): Response {
  return new Response("ok\n", {
    headers: { "Cache-Control": "no-store", "Content-Type": "text/plain; charset=utf-8" },
  });
}
