/** Draws clusters as donuts: how many lamps, which share of them is in which state, and how many call for somebody. */
import type { Cluster } from "../fleet/clusters.ts";
import type { LampState } from "../fleet/fleet-table.ts";
import { type Camera, type ScreenPoint, type Size, scaleOf, toScreen } from "../geometry/camera.ts";
import { drawShape, type Ground, looks } from "./looks.ts";
import { arcsOf, callOf } from "./shares.ts";

export interface ClusterStyle {
  readonly states: readonly LampState[];
  readonly ground: Ground;
  readonly writeCount: (count: number) => string;
}

/** A donut on the screen, CSS pixels. */
export interface Donut extends ScreenPoint {
  readonly radius: number;
  readonly cluster: Cluster;
}

/** Area follows the count slowly, so that one lamp can still be hit and ten thousand do not cover the city. */
export const donutRadius = (total: number): number => Math.min(40, 13 + 5.2 * Math.log10(total) * 1.35);

/** Neighbours that would cover each other become one; the big ones stay where they are. */
export function layDonuts(clusters: readonly Cluster[], camera: Camera, size: Size): Donut[] {
  return merge(clusters, camera)
    .map((cluster) => ({ ...toScreen(camera, size, cluster), radius: donutRadius(cluster.total), cluster }))
    .filter(
      ({ left, top, radius }) =>
        left > -radius && top > -radius && left < size.width + radius && top < size.height + radius,
    );
}

function merge(clusters: readonly Cluster[], camera: Camera): Cluster[] {
  const scale = scaleOf(camera);
  const merged: Cluster[] = [];
  for (const cluster of clusters.toSorted((a, b) => b.total - a.total)) {
    const at = merged.findIndex(({ x, y, total }) => {
      const away = Math.hypot(x - cluster.x, y - cluster.y) * scale;
      return away < donutRadius(total) + donutRadius(cluster.total);
    });
    if (at < 0) merged.push(cluster);
    else merged[at] = together(merged[at]!, cluster);
  }
  return merged;
}

function together(a: Cluster, b: Cluster): Cluster {
  const total = a.total + b.total;
  return {
    x: (a.x * a.total + b.x * b.total) / total,
    y: (a.y * a.total + b.y * b.total) / total,
    total,
    counts: a.counts.map((count, state) => count + b.counts[state]!),
  };
}

export function donutAt(donuts: readonly Donut[], { left, top }: ScreenPoint): Donut | undefined {
  return donuts.findLast((donut) => Math.hypot(donut.left - left, donut.top - top) <= donut.radius + 2);
}

export function drawDonuts(context: CanvasRenderingContext2D, donuts: readonly Donut[], style: ClusterStyle): void {
  for (const donut of donuts) drawDonut(context, donut, style);
}

function drawDonut(
  context: CanvasRenderingContext2D,
  { left, top, radius, cluster: { counts, total } }: Donut,
  { states, ground, writeCount }: ClusterStyle,
): void {
  const width = Math.max(5, radius * 0.28);
  context.beginPath();
  context.arc(left, top, radius + 1.5, 0, 2 * Math.PI);
  context.fillStyle = ground === "dark" ? "#0b1118e6" : "#ffffffeb";
  context.fill();
  context.lineWidth = width;
  let from = -Math.PI / 2;
  arcsOf(counts, states, total).forEach((arc, state) => {
    if (arc <= 0) return;
    context.beginPath();
    context.arc(left, top, radius - width / 2, from, from + arc);
    context.strokeStyle = looks[states[state]!][ground];
    context.stroke();
    from += arc;
  });
  context.font = `600 ${radius < 20 ? 11 : 13}px "Be Vietnam Pro", system-ui, sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = ground === "dark" ? "#e8eef5" : "#16202b";
  context.fillText(writeCount(total), left, top + 0.5);
  const call = callOf(counts, states);
  if (call !== undefined)
    drawCall(context, { left: left + radius * 0.75, top: top + radius * 0.85 }, call, ground, writeCount);
}

/** A flag at the donut's foot, because names stand above: the shape of the state and a count, because an arc's colour alone tells little. */
function drawCall(
  context: CanvasRenderingContext2D,
  { left, top }: ScreenPoint,
  { state, count }: { readonly state: LampState; readonly count: number },
  ground: Ground,
  writeCount: (count: number) => string,
): void {
  const text = writeCount(count);
  context.font = '600 11px "Be Vietnam Pro", system-ui, sans-serif';
  const width = context.measureText(text).width + 23;
  context.beginPath();
  context.roundRect(left - 9, top - 9, width, 18, 9);
  context.fillStyle = ground === "dark" ? "#0b1118" : "#ffffff";
  context.fill();
  context.strokeStyle = looks[state][ground];
  context.lineWidth = 1;
  context.stroke();
  context.save();
  context.translate(left, top);
  drawShape(context, looks[state].shape, 5, looks[state][ground], 0);
  context.restore();
  context.textAlign = "left";
  context.fillStyle = ground === "dark" ? "#e8eef5" : "#16202b";
  context.fillText(text, left + 9, top + 0.5);
}
