"use client";

import { useEffect, useMemo, useRef } from "react";

const PAUSE_MS = 700;

/** Does something when nothing was typed for a moment. */
export function usePause() {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useMemo(
    () => ({
      start: (then: () => void) => {
        clearTimeout(timer.current);
        timer.current = setTimeout(then, PAUSE_MS);
      },
      cancel: () => clearTimeout(timer.current),
    }),
    [],
  );
}
