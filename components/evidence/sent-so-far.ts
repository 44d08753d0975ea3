/** Files on their way since none was: how many, how much, and how far. */
export interface SentSoFar {
  files: number;
  /** Arrived, failed or given up. */
  ended: number;
  bytes: number;
  sent: number;
  startedMs: number;
}

export const NOTHING_SENT: SentSoFar = { files: 0, ended: 0, bytes: 0, sent: 0, startedMs: 0 };

/** What happens to files, as it changes the total. */
export const countSent = {
  /** More files; a total that has come to its end begins anew. */
  begun(total: SentSoFar, { files, bytes, nowMs }: { files: number; bytes: number; nowMs: number }): SentSoFar {
    const before = total.ended < total.files ? total : { ...NOTHING_SENT, startedMs: nowMs };
    return { ...before, files: before.files + files, bytes: before.bytes + bytes };
  },
  bytes(total: SentSoFar, more: number): SentSoFar {
    return { ...total, sent: total.sent + more };
  },
  /** What did not arrive is no longer part of the total. */
  ended(total: SentSoFar, how: "arrived" | "given up", { size, sent }: { size: number; sent: number }): SentSoFar {
    if (how === "arrived") return { ...total, ended: total.ended + 1, sent: total.sent + size - sent };
    return { ...total, ended: total.ended + 1, bytes: total.bytes - size, sent: total.sent - sent };
  },
};
