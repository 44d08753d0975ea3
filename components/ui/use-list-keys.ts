"use client";

import type { RefObject } from "react";
import { useCommand } from "./commands";

/**
 * J and K move the focus over the elements marked `data-list-item` inside the container; Enter is then the link's own.
 * The rows stay ordinary links and buttons, so Tab works as ever.
 */
export function useListKeys(container: RefObject<HTMLElement | null>, noun = "row"): void {
  const move = (step: 1 | -1) => {
    const items = [...(container.current?.querySelectorAll<HTMLElement>("[data-list-item]") ?? [])];
    const at = items.findIndex((item) => item.contains(document.activeElement));
    const next = at < 0 ? items[step > 0 ? 0 : items.length - 1] : items[at + step];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };
  useCommand({ label: `Next ${noun}`, group: "List", keys: "j", hidden: true, run: () => move(1) });
  useCommand({ label: `Previous ${noun}`, group: "List", keys: "k", hidden: true, run: () => move(-1) });
}
