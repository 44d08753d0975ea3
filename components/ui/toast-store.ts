import type { ReactNode } from "react";

export interface ToastOptions {
  detail?: ReactNode;
  /** Undo where undo is honest, or Retry. */
  action?: { label: string; onPress: () => void };
}

export interface ToastMessage extends ToastOptions {
  title: string;
  tone: "plain" | "failed";
}

type Show = (message: ToastMessage) => void;

const waiting: ToastMessage[] = [];
const listeners = new Set<() => void>();
let used = false;
let shower: Show | null = null;

export function sayToast(message: ToastMessage): void {
  if (shower) {
    shower(message);
    return;
  }
  waiting.push(message);
  used = true;
  for (const listener of listeners) listener();
}

/** The list takes over what was said while its code was on the way. */
export function takeToasts(show: Show): void {
  shower = show;
  for (const message of waiting.splice(0)) show(message);
}

export function onFirstToast(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function toastsUsed(): boolean {
  return used;
}
