/** What hands do on the map: drag, pinch, wheel, tap, draw a box or a lasso. Pointer events in, intentions out. */
import type { ScreenPoint } from "../geometry/camera.ts";

export type Tool = "pan" | "box" | "lasso";

export interface GestureListener {
  tool(): Tool;
  pan(by: ScreenPoint): void;
  zoom(steps: number, anchor: ScreenPoint): void;
  tap(at: ScreenPoint, isAdding: boolean): void;
  /** The outline as it grows; a box as its four corners. */
  outline(points: readonly ScreenPoint[]): void;
  /** The outline is closed; empty: it was given up. */
  outlined(points: readonly ScreenPoint[], isAdding: boolean): void;
  hover(at: ScreenPoint | undefined): void;
}

/** CSS pixels a finger may wander and still be tapping. */
const tapSlack = 5;
/** Zoom steps per wheel pixel; a notch of a mouse wheel is about 100. */
const wheelStep = 1 / 240;

interface Drag {
  readonly start: ScreenPoint;
  last: ScreenPoint;
  hasMoved: boolean;
  readonly isDrawing: boolean;
  readonly isAdding: boolean;
  readonly line: ScreenPoint[];
}

/** @returns stop listening. */
export function listenToHands(element: HTMLElement, listener: GestureListener): () => void {
  const fingers = new Map<number, ScreenPoint>();
  let drag: Drag | undefined;
  const stop = new AbortController();
  const options = { signal: stop.signal };

  const pointOf = (event: PointerEvent | WheelEvent | MouseEvent): ScreenPoint => {
    const { left, top } = element.getBoundingClientRect();
    return { left: event.clientX - left, top: event.clientY - top };
  };
  const giveUp = () => {
    if (drag?.isDrawing) listener.outlined([], false);
    drag = undefined;
  };

  element.addEventListener(
    "pointerdown",
    (event) => {
      if (event.button !== 0) return;
      element.setPointerCapture(event.pointerId);
      const at = pointOf(event);
      fingers.set(event.pointerId, at);
      // a second finger means to zoom, whatever the first one began
      if (fingers.size > 1) return giveUp();
      const isDrawing = listener.tool() !== "pan" || event.shiftKey;
      drag = { start: at, last: at, hasMoved: false, isDrawing, isAdding: event.shiftKey || event.ctrlKey, line: [at] };
    },
    options,
  );

  element.addEventListener(
    "pointermove",
    (event) => {
      const at = pointOf(event);
      const before = fingers.get(event.pointerId);
      if (before === undefined) return listener.hover(at);
      if (fingers.size === 2) pinch(fingers, event.pointerId, at, listener);
      fingers.set(event.pointerId, at);
      if (fingers.size === 1 && drag !== undefined) moved(drag, at);
    },
    options,
  );

  function moved(current: Drag, at: ScreenPoint): void {
    if (!current.hasMoved && distance(current.start, at) <= tapSlack) return;
    current.hasMoved = true;
    if (current.isDrawing) {
      if (distance(current.line.at(-1)!, at) > 3) current.line.push(at);
      listener.outline(outlineOf(current, at, listener.tool()));
    } else listener.pan({ left: at.left - current.last.left, top: at.top - current.last.top });
    current.last = at;
  }

  element.addEventListener(
    "pointerup",
    (event) => {
      const ended = drag;
      fingers.delete(event.pointerId);
      drag = undefined;
      if (ended === undefined) return;
      if (!ended.hasMoved) listener.tap(ended.start, ended.isAdding);
      else if (ended.isDrawing) listener.outlined(outlineOf(ended, ended.last, listener.tool()), ended.isAdding);
    },
    options,
  );
  element.addEventListener(
    "pointercancel",
    (event) => {
      fingers.delete(event.pointerId);
      giveUp();
    },
    options,
  );
  element.addEventListener("pointerleave", () => listener.hover(undefined), options);
  element.addEventListener("dblclick", (event) => listener.zoom(event.shiftKey ? -1 : 1, pointOf(event)), options);
  element.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      // lines, not pixels, in some browsers
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 33 : event.deltaY;
      listener.zoom(Math.max(-1.5, Math.min(1.5, -pixels * wheelStep * (event.ctrlKey ? 3 : 1))), pointOf(event));
    },
    { ...options, passive: false },
  );
  return () => stop.abort();
}

const distance = (a: ScreenPoint, b: ScreenPoint) => Math.hypot(a.left - b.left, a.top - b.top);

/** A drag with Shift while the hand tool is chosen draws a box. */
function outlineOf({ start, line }: Drag, at: ScreenPoint, tool: Tool): readonly ScreenPoint[] {
  if (tool === "lasso") return line;
  return [start, { left: at.left, top: start.top }, at, { left: start.left, top: at.top }];
}

function pinch(
  fingers: ReadonlyMap<number, ScreenPoint>,
  moved: number,
  to: ScreenPoint,
  listener: Pick<GestureListener, "pan" | "zoom">,
): void {
  const from = fingers.get(moved)!;
  const other = [...fingers].find(([id]) => id !== moved)![1];
  const anchor = { left: (to.left + other.left) / 2, top: (to.top + other.top) / 2 };
  listener.pan({ left: (to.left - from.left) / 2, top: (to.top - from.top) / 2 });
  const before = distance(from, other);
  if (before > 0) listener.zoom(Math.log2(distance(to, other) / before), anchor);
}
