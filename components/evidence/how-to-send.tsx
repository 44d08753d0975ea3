"use client";

import { CopyButton } from "@/components/ui/copy-button";

/** The token and the two ways to use it, ready to be pasted. */
export function HowToSend({ token }: { token: string }) {
  const origin = location.origin;
  const otel = `OTEL_EXPORTER_OTLP_ENDPOINT=${origin}\nOTEL_EXPORTER_OTLP_HEADERS=authorization=Bearer%20${token}`;
  const lines = `curl ${origin}/v1/events -H 'authorization: Bearer ${token}' \\\n  -H 'content-type: application/x-ndjson' --data-binary @lines.ndjson`;
  return (
    <div className="grid gap-4">
      <Snippet title="Token" text={token} />
      <Snippet title="OpenTelemetry, any SDK or collector (OTLP over HTTP)" text={otel} />
      <Snippet title="JSON lines of any known format" text={lines} />
    </div>
  );
}

function Snippet({ title, text }: { title: string; text: string }) {
  return (
    <section aria-label={title}>
      <h3 className="mb-1 flex items-center justify-between font-medium text-ink-2 text-sm">
        {title} <CopyButton value={text} label="Copy" showLabel />
      </h3>
      <pre className="mono overflow-x-auto whitespace-pre-wrap break-all rounded-md border border-line bg-sunk px-2.5 py-1.5 text-sm">
        {text}
      </pre>
    </section>
  );
}
