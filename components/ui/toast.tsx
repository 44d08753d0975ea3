"use client";

import { Suspense, useSyncExternalStore } from "react";
import { lazyOrNothing } from "./lazy-or-nothing";
import { onFirstToast, sayToast, type ToastOptions, toastsUsed } from "./toast-store";

const List = lazyOrNothing(() => import("./toast-list"));

/** Says that something happened: `toast("Task done", { action: { label: "Undo", onPress } })`. */
export function toast(title: string, options: ToastOptions = {}): void {
  sayToast({ ...options, title, tone: "plain" });
}

/** Says that something did not happen, and stays until it is read. */
export function toastFailed(title: string, options: ToastOptions = {}): void {
  sayToast({ ...options, title, tone: "failed" });
}

/** Once, at the root. F6 moves the focus to the toasts. Its code is loaded with the first one. */
export function Toaster() {
  const needed = useSyncExternalStore(onFirstToast, toastsUsed, () => false);
  return needed ? (
    <Suspense fallback={null}>
      <List />
    </Suspense>
  ) : null;
}
