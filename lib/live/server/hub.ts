import type { Revoked } from "@/lib/access/server/notify-revoked";
import type { Follower } from "./follower";
import { Listener } from "./listener";
import { type LiveMessage, PRESENCE } from "./notify";
import { stillHere } from "./presence";
import { seersOf } from "./who-may-see";

/** The first message after a quiet time goes out at once; those that follow within this time, as one. */
const GATHER_MS = 60;
const HEARTBEAT_MS = 20_000;
/** Rights are asked for again this often even if nobody said that they changed. */
const RECHECK_MS = 120_000;
/** Who opens the next page soon after is told what changed meanwhile, since somebody went on listening. */
const LINGER_MS = 120_000;
export const MAX_FOLLOWERS = 2000;
export const MAX_FOLLOWERS_EACH = 40;

/**
 * Passes what the database announces on to the streams of this process, over one connection that listens. Holds ids
 * only, and asks the database who may see an incident before a word about it leaves.
 */
class Hub {
  readonly #followers = new Set<Follower>();
  readonly #gathered = new Map<number, Set<string>>();
  #listener: { listener: Listener; started: Promise<void> } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #passedOnAt = Number.NEGATIVE_INFINITY;
  #beats: ReturnType<typeof setInterval> | undefined;
  #linger: ReturnType<typeof setTimeout> | undefined;
  #lastRecheck = Date.now();
  #listeningSince = 0;
  /** When something of an incident (null: of a list outside every incident) changed last, by performance.now(). */
  readonly #changed = new Map<number | null, number>();

  get size(): number {
    return this.#followers.size;
  }

  sizeOf(userId: string): number {
    return [...this.#followers].filter((follower) => follower.actor.userId === userId).length;
  }

  /** Resolves once the database is being listened to, so that nothing after it is missed. */
  async add(follower: Follower): Promise<void> {
    clearTimeout(this.#linger);
    this.#followers.add(follower);
    this.#beats ??= setInterval(() => this.#beat(), HEARTBEAT_MS);
    this.#listener ??= this.#listen();
    try {
      await this.#listener.started;
    } catch (error) {
      this.#stopListening();
      this.remove(follower);
      throw error;
    }
  }

  remove(follower: Follower): void {
    this.#followers.delete(follower);
    if (this.#followers.size > 0) return;
    clearInterval(this.#beats);
    this.#beats = undefined;
    clearTimeout(this.#linger);
    this.#linger = setTimeout(() => this.#stopListening(), LINGER_MS).unref();
  }

  /** Milliseconds for which nothing of the incident changed, as far as somebody listened. */
  quietForMs(incident: number): number {
    const since = Math.max(this.#listeningSince, this.#changed.get(incident) ?? 0, this.#changed.get(null) ?? 0);
    return Math.floor(performance.now() - since);
  }

  /** Ends the connection that listens; the next follower begins anew. */
  end(): void {
    this.#closeAll();
  }

  #listen() {
    const listener = new Listener({
      live: (text) => this.#hear(text),
      revoked: (text) => this.#onRevoked(text),
      lost: () => this.#closeAll(),
    });
    const started = listener.start().then(() => {
      this.#listeningSince = performance.now();
    });
    return { listener, started };
  }

  #stopListening(): void {
    this.#changed.clear();
    void this.#listener?.listener.end();
    this.#listener = null;
  }

  #hear(text: string): void {
    const message = parse<LiveMessage>(text);
    if (!message || typeof message.kind !== "string") return;
    if (message.kind !== PRESENCE) this.#changed.set(message.incident, performance.now());
    if (message.incident === null) {
      // That a list changed is no secret of any incident; what is in it now is asked for with one's own rights.
      for (const follower of this.#followers) follower.tellList(message.kind);
      return;
    }
    const kinds = this.#gathered.get(message.incident) ?? new Set();
    this.#gathered.set(message.incident, kinds.add(message.kind));
    const wait = Math.max(0, this.#passedOnAt + GATHER_MS - performance.now());
    this.#timer ??= setTimeout(() => void this.#passOn(), wait);
  }

  async #passOn(): Promise<void> {
    const gathered = [...this.#gathered];
    this.#gathered.clear();
    this.#timer = undefined;
    this.#passedOnAt = performance.now();
    try {
      for (const [incident, kinds] of gathered) {
        const concerned = [...this.#followers].filter((f) => f.incident === null || f.incident === incident);
        if (concerned.length === 0) continue;
        const maySee = await seersOf(incident);
        for (const follower of concerned) if (maySee(follower.actor)) follower.tell(incident, [...kinds]);
      }
    } catch {
      // Who can't be told what changed has to read it again.
      this.#closeAll();
    }
  }

  #onRevoked(text: string): void {
    const revoked = parse<Revoked>(text);
    if (revoked) this.#recheck([...this.#followers].filter((follower) => concerns(revoked, follower)));
  }

  #beat(): void {
    for (const follower of this.#followers) follower.beat();
    void stillHere([...this.#followers]).catch(() => {});
    const now = Date.now();
    if (now - this.#lastRecheck < RECHECK_MS) return;
    this.#lastRecheck = now;
    this.#recheck([...this.#followers]);
  }

  #recheck(followers: Follower[]): void {
    for (const follower of followers) void follower.recheck();
  }

  /** Readers come back by themselves and read all anew: the only honest answer where something may have been missed. */
  #closeAll(): void {
    this.#stopListening();
    for (const follower of [...this.#followers]) follower.close();
  }
}

function concerns(revoked: Revoked, { actor, incident }: Follower): boolean {
  if (revoked.viaId !== undefined) return actor.viaId === revoked.viaId;
  if (revoked.incident !== undefined) {
    // A list of incidents is filtered with each message anyway.
    return incident === revoked.incident && (revoked.userId === undefined || actor.userId === revoked.userId);
  }
  return revoked.userId !== undefined && actor.userId === revoked.userId;
}

function parse<T>(text: string): T | null {
  try {
    return JSON.parse(text) as T;
  } catch {
    return null;
  }
}

/** Next bundles routes apart; the process has one hub, and one connection that listens. */
const shared = globalThis as typeof globalThis & { firebreakLiveHub?: Hub };

export function hub(): Hub {
  shared.firebreakLiveHub ??= new Hub();
  return shared.firebreakLiveHub;
}
