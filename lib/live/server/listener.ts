import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { databaseConfiguration, db } from "@/db/client";
import { REVOKED_CHANNEL } from "@/lib/access/server/notify-revoked";
import { LIVE_CHANNEL } from "./notify";

const PING_MS = 5000;

interface Heard {
  live(text: string): void;
  revoked(text: string): void;
  /** Something may have been missed, or will be: nobody listens any more, start again. */
  lost(): void;
}

/**
 * One connection that listens. It calls to itself every few seconds: a connection that was cut without a word, or whose
 * LISTEN was lost with a restart of the database, does not answer and is given up.
 */
export class Listener {
  readonly #heard: Heard;
  readonly #client = postgres(databaseConfiguration().url, {
    max: 1,
    connect_timeout: 10,
    onnotice: () => {},
    connection: { application_name: "firebreak live" },
  });
  readonly #ping = randomUUID();
  #answered = true;
  #timer: ReturnType<typeof setInterval> | undefined;
  #ended = false;

  constructor(heard: Heard) {
    this.#heard = heard;
  }

  async start(): Promise<void> {
    let before = false;
    const onListen = () => {
      if (before) this.#lose();
      before = true;
    };
    await this.#client.listen(LIVE_CHANNEL, (text) => this.#hear(text), onListen);
    await this.#client.listen(REVOKED_CHANNEL, (text) => this.#heard.revoked(text));
    this.#timer = setInterval(() => void this.#callSelf(), PING_MS);
  }

  async end(): Promise<void> {
    this.#ended = true;
    clearInterval(this.#timer);
    await this.#client.end({ timeout: 1 }).catch(() => {});
  }

  #hear(text: string): void {
    if (text === this.#ping) this.#answered = true;
    else this.#heard.live(text);
  }

  async #callSelf(): Promise<void> {
    if (!this.#answered) return this.#lose();
    this.#answered = false;
    try {
      await db().execute(sql`select pg_notify(${LIVE_CHANNEL}, ${this.#ping})`);
    } catch {
      this.#lose();
    }
  }

  #lose(): void {
    if (this.#ended) return;
    void this.end();
    this.#heard.lost();
  }
}
