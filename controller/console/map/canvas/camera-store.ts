/** Where the map looks, shared by the hand, the buttons, the keyboard and the address of the page. */
import {
  type Bounds,
  type Camera,
  fitting,
  type Insets,
  panned,
  type ScreenPoint,
  type Size,
  zoomedTo,
} from "../geometry/camera.ts";

export interface CameraStore {
  get(): Camera;
  size(): Size;
  set(camera: Camera): void;
  resize(size: Size): void;
  pan(by: ScreenPoint): void;
  /** @param anchor what stays where it is; absent: the middle. */
  zoomBy(steps: number, anchor?: ScreenPoint): void;
  fit(bounds: Bounds, closest?: number): void;
  /** @returns stop. */
  subscribe(listener: () => void): () => void;
}

/** Room for the name above the northernmost lamps, the buttons, the legend of a phone. */
const insets: Insets = { top: 62, right: 62, bottom: 84, left: 40 };

export function createCameraStore(initial: Camera): CameraStore {
  let camera = initial;
  let size: Size = { width: 1, height: 1 };
  /** Fitted again once the size is known. */
  let fitted: { bounds: Bounds; closest: number | undefined } | undefined;
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const become = (next: Camera) => {
    camera = next;
    fitted = undefined;
    tell();
  };
  return {
    get: () => camera,
    size: () => size,
    set: become,
    resize(next) {
      if (next.width === size.width && next.height === size.height) return;
      size = next;
      if (fitted !== undefined) camera = fitting(fitted.bounds, size, insets, fitted.closest);
      tell();
    },
    pan: (by) => become(panned(camera, by)),
    zoomBy: (steps, anchor) => become(zoomedTo(camera, size, camera.zoom + steps, anchor)),
    fit(bounds, closest) {
      become(fitting(bounds, size, insets, closest));
      fitted = { bounds, closest };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
