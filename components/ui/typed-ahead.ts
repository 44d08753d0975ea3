"use client";

const LONGEST_WAIT_MS = 5000;
let stop: (() => string) | null = null;

/**
 * Keeps what is typed from the press of a key until the field that it opens is there: fingers don't wait for a
 * dialog's code. The field's form takes it with `takeTypedAhead`.
 */
export function typeAhead(): void {
  stop?.();
  let typed = "";
  function onKey(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.isComposing) return;
    if (event.key === "Backspace") typed = typed.slice(0, -1);
    else if ([...event.key].length === 1) typed += event.key;
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  document.addEventListener("keydown", onKey, true);
  const timer = setTimeout(() => stop?.(), LONGEST_WAIT_MS);
  stop = () => {
    document.removeEventListener("keydown", onKey, true);
    clearTimeout(timer);
    stop = null;
    return typed;
  };
}

/** What was typed since, once; from here on keys go where the focus is. */
export function takeTypedAhead(): string {
  return stop?.() ?? "";
}
