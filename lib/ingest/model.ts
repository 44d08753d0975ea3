const MIB = 1024 * 1024;

/** What one request may hold, as it comes and unpacked: exporters send far less and send more often. */
export const MOST_BODY_BYTES = 4 * MIB;
export const MOST_TEXT_BYTES = 8 * MIB;

/** What may wait for the worker, of one source and of all, before senders are asked to come back later. */
export const MOST_WAITING_BYTES = 64 * MIB;
export const MOST_WAITING_BYTES_OF_ALL = 512 * MIB;
export const RETRY_AFTER_SECONDS = 5;

/** The signals that are taken, each at `/v1/<name>`. */
export const SIGNALS = ["traces", "logs", "events"] as const;
export type Signal = (typeof SIGNALS)[number];
