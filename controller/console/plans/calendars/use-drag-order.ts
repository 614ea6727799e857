/** Puts rows into another order by their grips: dragged with mouse, finger or pen, or moved with the arrow keys. */
import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { landingOf } from "./order.ts";

interface Drag {
  readonly from: number;
  /** Where the row lands if it is let go now. */
  readonly to: number;
}

/** @param onMove told once, when a row is let go somewhere else. @returns what the list and its rows need. */
export function useDragOrder<E extends HTMLElement>(onMove: (from: number, to: number) => void) {
  const list = useRef<E>(null);
  const [drag, setDrag] = useState<Drag>();
  const follow = (from: number, { clientY }: PointerEvent) => {
    const middles = [...(list.current?.children ?? [])].map((row) => {
      const { top, height } = row.getBoundingClientRect();
      return top + height / 2;
    });
    setDrag({ from, to: landingOf(middles, from, clientY) });
  };
  return {
    list,
    /** Marks of a row: the one under way, and the edge at which it would land. */
    rowMarks: (index: number) => ({
      "data-dragged": drag?.from === index || undefined,
      "data-landing":
        drag === undefined || drag.to === drag.from || drag.to !== index
          ? undefined
          : drag.to < drag.from
            ? "before"
            : "after",
    }),
    grip: (index: number) => ({
      onPointerDown: (event: PointerEvent) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ from: index, to: index });
      },
      onPointerMove: (event: PointerEvent) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) follow(index, event);
      },
      onPointerUp: () => {
        if (drag !== undefined && drag.to !== drag.from) onMove(drag.from, drag.to);
        setDrag(undefined);
      },
      onPointerCancel: () => setDrag(undefined),
      onKeyDown: (event: KeyboardEvent) => {
        const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
        if (event.key === "Escape") setDrag(undefined);
        if (by === 0) return;
        event.preventDefault();
        onMove(index, index + by);
      },
    }),
  };
}
