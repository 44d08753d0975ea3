"use client";

import { useCallback, useEffect, useState } from "react";

const FIRST = 100;
const MORE = 200;
/** More is made before the end comes into sight. */
const AHEAD = "800px";

/**
 * Shows the first rows of a long list at once and the others as the reader comes to them; printed, all of them.
 * `end` goes onto an element behind the last row.
 */
export function useGrowingRows<Row>(rows: readonly Row[]): {
  shown: readonly Row[];
  rest: number;
  end: (element: Element | null) => (() => void) | undefined;
  showAll: () => void;
} {
  const [most, setMost] = useState(FIRST);
  const showAll = useCallback(() => setMost(Number.POSITIVE_INFINITY), []);
  useEffect(() => {
    window.addEventListener("beforeprint", showAll);
    return () => window.removeEventListener("beforeprint", showAll);
  }, [showAll]);
  const end = useCallback((element: Element | null) => {
    if (!element) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setMost((before) => before + MORE);
      },
      { rootMargin: AHEAD },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { shown: rows.slice(0, most), rest: Math.max(0, rows.length - most), end, showAll };
}
