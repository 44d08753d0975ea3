"use client";

import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from "react";

export interface Command {
  /** What it does, as a person would say it: "Declare an incident". */
  label: string;
  group: string;
  /** `c`, `?`, `mod+k`, `shift+z`, or a sequence `g i`. */
  keys?: string | undefined;
  keywords?: string | undefined;
  /** Not in the palette (moving in lists, say), only in the sheet of shortcuts. */
  hidden?: boolean | undefined;
  run: () => void;
}

interface Registered extends Command {
  id: number;
}

const SEQUENCE_MS = 1200;
const STORED = "firebreak.single-keys";
const listeners = new Set<() => void>();
let commands: readonly Registered[] = [];
let nextId = 1;

/**
 * Makes an action reachable three ways at once: by its key, in the palette, and on the sheet of shortcuts. Single keys
 * are quiet while somebody types, while a dialog is open, and when they are switched off (WCAG 2.1.4).
 */
export function useCommand(command: Command & { enabled?: boolean }): void {
  const run = useRef(command.run);
  useEffect(() => {
    run.current = command.run;
  });
  const { label, group, keys, keywords, hidden, enabled = true } = command;
  // Before it is painted: a key does what the screen says from the moment that it says it.
  useLayoutEffect(() => {
    if (!enabled) return;
    const registered: Registered = { id: nextId++, label, group, keys, keywords, hidden, run: () => run.current() };
    change([...commands, registered]);
    return () => change(commands.filter((other) => other.id !== registered.id));
  }, [label, group, keys, keywords, hidden, enabled]);
}

/** All that can be done on this page, the page's own first. */
export function useCommands(): readonly Registered[] {
  return useSyncExternalStore(
    subscribe,
    () => commands,
    () => commands,
  );
}

/** Whether single keys do something in this browser, and the switch for it. */
export function useSingleKeys(): [on: boolean, set: (on: boolean) => void] {
  const on = useSyncExternalStore(subscribe, singleKeysOn, () => true);
  return [
    on,
    (next) => {
      try {
        localStorage.setItem(STORED, next ? "on" : "off");
      } catch {
        // Without storage the keys stay on; nothing else depends on it.
      }
      emit();
    },
  ];
}

function singleKeysOn(): boolean {
  try {
    return localStorage.getItem(STORED) !== "off";
  } catch {
    return true;
  }
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function change(next: readonly Registered[]) {
  if (commands.length === 0) document.addEventListener("keydown", onKey);
  if (next.length === 0) document.removeEventListener("keydown", onKey);
  commands = next;
  emit();
}

function emit() {
  for (const listener of listeners) listener();
}

let pending: { key: string; until: number } | null = null;

function onKey(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing || event.repeat) return;
  const pressed = chord(event);
  if (!pressed) return;
  const single = !pressed.startsWith("mod+");
  if (single && (!singleKeysOn() || isTyping(event.target))) return;
  if (document.querySelector('[data-slot="dialog"]')) return;

  const now = event.timeStamp;
  const sequence = pending && now < pending.until ? `${pending.key} ${pressed}` : null;
  pending = null;
  const command = sequence ? last(sequence) : last(pressed);
  if (command) {
    event.preventDefault();
    command.run();
  } else if (!sequence && commands.some((other) => other.keys?.startsWith(`${pressed} `))) {
    pending = { key: pressed, until: now + SEQUENCE_MS };
  }
}

/** Of two commands with the same keys the one mounted later wins: a page's over the shell's. */
function last(keys: string): Registered | undefined {
  return commands.findLast((command) => command.keys === keys);
}

/** By the character and not by the place on the keyboard, so that it fits every layout. */
function chord(event: KeyboardEvent): string | null {
  if (event.altKey || ["Shift", "Control", "Meta", "Alt", "AltGraph"].includes(event.key)) return null;
  const key = event.key.toLowerCase();
  if (event.metaKey || event.ctrlKey) return `mod+${event.shiftKey ? "shift+" : ""}${key}`;
  return event.shiftKey && /^[a-z]$/.test(key) ? `shift+${key}` : key;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('[role="menu"], [role="listbox"], [role="dialog"]')) return true;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit"].includes(target.type);
  return ["TEXTAREA", "SELECT"].includes(target.tagName);
}

/** The keys as they are printed: `⌘K`, `G I`, `⇧Z`. */
export function keysLabel(keys: string): string {
  const mac = typeof navigator !== "undefined" && /mac|iphone|ipad/i.test(navigator.userAgent);
  return keys
    .replace("mod+", mac ? "⌘" : "Ctrl ")
    .replace("shift+", "⇧")
    .replace("enter", "↵")
    .replace(/\b[a-z]\b/g, (letter) => letter.toUpperCase());
}
