"use client";

import { Toast as Base } from "@base-ui/react/toast";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

const manager = Base.createToastManager<{ tone: "plain" | "failed" }>();

interface ToastOptions {
  detail?: ReactNode;
  /** Undo where undo is honest, or Retry. */
  action?: { label: string; onPress: () => void };
}

/** Says that something happened: `toast("Task done", { action: { label: "Undo", onPress } })`. */
export function toast(title: string, options: ToastOptions = {}): void {
  show(title, options, "plain");
}

/** Says that something did not happen, and stays until it is read. */
export function toastFailed(title: string, options: ToastOptions = {}): void {
  show(title, options, "failed");
}

function show(title: string, { detail, action }: ToastOptions, tone: "plain" | "failed") {
  const id = manager.add({
    title,
    description: detail,
    priority: tone === "failed" ? "high" : "low",
    timeout: tone === "failed" ? 0 : action ? 10_000 : 5_000,
    data: { tone },
    ...(action
      ? {
          actionProps: {
            children: action.label,
            onClick: () => {
              manager.close(id);
              action.onPress();
            },
          },
        }
      : {}),
  });
}

/** Once, at the root. F6 moves the focus to the toasts. */
export function Toaster() {
  return (
    <Base.Provider toastManager={manager} limit={3}>
      <Base.Portal>
        <Base.Viewport className="fixed right-4 bottom-4 z-60 flex w-[min(22rem,calc(100vw-2rem))] flex-col gap-2 print:hidden max-md:bottom-18">
          <List />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function List() {
  const { toasts } = Base.useToastManager<{ tone: "plain" | "failed" }>();
  return toasts.map((item) => (
    <Base.Root
      key={item.id}
      toast={item}
      swipeDirection={["right", "down"]}
      className={cn(
        "rounded-lg border border-line bg-panel shadow-pop transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0 data-limited:hidden",
        item.data?.tone === "failed" && "border-l-3 border-l-exposed",
      )}
    >
      <Base.Content className="flex items-start gap-2 p-3">
        <div className="min-w-0 flex-1">
          <Base.Title className="font-medium" render={<p />} />
          <Base.Description className="text-ink-2 text-sm" render={<div />} />
        </div>
        {item.actionProps && (
          <Base.Action className="rounded-md border border-line-strong px-2 py-0.5 font-medium text-sm hover:bg-hover" />
        )}
        <Base.Close aria-label="Dismiss" className="rounded-md p-1 text-ink-3 hover:bg-hover hover:text-ink">
          <X aria-hidden="true" className="size-3.5" />
        </Base.Close>
      </Base.Content>
    </Base.Root>
  ));
}
