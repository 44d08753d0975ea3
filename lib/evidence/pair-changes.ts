import type { Instant } from "@/lib/time/instant";

/** A change of who may reach a resource, as the logs have it. */
export interface AccessChange {
  id: string;
  at: Instant;
  opens: boolean;
  action: string;
  resource: string;
  system: string;
}

/** From the change that opened a resource to the one that closed it; null while none did. */
export interface OpenStretch<C extends AccessChange> {
  opened: C;
  /** Further changes that opened it while it was open. */
  also: C[];
  closed: C | null;
}

/**
 * Pairs changes that open a resource with the first later one that closes it. A closing of the same thing (put and
 * delete of a group's policy) goes before any other closing of the resource; what closes nothing is left out.
 */
export function pairChanges<C extends AccessChange>(changes: readonly C[]): OpenStretch<C>[] {
  const inOrder = [...changes].sort((a, b) => compare(a.at, b.at) || compare(a.id, b.id));
  const stems = new Set(inOrder.filter(({ opens }) => !opens).map(pairKey));
  const open = new Map<string, OpenStretch<C>>();
  const found: OpenStretch<C>[] = [];
  for (const change of inOrder) {
    const key = pairKey(change);
    if (change.opens) {
      const current = open.get(key);
      if (current) current.also.push(change);
      else {
        const stretch = { opened: change, also: [], closed: null };
        open.set(key, stretch);
        found.push(stretch);
      }
      continue;
    }
    const same = open.get(key);
    const closing = same ? [key] : othersOf(change, open, stems);
    for (const one of closing) {
      const stretch = open.get(one);
      if (stretch) stretch.closed = change;
      open.delete(one);
    }
  }
  return found;
}

/** Open stretches of the resource that nothing of their own kind ever closes. */
function othersOf<C extends AccessChange>(
  { resource, system }: C,
  open: ReadonlyMap<string, OpenStretch<C>>,
  stems: ReadonlySet<string>,
): string[] {
  return [...open]
    .filter(([key, { opened }]) => opened.resource === resource && opened.system === system && !stems.has(key))
    .map(([key]) => key);
}

function pairKey({ system, resource, action }: AccessChange): string {
  return `${system}\u0000${resource}\u0000${stemOf(action)}`;
}

const DIRECTION =
  /(put|delete|remove|attach|detach|add|create|grant|revoke|authorize|deauthorize|associate|disassociate|update|set|un(?=shared?\b)|enable|disable)/i;

/** What an action is about, without the word that says which way: `iam:PutGroupPolicy` → `iam:grouppolicy`. */
export function stemOf(action: string): string {
  const cut = Math.max(action.lastIndexOf(":"), action.lastIndexOf(".")) + 1;
  const stem = (action.slice(0, cut) + action.slice(cut).replace(DIRECTION, "")).toLowerCase();
  return stem.replace(/[\s_-]+/g, "");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
