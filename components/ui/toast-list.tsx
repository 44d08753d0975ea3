"use client";

import { Toast as Base } from "@base-ui/react/toast";
import { X } from "lucide-react";
import { useEffect } from "react";
import { cn } from "./cn";
import { type ToastMessage, takeToasts } from "./toast-store";

interface Data {
  tone: ToastMessage["tone"];
}

const manager = Base.createToastManager<Data>();

function show({ title, detail, action, tone }: ToastMessage) {
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

export default function ToastList() {
  return (
    <Base.Provider toastManager={manager} limit={3}>
      <Base.Portal>
        <Base.Viewport className="fixed right-4 bottom-4 z-60 flex w-[min(22rem,calc(100vw-2rem))] flex-col gap-2 max-md:bottom-18 print:hidden">
          <List />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function List() {
  const { toasts } = Base.useToastManager<Data>();
  useEffect(() => takeToasts(show), []);
  return toasts.map((item) => (
    <Base.Root
      key={item.id}
      toast={item}
      swipeDirection={["right", "down"]}
      className={cn(
        "rounded-lg border border-line bg-panel shadow-pop transition-opacity duration-100 data-limited:hidden data-ending-style:opacity-0 data-starting-style:opacity-0",
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
