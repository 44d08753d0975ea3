export type LiveEvent =
  /** Something changed: `incident` is its reference. Ids only; what it is now is asked for. */
  | { type: "change"; incident: string | null }
  /** Who is in the room changed. */
  | { type: "presence"; incident: string }
  /** From now on everything is heard; nothing changed for so long before it. */
  | { type: "hello"; quietForMs: number }
  /** The right to listen is gone; what is asked for now is refused. */
  | { type: "revoked" };

export type LiveStatus = "connecting" | "live" | "offline";

interface Handlers {
  onEvent: (event: LiveEvent) => void;
  onStatus: (status: LiveStatus) => void;
}

type Relayed = { kind: "event"; event: LiveEvent } | { kind: "status"; status: LiveStatus } | { kind: "ask" };

const RETRY_MS = [500, 1000, 2000, 5000, 10_000];

/**
 * One connection for all tabs of a browser on the same subject (an incident, or the list), since HTTP/1.1 allows six to
 * one host: the tab that holds the lock listens and tells the others; when it goes, the next takes over. Returns what
 * ends this tab's part.
 */
export function connectLive(incident: string | null, handlers: Handlers): () => void {
  const name = `firebreak-live:${incident ?? "list"}`;
  if (!("locks" in navigator) || typeof BroadcastChannel === "undefined") return listen(incident, handlers);
  const channel = new BroadcastChannel(name);
  const end = new AbortController();
  let status: LiveStatus = "connecting";
  let leading = false;
  let quietSince = 0;

  const tell = (relayed: Relayed) => {
    if (!end.signal.aborted) channel.postMessage(relayed);
  };
  channel.onmessage = ({ data }: MessageEvent<Relayed>) => {
    if (data.kind === "event") handlers.onEvent(data.event);
    else if (data.kind === "status") handlers.onStatus(data.status);
    else if (leading && status === "live") {
      tell({ kind: "status", status });
      tell({ kind: "event", event: { type: "hello", quietForMs: performance.now() - quietSince } });
    }
  };
  tell({ kind: "ask" });

  const lead = () =>
    new Promise<void>((release) => {
      leading = true;
      const stop = listen(incident, {
        onEvent: (event) => {
          if (event.type === "hello") quietSince = performance.now() - event.quietForMs;
          if (event.type === "change") quietSince = performance.now();
          handlers.onEvent(event);
          tell({ kind: "event", event });
        },
        onStatus: (next) => {
          status = next;
          handlers.onStatus(next);
          tell({ kind: "status", status });
        },
      });
      end.signal.addEventListener("abort", () => {
        stop();
        release();
      });
    });
  // The lock is refused only by our own abort.
  navigator.locks.request(name, { signal: end.signal }, lead).catch(() => {});

  return () => {
    end.abort();
    channel.close();
  };
}

/** The connection itself, with retries of its own: an EventSource gives up for ever on an answer that is not 200. */
function listen(incident: string | null, { onEvent, onStatus }: Handlers): () => void {
  const address = `/api/v1/live${incident ? `?incident=${incident}` : ""}`;
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  function open() {
    source = new EventSource(address);
    source.addEventListener("open", () => {
      failures = 0;
      onStatus("live");
    });
    source.addEventListener("hello", ({ data }: MessageEvent<string>) => {
      onEvent({ type: "hello", quietForMs: Number(fieldOf(data, "quietForMs")) || 0 });
    });
    for (const type of ["change", "presence", "revoked"] as const) {
      source.addEventListener(type, ({ data }: MessageEvent<string>) => {
        const incident = fieldOf(data, "incident");
        onEvent({ type, incident: typeof incident === "string" ? incident : null } as LiveEvent);
        if (type === "revoked") close();
      });
    }
    source.addEventListener("error", () => {
      source?.close();
      onStatus("offline");
      timer = setTimeout(open, RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)]);
    });
  }

  function retryNow() {
    if (source?.readyState === EventSource.OPEN) return;
    clearTimeout(timer);
    source?.close();
    open();
  }

  function close() {
    clearTimeout(timer);
    source?.close();
    window.removeEventListener("online", retryNow);
  }

  open();
  window.addEventListener("online", retryNow);
  return close;
}

function fieldOf(data: string, name: string): unknown {
  try {
    return (JSON.parse(data) as Record<string, unknown>)[name];
  } catch {
    return undefined;
  }
}
