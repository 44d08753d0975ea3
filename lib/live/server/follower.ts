import type { Actor } from "@/lib/api/server/context";
import { incidentRef } from "@/lib/incidents/model";
import { PRESENCE } from "./notify";
import { mayGoOn } from "./who-may-see";

const encoder = new TextEncoder();
/** A reader that takes nothing for so long a queue is gone; it comes back and reads all anew. */
const MAX_QUEUED = 200;

/** One open stream: whose it is, what it follows, and how to speak to it. */
export class Follower {
  readonly actor: Actor;
  /** Null follows every incident that the actor may see. */
  readonly incident: number | null;
  readonly #onClose: (follower: Follower) => void;
  #controller: ReadableStreamDefaultController<Uint8Array> | null;

  constructor(
    actor: Actor,
    incident: number | null,
    controller: ReadableStreamDefaultController<Uint8Array>,
    onClose: (follower: Follower) => void,
  ) {
    this.actor = actor;
    this.incident = incident;
    this.#controller = controller;
    this.#onClose = onClose;
  }

  /** Ids and kinds only: whoever is told comes back through the authorised way. */
  tell(incident: number, kinds: string[]): void {
    const ref = incidentRef(incident);
    const changed = kinds.filter((kind) => kind !== PRESENCE);
    if (changed.length > 0) this.#event("change", { incident: ref, kinds: changed });
    // Who is there is for those who are in the room.
    if (changed.length < kinds.length && this.incident !== null) this.#event(PRESENCE, { incident: ref });
  }

  /** A list outside every incident changed. */
  tellList(kind: string): void {
    this.#event("change", { incident: null, kinds: [kind] });
  }

  #event(name: string, data: object): void {
    this.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  beat(): void {
    this.write(": still here\n\n");
  }

  async recheck(): Promise<void> {
    let allowed = false;
    try {
      allowed = await mayGoOn(this.actor, this.incident);
    } catch {
      // Who can't be asked about is not told more.
    }
    if (allowed) return;
    this.#event("revoked", {});
    this.close();
  }

  write(text: string): void {
    if (!this.#controller) return;
    if ((this.#controller.desiredSize ?? 0) < -MAX_QUEUED) this.close();
    else this.#controller.enqueue(encoder.encode(text));
  }

  close(): void {
    const controller = this.#controller;
    if (!controller) return;
    this.#controller = null;
    this.#onClose(this);
    try {
      controller.close();
    } catch {
      // The reader went away first.
    }
  }
}
