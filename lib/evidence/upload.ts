import { ApiError } from "@/lib/api/client";
import type { ReceivedView } from "./views";

/** The interval that an export covers, by who brings it; what is left out is inferred from its events. */
export interface StatedCoverage {
  from: string | null;
  until: string | null;
}

/**
 * Sends one file as it is. XMLHttpRequest, because fetch says nothing about how much has been sent.
 * Throws ApiError for a refusal, a DOMException named AbortError when `signal` ends it, TypeError when the
 * connection breaks.
 */
export function uploadSource(
  ref: string,
  file: File,
  options: {
    name: string;
    coverage: StatedCoverage;
    format: string | null;
    onSent: (bytes: number) => void;
    signal: AbortSignal;
  },
): Promise<ReceivedView> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const query = new URLSearchParams({ filename: options.name.slice(-1000) });
    if (options.format) query.set("format", options.format);
    if (options.coverage.from) query.set("coverageFrom", options.coverage.from);
    if (options.coverage.until) query.set("coverageUntil", options.coverage.until);
    request.open("POST", `/api/v1/incidents/${ref}/evidence?${query}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = (event) => options.onSent(event.loaded);
    request.onload = () => {
      const body = parse(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(body as unknown as ReceivedView);
      else reject(new ApiError(request.status, body));
    };
    request.onerror = () => reject(new TypeError("The connection broke while the file was being sent."));
    request.onabort = () => reject(new DOMException("cancelled", "AbortError"));
    options.signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
