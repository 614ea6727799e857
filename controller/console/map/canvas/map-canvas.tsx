/** The map as a component: canvases, hands, keyboard, and what was meant by them. */
import { useLingui } from "@lingui/react/macro";
import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { useFormat } from "../../text/use-format.ts";
import { type Donut, donutAt } from "../draw/cluster-painter.ts";
import { hitRadius, showsLamps } from "../draw/detail.ts";
import { cabinetOffset, cabinetsFrom } from "../draw/ground-painter.ts";
import { layGroundPlan } from "../draw/ground-plan.ts";
import { type LampRow, lampRow } from "../fleet/fleet-table.ts";
import type { FleetView } from "../fleet/fleet-view.ts";
import { lampsAt } from "../fleet/lamps-at.ts";
import { type ScreenPoint, scaleOf, toScreen, toWorld } from "../geometry/camera.ts";
import { boxAround, isInside } from "../geometry/outline.ts";
import { useStateWords } from "../words/use-state-words.ts";
import type { Basemap } from "./basemap.ts";
import type { CameraStore } from "./camera-store.ts";
import { listenToHands, type Tool } from "./gestures.ts";
import { createLampLayer, type LampLayer, type LayerScene } from "./lamp-layer.ts";
import classes from "./map-canvas.module.css";

export interface MapCanvasProps {
  readonly view: FleetView;
  /** Grows with every change of the view. */
  readonly version: number;
  readonly camera: CameraStore;
  readonly tool: Tool;
  readonly basemap: Basemap | undefined;
  readonly focus: number | undefined;
  readonly cabinetId: string | undefined;
  /** Undefined: somebody tapped beside everything. */
  readonly onLamp: (row: number | undefined) => void;
  readonly onCabinet: (id: string) => void;
  readonly onSelect: (rows: readonly number[], isAdding: boolean) => void;
  readonly onToggle: (row: number) => void;
  /** Absent: nothing is open here that could be closed. */
  readonly onEscape?: () => void;
}

const accents = { dark: "#6db3ff", light: "#0b63c4" } as const;
/** ms without a move after which the ground is drawn sharp. */
const restAfter = 140;
/** CSS pixels an arrow key moves the picture: against the arrow, because one looks along it. */
const arrows: Readonly<Record<string, ScreenPoint>> = {
  ArrowLeft: { left: 90, top: 0 },
  ArrowRight: { left: -90, top: 0 },
  ArrowUp: { left: 0, top: 90 },
  ArrowDown: { left: 0, top: -90 },
};

export function MapCanvas(props: MapCanvasProps) {
  const { view, version, camera, basemap, focus, cabinetId } = props;
  const { t } = useLingui();
  const format = useFormat();
  const words = useStateWords();
  const ground = useComputedColorScheme("dark");
  const box = useRef<HTMLDivElement>(null);
  const layer = useRef<LampLayer>(null);
  const donuts = useRef<readonly Donut[]>([]);
  const outline = useRef<readonly ScreenPoint[]>([]);
  const [hovered, setHovered] = useState<{ lamp: LampRow; at: ScreenPoint }>();
  const plan = useMemo(() => layGroundPlan(view.table), [view.table]);
  const style = useMemo(
    () => ({
      ground,
      letters: words.letters,
      accent: accents[ground],
      writeCount: (count: number) => format.number(count),
    }),
    [ground, words, format],
  );

  const sceneNow = useEffectEvent(
    (): LayerScene => ({
      view,
      plan,
      camera: camera.get(),
      size: camera.size(),
      focus,
      cabinetId,
      outline: outline.current,
      paintBasemap: (context, size) => basemap?.paint(context, camera.get(), size) ?? false,
    }),
  );
  const draw = useRef(createFrames()).current;
  const drawGround = useEffectEvent((isMoving: boolean) =>
    draw.ask("all", () => {
      donuts.current = layer.current?.drawAll(sceneNow(), isMoving) ?? [];
    }),
  );
  const drawLamps = useEffectEvent(() =>
    draw.ask("lamps", () => {
      donuts.current = layer.current?.drawLamps(sceneNow()) ?? [];
    }),
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: made once for the canvases; the style follows below
  useEffect(() => {
    const [groundCanvas, lamps, above] = box.current!.querySelectorAll("canvas");
    layer.current = createLampLayer({ ground: groundCanvas!, lamps: lamps!, above: above! }, style);
    const watcher = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      camera.resize({ width, height });
      drawGround(false);
    });
    watcher.observe(box.current!);
    let settle: ReturnType<typeof setTimeout>;
    const stop = camera.subscribe(() => {
      drawGround(true);
      clearTimeout(settle);
      settle = setTimeout(() => drawGround(false), restAfter);
    });
    return () => {
      watcher.disconnect();
      stop();
      clearTimeout(settle);
      draw.stop();
    };
  }, [camera]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew when one of these changes
  useEffect(() => {
    layer.current?.setStyle(style);
    drawGround(false);
    return basemap?.onLoad(() => {
      layer.current?.forgetGround();
      drawGround(false);
    });
  }, [style, plan, basemap, cabinetId]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew when one of these changes
  useEffect(() => drawLamps(), [version, focus, view]);

  const lampAt = useEffectEvent((at: ScreenPoint): number | undefined => {
    if (!showsLamps(camera.get().zoom)) return undefined;
    const { x, y } = toWorld(camera.get(), camera.size(), at);
    const radius = hitRadius(camera.get().zoom) / scaleOf(camera.get());
    return view.index.nearest(x, y, radius, (row) => view.shown[row] === 1);
  });

  const tapped = useEffectEvent((at: ScreenPoint, isAdding: boolean) => {
    const donut = donutAt(donuts.current, at);
    if (donut !== undefined) return camera.zoomBy(1.6, donut);
    const row = nextAt(lampAt(at));
    const cabinet = camera.get().zoom >= cabinetsFrom ? cabinetAt(at) : undefined;
    if (cabinet !== undefined && !isAdding) return props.onCabinet(cabinet);
    if (row !== undefined && isAdding) return props.onToggle(row);
    props.onLamp(row);
  });

  /** Lamps of one pole cover each other: tapping again means the next of them. */
  const nextAt = useEffectEvent((row: number | undefined) => {
    const here = row === undefined ? [] : lampsAt(view, row);
    return here[(here.indexOf(props.focus ?? -1) + 1) % here.length] ?? row;
  });

  /** A cabinet is meant where its box is hit; lamps have the wider reach. */
  const cabinetAt = useEffectEvent(
    (at: ScreenPoint) =>
      plan.cabinets.find((cabinet) => {
        const { left, top } = toScreen(camera.get(), camera.size(), cabinet);
        return Math.max(Math.abs(left + cabinetOffset - at.left), Math.abs(top + cabinetOffset - at.top)) <= 10;
      })?.id,
  );

  const outlined = useEffectEvent((points: readonly ScreenPoint[], isAdding: boolean) => {
    outline.current = [];
    drawLamps();
    const corners = points.map((point) => toWorld(camera.get(), camera.size(), point));
    const around = boxAround(corners);
    if (around === undefined) return;
    const rows: number[] = [];
    view.index.visit(around, (row) => {
      if (view.shown[row] === 1 && isInside(corners, { x: view.table.x[row]!, y: view.table.y[row]! })) rows.push(row);
    });
    props.onSelect(rows, isAdding);
  });

  const hover = useEffectEvent((at: ScreenPoint | undefined) => {
    const row = at && lampAt(at);
    setHovered(row === undefined || at === undefined ? undefined : { lamp: lampRow(view.table, row), at });
  });
  const toolNow = useEffectEvent(() => props.tool);

  useEffect(
    () =>
      listenToHands(box.current!, {
        tool: () => toolNow(),
        pan: (by) => camera.pan(by),
        zoom: (steps, anchor) => camera.zoomBy(steps, anchor),
        tap: (at, isAdding) => tapped(at, isAdding),
        outline(points) {
          outline.current = points;
          drawLamps();
        },
        outlined: (points, isAdding) => outlined(points, isAdding),
        hover: (at) => hover(at),
      }),
    [camera],
  );

  /** @returns whether the key means something here. */
  function pressed(key: string): boolean {
    const { bounds } = view.table;
    if (key in arrows) camera.pan(arrows[key]!);
    else if (key === "+" || key === "=") camera.zoomBy(0.5);
    else if (key === "-") camera.zoomBy(-0.5);
    else if (key === "Home" && bounds) camera.fit(bounds);
    else if (key === "Escape") props.onEscape?.();
    else return false;
    return true;
  }

  return (
    <div
      ref={box}
      className={classes.map}
      role="application"
      aria-label={t`Map of lamps`}
      aria-description={t`Arrow keys move the map, plus and minus zoom, Home shows everything. The table lists the same lamps.`}
      data-tool={props.tool}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes the keyboard
      tabIndex={0}
      onKeyDown={(event) => {
        const isOurs = event.target === event.currentTarget && !event.altKey && !event.metaKey && !event.ctrlKey;
        if (isOurs && pressed(event.key)) event.preventDefault();
      }}
    >
      <canvas className={classes.canvas} />
      <canvas className={classes.canvas} />
      <canvas className={classes.canvas} />
      {hovered && (
        <div className={classes.tip} style={{ left: hovered.at.left, top: hovered.at.top }} aria-hidden="true">
          <b>{hovered.lamp.name}</b>
          <span>{words.describe(hovered.lamp.state, hovered.lamp.level)}</span>
        </div>
      )}
    </div>
  );
}

/** One drawing per frame, the newest that was asked for; drawing everything includes drawing lamps. */
function createFrames() {
  let asked: number | undefined;
  let isWhole = false;
  let draw = () => {};
  return {
    ask(what: "all" | "lamps", run: () => void) {
      if (asked !== undefined && isWhole && what === "lamps") return;
      isWhole = what === "all";
      draw = run;
      asked ??= requestAnimationFrame(() => {
        asked = undefined;
        draw();
      });
    },
    stop() {
      if (asked !== undefined) cancelAnimationFrame(asked);
      asked = undefined;
    },
  };
}
