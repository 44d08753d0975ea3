/** A message as the server sends it: ids and a kind, never content. */
export interface LiveMessage {
  incident: number | null;
  kind: string;
}

type Status = "connecting" | "live" | "offline";

interface Handlers {
  onMessage: (message: LiveMessage) => void;
  /** `resync` when messages may have been missed. */
  onStatus: (status: Status, resync: boolean) => void;
}

type Relayed =
  | { type: "message"; message: LiveMessage }
  | { type: "status"; status: Status; resync: boolean }
  | { type: "ask" };

const NAME = "firebreak-live";
const ADDRESS = "/api/v1/live";
const RETRY_MS = [500, 1000, 2000, 5000, 10_000];

/**
 * One EventSource for all tabs of a browser, which allows six connections to one host: the tab that holds the lock
 * listens and tells the others. When it closes, the next one takes over. Returns what ends the tab's part in it.
 */
export function connectLive(handlers: Handlers): () => void {
  if (!("locks" in navigator) || typeof BroadcastChannel === "undefined") {
    return listen(handlers, () => {});
  }
  const channel = new BroadcastChannel(NAME);
  const end = new AbortController();
  let status: Status = "connecting";
  let leading = false;

  const tell = (relayed: Relayed) => channel.postMessage(relayed);
  channel.onmessage = ({ data }: MessageEvent<Relayed>) => {
    if (data.type === "message") handlers.onMessage(data.message);
    else if (data.type === "status") handlers.onStatus(data.status, data.resync);
    else if (leading) tell({ type: "status", status, resync: false });
  };
  tell({ type: "ask" });

  void navigator.locks
    .request(NAME, { signal: end.signal }, async () => {
      leading = true;
      await new Promise<void>((release) => {
        const stop = listen(
          {
            onMessage: (message) => {
              handlers.onMessage(message);
              tell({ type: "message", message });
            },
            onStatus: (next, resync) => {
              status = next;
              handlers.onStatus(next, resync);
              tell({ type: "status", status: next, resync });
            },
          },
          release,
        );
        end.signal.addEventListener("abort", () => {
          stop();
          release();
        });
      });
    })
    .catch(() => {});

  return () => {
    end.abort();
    channel.close();
  };
}

/** The connection itself, with its own retries: an EventSource gives up for ever on an answer that is not 200. */
function listen(handlers: Handlers, onRefused: () => void): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let wasLive = false;
  let ended = false;

  function open() {
    if (ended) return;
    source = new EventSource(ADDRESS);
    source.onopen = () => {
      failures = 0;
      handlers.onStatus("live", wasLive);
      wasLive = true;
    };
    source.onmessage = ({ data }) => {
      const message = parse(data);
      if (message) handlers.onMessage(message);
    };
    source.onerror = () => {
      source?.close();
      if (ended) return;
      handlers.onStatus("offline", false);
      timer = setTimeout(open, RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)]);
    };
  }

  function retryNow() {
    if (source?.readyState === EventSource.OPEN) return;
    clearTimeout(timer);
    source?.close();
    open();
  }

  open();
  window.addEventListener("online", retryNow);
  return () => {
    ended = true;
    clearTimeout(timer);
    source?.close();
    window.removeEventListener("online", retryNow);
    onRefused();
  };
}

function parse(data: unknown): LiveMessage | null {
  try {
    const message = JSON.parse(String(data)) as LiveMessage;
    return typeof message.kind === "string" ? message : null;
  } catch {
    return null;
  }
}
