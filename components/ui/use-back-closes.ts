"use client";

import { type RefObject, useEffect } from "react";

/** Open dialogs, the topmost last. */
const open: RefObject<HTMLElement | null>[] = [];

/**
 * Back closes the dialog on top and leaves the page beneath where it is. By the Navigation API: an entry of our own in
 * the history would stay there after every dialog that is closed otherwise. Where a browser has none, and from the
 * first page of a visit, Back goes back as ever.
 */
export function useBackCloses(close: RefObject<HTMLElement | null>, enabled = true): void {
  useEffect(() => {
    if (!enabled || typeof navigation === "undefined") return;
    open.push(close);
    function onNavigate(event: NavigateEvent) {
      if (event.navigationType !== "traverse" || !event.cancelable || open.at(-1) !== close) return;
      if (event.destination.index >= (navigation.currentEntry?.index ?? 0)) return;
      event.preventDefault();
      close.current?.click();
    }
    navigation.addEventListener("navigate", onNavigate);
    return () => {
      open.splice(open.indexOf(close), 1);
      navigation.removeEventListener("navigate", onNavigate);
    };
  }, [close, enabled]);
}
