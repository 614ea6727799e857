/** The map's three canvases: ground, lamps, and what lies above them. Each is drawn anew only when what it shows changed. */
import { type Donut, drawDonuts, layDonuts } from "../draw/cluster-painter.ts";
import { radiusAt, showsLamps } from "../draw/detail.ts";
import { createGroundCache } from "../draw/ground-cache.ts";
import { paintAreaNames } from "../draw/ground-painter.ts";
import type { GroundPlan } from "../draw/ground-plan.ts";
import { type PixelField, paintLamps } from "../draw/lamp-painter.ts";
import { type Ground, looks } from "../draw/looks.ts";
import { createSpriteSheet, type SpriteSheet } from "../draw/sprites.ts";
import type { LampState } from "../fleet/fleet-table.ts";
import type { FleetView } from "../fleet/fleet-view.ts";
import { type Camera, type ScreenPoint, type Size, toScreen } from "../geometry/camera.ts";

export interface LayerStyle {
  readonly ground: Ground;
  readonly letters: Readonly<Record<LampState, string>>;
  readonly accent: string;
  readonly writeCount: (count: number) => string;
}

export interface LayerScene {
  readonly view: FleetView;
  readonly plan: GroundPlan;
  readonly camera: Camera;
  readonly size: Size;
  /** Row of the lamp that is looked at. */
  readonly focus: number | undefined;
  readonly cabinetId: string | undefined;
  /** What is being drawn by hand. */
  readonly outline: readonly ScreenPoint[];
  readonly paintBasemap: (context: CanvasRenderingContext2D, size: Size) => boolean;
}

export interface LampLayer {
  setStyle(style: LayerStyle): void;
  /**
   * @param isMoving true: the ground may be a picture of the last moments.
   * @returns donuts on the screen, empty where lamps are drawn one by one.
   */
  drawAll(scene: LayerScene, isMoving: boolean): readonly Donut[];
  /** Something of the ground changed: plan, basemap, cabinet. */
  forgetGround(): void;
  /** Lamps and what lies above them; the ground stays. */
  drawLamps(scene: LayerScene): readonly Donut[];
}

export interface LayerCanvases {
  readonly ground: HTMLCanvasElement;
  readonly lamps: HTMLCanvasElement;
  readonly above: HTMLCanvasElement;
}

export function createLampLayer(canvases: LayerCanvases, initial: LayerStyle): LampLayer {
  const ground = createGroundCache();
  let style = initial;
  let sheet: { key: string; made: SpriteSheet } | undefined;
  let field: { image: ImageData; pixels: PixelField } | undefined;

  function sheetFor(states: readonly LampState[], radius: number): SpriteSheet {
    const key = `${radius} ${style.ground} ${states.length}`;
    if (sheet?.key !== key) sheet = { key, made: createSpriteSheet({ ...style, states, radius }) };
    return sheet.made;
  }

  function fieldFor(context: CanvasRenderingContext2D, { width, height }: HTMLCanvasElement) {
    if (field?.image.width !== width || field.image.height !== height) {
      const image = context.createImageData(width, height);
      field = { image, pixels: { width, height, pixels: new Uint32Array(image.data.buffer) } };
    }
    return field;
  }

  function drawSingly({ view, camera, size }: LayerScene, ratio: number): void {
    const context = canvases.lamps.getContext("2d")!;
    const { image, pixels } = fieldFor(context, canvases.lamps);
    const { table, shown, selected } = view;
    // quarters of a pixel: a sheet per zoom step of a wheel would be thrown away at once
    const sprites = sheetFor(table.around.states, Math.round(radiusAt(camera.zoom) * ratio * 4) / 4);
    const onTop = table.around.states.map((state) => looks[state].isOnTop);
    const { state, level } = table;
    paintLamps(
      pixels,
      {
        x: table.x,
        y: table.y,
        visit: view.index.visit,
        spriteOf: (row) =>
          shown[row] === 1 ? sprites.of(state[row]!, Math.max(0, level[row]!), selected[row] === 1) : undefined,
        isOnTop: (row) => selected[row] === 1 || onTop[state[row]!]!,
      },
      camera,
      size,
      ratio,
    );
    context.putImageData(image, 0, 0);
  }

  function drawLamps(scene: LayerScene): readonly Donut[] {
    const { view, camera, size } = scene;
    const ratio = fitTo(canvases.lamps, size);
    fitTo(canvases.above, size);
    const above = canvases.above.getContext("2d")!;
    above.setTransform(ratio, 0, 0, ratio, 0, 0);
    above.clearRect(0, 0, size.width, size.height);
    let donuts: readonly Donut[] = [];
    if (showsLamps(camera.zoom)) drawSingly(scene, ratio);
    else {
      canvases.lamps.getContext("2d")!.clearRect(0, 0, canvases.lamps.width, canvases.lamps.height);
      donuts = layDonuts(view.clustersAt(Math.floor(camera.zoom)).list(), camera, size);
      drawDonuts(above, donuts, { ...style, states: view.table.around.states });
    }
    paintAreaNames(above, { ...scene, ratio, ground: style.ground });
    drawFocus(above, scene, style.accent);
    drawOutline(above, scene.outline, style.accent);
    return donuts;
  }

  return {
    setStyle(next) {
      style = next;
      sheet = undefined;
      ground.forget();
    },
    forgetGround: ground.forget,
    drawAll(scene, isMoving) {
      const ratio = fitTo(canvases.ground, scene.size);
      ground.paint(canvases.ground.getContext("2d")!, { ...scene, ratio, ground: style.ground }, isMoving);
      return drawLamps(scene);
    },
    drawLamps,
  };
}

/** @returns device pixels per CSS pixel; twice is as sharp as eyes get, and costs four times. */
function fitTo(canvas: HTMLCanvasElement, { width, height }: Size): number {
  const ratio = Math.min(2, Math.max(1, devicePixelRatio));
  const [wide, high] = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))];
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
  }
  return ratio;
}

function drawFocus(context: CanvasRenderingContext2D, { view, camera, size, focus }: LayerScene, accent: string): void {
  if (focus === undefined) return;
  const { left, top } = toScreen(camera, size, { x: view.table.x[focus]!, y: view.table.y[focus]! });
  const radius = Math.max(9, radiusAt(camera.zoom) + 6);
  context.strokeStyle = accent;
  context.lineWidth = 2.5;
  context.beginPath();
  context.arc(left, top, radius, 0, 2 * Math.PI);
  for (const [x, y] of [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ] as const) {
    context.moveTo(left + x * radius, top + y * radius);
    context.lineTo(left + x * (radius + 6), top + y * (radius + 6));
  }
  context.stroke();
}

function drawOutline(context: CanvasRenderingContext2D, outline: readonly ScreenPoint[], accent: string): void {
  if (outline.length < 2) return;
  context.beginPath();
  for (const { left, top } of outline) context.lineTo(left, top);
  context.closePath();
  context.fillStyle = `${accent}22`;
  context.fill();
  context.strokeStyle = accent;
  context.lineWidth = 1.5;
  context.setLineDash([6, 4]);
  context.stroke();
  context.setLineDash([]);
}
