import { preloadDialog } from "./dialog";

/**
 * Fetches in a quiet moment what may be needed when the connection is lost: a card, a menu or the words that say that
 * something failed can't be fetched then. What doesn't come now is fetched when it is needed.
 */
export function loadAhead(...more: (() => Promise<unknown>)[]): void {
  const parts = [
    preloadDialog,
    () => import("./toast-list"),
    () => import("./time-card-popup"),
    () => import("./tooltip-popup"),
    ...more,
  ];
  for (const load of parts) load().catch(() => {});
}
