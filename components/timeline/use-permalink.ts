"use client";

import { useEffect, useState, useSyncExternalStore } from "react";

const HASH = /^#tl-(\d+)$/;

function subscribe(listener: () => void) {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

/** The entry that the address points at, `#tl-12`. */
export function useTargetEntry(): string | null {
  const hash = useSyncExternalStore(
    subscribe,
    () => location.hash,
    () => "",
  );
  return HASH.exec(hash)?.[1] ?? null;
}

interface Search {
  target: string | null;
  /** Whether the list is read and not being read again. */
  settled: boolean;
  has: (id: string) => boolean;
  /** Takes the filters away; false when there are none to take. */
  unfilter: () => boolean;
  onMissing: (id: string) => void;
}

/** Brings the target into sight: on the page, else by reading around it, else without the filters that hide it. */
export function usePermalink({ target, settled, has, unfilter, onMissing }: Search): string | null {
  const [around, setAround] = useState<string | null>(null);
  const [shown, setShown] = useState<string | null>(null);
  const there = target !== null && has(target);
  useEffect(() => {
    if (target === null || !settled || shown === target) return;
    if (there) {
      setShown(target);
      const element = document.getElementById(`tl-${target}`);
      element?.scrollIntoView({ block: "center" });
      element?.focus({ preventScroll: true });
    } else if (around !== target) {
      setAround(target);
    } else if (!unfilter()) {
      setShown(target);
      onMissing(target);
    }
  }, [target, settled, there, around, shown, unfilter, onMissing]);
  return around;
}
