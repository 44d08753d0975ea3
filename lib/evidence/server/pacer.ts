import { LIVE_CHANNEL, type LiveMessage } from "@/lib/live/server/notify";
import type { Pace, StoreTarget } from "./store-batch";

const TELL_EVERY_MS = 1000;

/** How far and how fast an import goes, told to those who watch at most once a second. */
export class Pacer {
  private read = 0;
  private lastAt = Date.now();
  private lastStaged: number;
  private rate: number | null = null;
  private toldAt = 0;

  constructor(
    private readonly target: StoreTarget,
    private readonly total: number,
    staged: number,
  ) {
    this.lastStaged = staged;
  }

  /** The furthest byte of the original that was read. */
  readonly onRead = (until: number): void => {
    if (until > this.read) this.read = Math.min(until, this.total);
  };

  sinceLast(): number {
    return Date.now() - this.lastAt;
  }

  pace(staged: number): Pace {
    const now = Date.now();
    const seconds = (now - this.lastAt) / 1000;
    if (seconds > 0.05) {
      const rate = (staged - this.lastStaged) / seconds;
      this.rate = this.rate === null ? rate : this.rate * 0.7 + rate * 0.3;
    }
    this.lastAt = now;
    this.lastStaged = staged;
    return { bytesRead: this.read, eventsPerSecond: this.rate === null ? null : Math.round(this.rate) };
  }

  async tell(): Promise<void> {
    const now = Date.now();
    if (now - this.toldAt < TELL_EVERY_MS) return;
    this.toldAt = now;
    const message: LiveMessage = { incident: this.target.incidentId, kind: "evidence_progress" };
    await this.target.sql`select pg_notify(${LIVE_CHANNEL}, ${JSON.stringify(message)})`;
  }
}
