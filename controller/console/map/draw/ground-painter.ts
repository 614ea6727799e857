/** Draws the ground under the lamps: a basemap's pictures where there is one, else roads and areas from the inventory. */
import { type Bounds, boundsOf, type Camera, type Size, scaleOf, toScreen } from "../geometry/camera.ts";
import { radiusAt } from "./detail.ts";
import type { GroundPlan, PlanRoad } from "./ground-plan.ts";
import type { Ground } from "./looks.ts";

interface Inks {
  readonly ground: string;
  readonly road: string;
  readonly casing: string;
  readonly areaWash: string;
  readonly areaLine: string;
  readonly text: string;
  readonly halo: string;
  readonly cabinet: string;
}
const inks: Readonly<Record<Ground, Inks>> = {
  dark: {
    ground: "#0a101b",
    road: "#2a364d",
    casing: "#131b2b",
    areaWash: "#8fb2ff0d",
    areaLine: "#8fb2ff2e",
    text: "#a9b7cf",
    halo: "#0a101b",
    cabinet: "#c3cde0",
  },
  light: {
    ground: "#f1ede4",
    road: "#ffffff",
    casing: "#cfc7b6",
    areaWash: "#1f559f0a",
    areaLine: "#1f559f33",
    text: "#4a4f5c",
    halo: "#f7f5f0",
    cabinet: "#33312c",
  },
};

export interface GroundScene {
  readonly plan: GroundPlan;
  readonly camera: Camera;
  readonly size: Size;
  readonly ratio: number;
  readonly ground: Ground;
  /** Draws the basemap; @returns false where there is none. */
  readonly paintBasemap: (context: CanvasRenderingContext2D, size: Size) => boolean;
  /** Cabinet drawn as chosen. */
  readonly cabinetId: string | undefined;
}

/** From here on a cabinet has room beside its lamps, and a road for its name. */
export const cabinetsFrom = 15;
/** CSS pixels a cabinet is drawn beside its place, to the right and down: mostly a lamp stands at the same spot. */
export const cabinetOffset = 15;
const roadNamesFrom = 15.5;
const areaNamesUntil = 14.5;

export function paintGround(context: CanvasRenderingContext2D, scene: GroundScene): void {
  const { size, ratio, ground } = scene;
  const ink = inks[ground];
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.fillStyle = ink.ground;
  context.fillRect(0, 0, size.width, size.height);
  if (!scene.paintBasemap(context, size)) {
    paintAreas(context, scene, ink);
    paintRoads(context, scene, ink);
  }
  if (scene.camera.zoom >= cabinetsFrom) paintCabinets(context, scene, ink);
  if (scene.camera.zoom >= roadNamesFrom) paintNames(context, scene, roadLabels(scene));
}

function paintAreas(context: CanvasRenderingContext2D, { plan, camera, size }: GroundScene, ink: Inks): void {
  if (camera.zoom >= areaNamesUntil) return;
  context.fillStyle = ink.areaWash;
  context.strokeStyle = ink.areaLine;
  context.lineWidth = 1;
  for (const { hull } of plan.areas) {
    context.beginPath();
    for (const corner of hull) {
      const { left, top } = toScreen(camera, size, corner);
      context.lineTo(left, top);
    }
    context.closePath();
    context.fill();
    context.stroke();
  }
}

/** CSS pixels of a road's width. */
const roadWidth = (zoom: number) => Math.min(14, Math.max(0.8, 1.5 ** (zoom - 12.5)));

function paintRoads(context: CanvasRenderingContext2D, scene: GroundScene, ink: Inks): void {
  const { plan, camera, size } = scene;
  const view = boundsOf(camera, size, 20);
  const path = new Path2D();
  for (const road of plan.roads) if (overlaps(road.bounds, view)) trace(path, road, scene);
  const width = roadWidth(camera.zoom);
  context.lineJoin = "round";
  context.lineCap = "round";
  if (camera.zoom >= 13.5) {
    context.strokeStyle = ink.casing;
    context.lineWidth = width + 2;
    context.stroke(path);
  }
  context.strokeStyle = ink.road;
  context.lineWidth = width;
  context.stroke(path);
}

/** Leaves out points less than two pixels from the last one: from far most of a road is one line. */
function trace(path: Path2D, { points }: PlanRoad, { plan: { origin }, camera, size }: GroundScene): void {
  const scale = scaleOf(camera);
  const left = (origin.x - camera.x) * scale + size.width / 2;
  const top = (origin.y - camera.y) * scale + size.height / 2;
  let [lastX, lastY] = [Number.NaN, Number.NaN];
  for (let at = 0; at < points.length; at++) {
    const x = points[at]!.x * scale + left;
    const y = points[at]!.y * scale + top;
    const isNear = Math.abs(x - lastX) + Math.abs(y - lastY) < 2 && at < points.length - 1;
    if (isNear) continue;
    if (at === 0) path.moveTo(x, y);
    else path.lineTo(x, y);
    [lastX, lastY] = [x, y];
  }
}

const overlaps = (a: Bounds, b: Bounds) => a.minX <= b.maxX && a.maxX >= b.minX && a.minY <= b.maxY && a.maxY >= b.minY;

function paintCabinets(context: CanvasRenderingContext2D, scene: GroundScene, ink: Inks): void {
  const { plan, camera, size, cabinetId } = scene;
  const view = boundsOf(camera, size, 20);
  const half = camera.zoom >= 17 ? 8 : 6;
  for (const cabinet of plan.cabinets) {
    if (cabinet.x < view.minX || cabinet.x > view.maxX || cabinet.y < view.minY || cabinet.y > view.maxY) continue;
    const place = toScreen(camera, size, cabinet);
    const { left, top } = { left: place.left + cabinetOffset, top: place.top + cabinetOffset };
    context.fillStyle = ink.halo;
    context.strokeStyle = ink.cabinet;
    context.lineWidth = cabinet.id === cabinetId ? 3 : 1.5;
    context.beginPath();
    context.rect(left - half, top - half, 2 * half, 2 * half);
    context.fill();
    context.stroke();
    // a bolt, so that nobody takes it for a locked lamp
    context.beginPath();
    context.moveTo(left + half * 0.2, top - half * 0.65);
    context.lineTo(left - half * 0.35, top + half * 0.1);
    context.lineTo(left + half * 0.35, top - half * 0.1);
    context.lineTo(left - half * 0.2, top + half * 0.65);
    context.stroke();
  }
}

type NamedScene = Omit<GroundScene, "paintBasemap">;

interface Label {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly font: string;
  /** Radians the text is turned. */
  readonly angle: number;
}

/** Drawn last, above clusters: a name half under a donut is no name. */
export function paintAreaNames(context: CanvasRenderingContext2D, scene: NamedScene): void {
  if (scene.camera.zoom < areaNamesUntil) paintNames(context, scene, areaLabels(scene));
}

function paintNames(context: CanvasRenderingContext2D, scene: NamedScene, labels: readonly Label[]): void {
  const { ratio } = scene;
  const ink = inks[scene.ground];
  const taken: Bounds[] = [];
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const { text, left, top, font, angle } of labels) {
    context.font = font;
    const half = context.measureText(text).width / 2 + 4;
    const across = Math.abs(Math.cos(angle)) * half + 9;
    const down = Math.abs(Math.sin(angle)) * half + 9;
    const box = { minX: left - across, maxX: left + across, minY: top - down, maxY: top + down };
    if (taken.some((other) => overlaps(other, box))) continue;
    taken.push(box);
    context.setTransform(ratio, 0, 0, ratio, left * ratio, top * ratio);
    context.rotate(angle);
    context.strokeStyle = ink.halo;
    context.lineWidth = 4;
    context.strokeText(text, 0, 0);
    context.fillStyle = ink.text;
    context.fillText(text, 0, 0);
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
}

const face = '"Be Vietnam Pro", system-ui, sans-serif';

/** The biggest first: where names meet, the smaller one gives way. Above the hull, so that no donut hides it. */
function areaLabels({ plan, camera, size }: NamedScene): Label[] {
  return plan.areas
    .toSorted((a, b) => b.lamps - a.lamps)
    .map(({ name, middle, hull }) => {
      const { left, top } = toScreen(camera, size, middle);
      const edge = Math.min(...hull.map((corner) => toScreen(camera, size, corner).top));
      return { text: name, left, top: Math.min(edge - 10, top - 42), font: `600 13px ${face}`, angle: 0 };
    });
}

/** CSS pixels between a road's line and its name: beside the lamps, not under them. */
const besideRoad = (zoom: number) => 12 + 2.4 * radiusAt(zoom);

function roadLabels({ plan, camera, size }: NamedScene): Label[] {
  const view = boundsOf(camera, size);
  const scale = scaleOf(camera);
  const beside = besideRoad(camera.zoom);
  return plan.roads
    .filter(({ bounds, length }) => length * scale > 120 && overlaps(bounds, view))
    .toSorted((a, b) => b.length - a.length)
    .map((road) => {
      const { point, angle } = middleInView(road, plan, view);
      const { left, top } = toScreen(camera, size, point);
      return {
        text: road.name,
        left: left + Math.sin(angle) * beside,
        top: top - Math.cos(angle) * beside,
        font: `500 12px ${face}`,
        angle,
      };
    });
}

/** The middle one of the road's points that are in view, so that a long road is named wherever one looks at it. */
function middleInView({ points, middle }: PlanRoad, { origin }: GroundPlan, view: Bounds) {
  const seen = points.flatMap(({ x, y }, at) => {
    const [worldX, worldY] = [x + origin.x, y + origin.y];
    return worldX > view.minX && worldX < view.maxX && worldY > view.minY && worldY < view.maxY ? [at] : [];
  });
  const at = seen[seen.length >> 1] ?? points.length >> 1;
  const [before, after] = [points[Math.max(0, at - 1)]!, points[Math.min(points.length - 1, at + 1)]!];
  const angle = Math.atan((after.y - before.y) / (after.x - before.x || Number.EPSILON));
  const here = seen.length === 0 ? middle : { x: points[at]!.x + origin.x, y: points[at]!.y + origin.y };
  return { point: here, angle };
}
