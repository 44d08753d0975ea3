import { answerSender } from "@/lib/ingest/server/answer-sender";

export const dynamic = "force-dynamic";

/** Where exporters expect it: OTLP/HTTP names these paths from the root. */
export async function POST(request: Request, { params }: { params: Promise<{ signal: string }> }): Promise<Response> {
  return answerSender((await params).signal, request);
}
