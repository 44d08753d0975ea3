import { type RefObject, useEffect, useRef } from "react";

/** Ctrl or ⌘ with the wheel, as a pinch on a touchpad comes in; a plain wheel scrolls the page as ever. */
export function useWheelZoom(ref: RefObject<HTMLDivElement | null>, onZoom: (factor: number, x: number) => void) {
  const latest = useRef(onZoom);
  useEffect(() => {
    latest.current = onZoom;
  });
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      latest.current(Math.exp(event.deltaY / 300), event.clientX - element.getBoundingClientRect().left);
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [ref]);
}
