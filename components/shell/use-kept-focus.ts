"use client";

import { useEffect } from "react";

/**
 * The focus is never lost: when the element that has it disappears (a form that was sent, a button whose step is done,
 * a page that was left), it goes to the nearest part of the page around it that is still there.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let around: HTMLElement[] = [];
    // Around what opened a dialog: when that is gone too, one is at least at the same part of the page.
    let onPage: HTMLElement[] = [];
    let last: HTMLElement | null = null;
    const observer = new MutationObserver(() => {
      if (!last || last.isConnected || document.activeElement !== document.body) return;
      last = null;
      // Whatever closed or replaced it may want the focus somewhere itself.
      requestAnimationFrame(() => settle([...around, ...onPage], FRAMES));
    });
    function remember({ target }: FocusEvent) {
      if (!(target instanceof HTMLElement) || target === document.body) return;
      last = target;
      around = ancestorsOf(target);
      if (!target.closest('[role="dialog"], [role="alertdialog"]')) onPage = around;
    }
    document.addEventListener("focusin", remember);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener("focusin", remember);
      observer.disconnect();
    };
  }, []);
}

/** How long a dialog that closes may still keep the page behind it from taking the focus. */
const FRAMES = 60;

function settle(places: readonly HTMLElement[], frames: number): void {
  const place = places.find((element) => element.isConnected);
  if (document.activeElement !== document.body || !place || frames === 0) return;
  if (!place.hasAttribute("tabindex")) {
    place.tabIndex = -1;
    place.addEventListener("blur", () => place.removeAttribute("tabindex"), { once: true });
  }
  place.focus({ preventScroll: true });
  requestAnimationFrame(() => settle(places, frames - 1));
}

/** The places that say what they are: a row, a form, a section, an article, the page's content. */
const PLACES = "tr, li, form, section, article, aside, nav, main";

function ancestorsOf(element: HTMLElement): HTMLElement[] {
  const places: HTMLElement[] = [];
  for (let at = element.parentElement?.closest<HTMLElement>(PLACES); at; ) {
    places.push(at);
    at = at.parentElement?.closest<HTMLElement>(PLACES);
  }
  return places;
}
