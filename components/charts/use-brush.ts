import { type PointerEvent, useRef, useState } from "react";

interface BrushOptions {
  /** The time under a place in the element, in milliseconds since 1970. */
  timeAt: (x: number) => number;
  onMark: (from: number, until: number) => void;
  /** With Shift the view is pulled along. */
  onMove: (byMs: number) => void;
  /** Pressed without moving. */
  onPress: (x: number, y: number) => void;
}

/** Less than this is a trembling hand, no stretch. */
const DRAG = 4;

/** Marks a stretch of time with the pointer, or moves the view with Shift held. */
export function useBrush({ timeAt, onMark, onMove, onPress }: BrushOptions) {
  const start = useRef<{ x: number; y: number; at: number; moves: boolean } | null>(null);
  const [marking, setMarking] = useState<readonly [number, number] | null>(null);

  const placeOf = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const end = () => {
    start.current = null;
    setMarking(null);
  };
  return {
    marking,
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const place = placeOf(event);
        start.current = { ...place, at: timeAt(place.x), moves: event.shiftKey };
      },
      onPointerMove: (event: PointerEvent) => {
        const begun = start.current;
        if (!begun) return;
        const { x } = placeOf(event);
        if (Math.abs(x - begun.x) < DRAG) return;
        if (begun.moves) onMove(timeAt(x) - begun.at);
        else setMarking(inOrder(begun.at, timeAt(x)));
      },
      onPointerUp: (event: PointerEvent) => {
        const begun = start.current;
        const { x, y } = placeOf(event);
        end();
        if (!begun || begun.moves) return;
        if (Math.abs(x - begun.x) < DRAG) onPress(x, y);
        else onMark(...inOrder(begun.at, timeAt(x)));
      },
      onPointerCancel: end,
    },
  };
}

function inOrder(a: number, b: number): readonly [number, number] {
  return a < b ? [a, b] : [b, a];
}
