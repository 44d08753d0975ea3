import { ApiError, apiFetch } from "@/lib/api/client";
import { fingerprintOf } from "./fingerprint";
import type { ReceivedView, UploadView } from "./views";

/** The interval that an export covers, by who brings it; what is left out is inferred from its events. */
export interface StatedCoverage {
  from: string | null;
  until: string | null;
}

export interface Sending {
  name: string;
  coverage: StatedCoverage;
  format: string | null;
  onSent: (bytes: number) => void;
  /** Sending begins, or goes on, at this byte; with the upload's id where it can go on later. */
  onPlace: (byte: number, upload: string | null) => void;
  /** The connection is gone; sending goes on by itself once it is back. */
  onLost: () => void;
  signal: AbortSignal;
}

/** Up to here a file is one request: to send it again costs less than to ask how far it was. */
const ONE_REQUEST_BYTES = 4 * 1024 * 1024;
/** Nothing was sent for so long: the connection is gone, though nobody said so. */
const STALLED_MS = 30_000;
const LONGEST_WAIT_MS = 15_000;

/**
 * Sends one file as it is. After a lost connection it goes on by itself, a large file at the byte that arrived. Throws
 * ApiError for a refusal, a DOMException named AbortError when `signal` ends it.
 */
export async function sendSource(ref: string, file: File, sending: Sending): Promise<ReceivedView> {
  const attempt = file.size > ONE_REQUEST_BYTES ? inParts(ref, file, sending) : () => atOnce(ref, file, sending);
  for (let failed = 0; ; failed += 1) {
    let sent = false;
    const stop = watchProgress(sending, () => {
      sent = true;
    });
    try {
      return await attempt();
    } catch (error) {
      if (sending.signal.aborted || !isPassing(error)) throw error;
      await refuseUnreadable(file);
      if (sent) failed = 0;
      sending.onLost();
      await pause(Math.min(1000 * 2 ** failed, LONGEST_WAIT_MS), sending.signal);
    } finally {
      stop();
    }
  }
}

/** Lets `heard` know of the first progress. */
function watchProgress(sending: Sending, heard: () => void): () => void {
  const { onSent } = sending;
  sending.onSent = (bytes) => {
    heard();
    onSent(bytes);
  };
  return () => {
    sending.onSent = onSent;
  };
}

/** One request; its bytes are kept only if all of them arrive. */
function atOnce(ref: string, file: File, sending: Sending): Promise<ReceivedView> {
  const query = new URLSearchParams(said(sending) as Record<string, string>);
  sending.onPlace(0, null);
  return send<ReceivedView>("POST", `/incidents/${ref}/evidence?${query}`, file, {
    onSent: (bytes) => sending.onSent(bytes),
    signal: sending.signal,
    headers: { "Content-Type": "application/octet-stream" },
  });
}

/** Each call asks how far the upload is and sends the rest. */
function inParts(ref: string, file: File, sending: Sending): () => Promise<ReceivedView> {
  const base = `/incidents/${ref}/uploads`;
  const { signal } = sending;
  let id: string | null = null;
  const begin = async () => {
    const body = { ...said(sending), bytes: file.size, fingerprint: await fingerprintOf(file) };
    return apiFetch<UploadView>(base, { method: "POST", body, signal });
  };
  return async () => {
    const upload: UploadView =
      id === null ? await begin() : await apiFetch<UploadView>(`${base}/${id}`, { signal }).catch(isGone);
    id = upload.id === "" ? null : upload.id;
    if (upload.received) return upload.received;
    if (id === null) throw new TypeError("The upload was given up meanwhile; it begins anew.");
    const { offset } = upload;
    sending.onPlace(offset, id);
    return send<ReceivedView>("PATCH", `${base}/${id}`, file.slice(offset), {
      onSent: (bytes) => sending.onSent(offset + bytes),
      signal,
      headers: { "Content-Type": "application/partial-upload", "Upload-Offset": String(offset) },
    });
  };
}

/** Swept, since it waited for too long. */
function isGone(error: unknown): UploadView {
  if (!(error instanceof ApiError) || error.status !== 404) throw error;
  return { id: "", filename: "", bytes: 0, offset: 0, begunAt: "", keptUntil: "", received: null };
}

function said({ name, format, coverage }: Sending): Record<string, string> {
  return {
    filename: name.slice(-1000),
    ...(format ? { format } : {}),
    ...(coverage.from ? { coverageFrom: coverage.from } : {}),
    ...(coverage.until ? { coverageUntil: coverage.until } : {}),
  };
}

/** What goes by without anybody doing something: no connection, a server that restarts, a place that moved. */
function isPassing(error: unknown): boolean {
  if (error instanceof TypeError) return true;
  return (
    error instanceof ApiError &&
    ([429, 502, 503, 504].includes(error.status) || typeof error.problem["expected-offset"] === "number")
  );
}

/** A browser says of a file that was moved or changed just what it says of a lost connection. */
async function refuseUnreadable(file: File): Promise<void> {
  try {
    await file.slice(0, 1).arrayBuffer();
  } catch {
    throw new ApiError(0, { detail: "The file can't be read any more: it was changed or moved. Choose it again." });
  }
}

/** Until then, or until the browser says that it is online again. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      signal.removeEventListener("abort", done);
      if (signal.aborted) reject(new DOMException("cancelled", "AbortError"));
      else resolve();
    }
    window.addEventListener("online", done);
    signal.addEventListener("abort", done);
  });
}

interface Request {
  headers: Record<string, string>;
  onSent: (bytes: number) => void;
  signal: AbortSignal;
}

/** XMLHttpRequest, because fetch says nothing about how much has been sent. */
function send<T>(method: string, path: string, body: Blob, { headers, onSent, signal }: Request): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const broke = () => reject(new TypeError("The connection broke while the file was being sent."));
    let stalled: ReturnType<typeof setTimeout> | undefined;
    request.open(method, `/api/v1${path}`);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded }) => {
      clearTimeout(stalled);
      if (loaded < body.size)
        stalled = setTimeout(() => {
          broke();
          request.abort();
        }, STALLED_MS);
      onSent(loaded);
    };
    request.onload = () => {
      const answer = parse(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(answer as T);
      else reject(new ApiError(request.status, answer));
    };
    request.onerror = broke;
    request.onabort = () => reject(new DOMException("cancelled", "AbortError"));
    request.onloadend = () => clearTimeout(stalled);
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(body);
  });
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
