/** Runs in the browser: the console's own lamp layer with every lamp in view, some of them changing in each frame. */
import type { FleetSnapshot } from "../../../controller/api/map-schemas.ts";
import { createLampLayer, type LayerScene } from "../../../controller/console/map/canvas/lamp-layer.ts";
import { layGroundPlan } from "../../../controller/console/map/draw/ground-plan.ts";
import { looks } from "../../../controller/console/map/draw/looks.ts";
import { createFleetTable, type LampState } from "../../../controller/console/map/fleet/fleet-table.ts";
import { createFleetView } from "../../../controller/console/map/fleet/fleet-view.ts";
import { type Camera, panned, toWorld } from "../../../controller/console/map/geometry/camera.ts";
import { project, unproject } from "../../../controller/console/map/geometry/mercator.ts";

export interface FramesAsked {
  readonly lamps: number;
  readonly changesPerFrame: number;
  readonly frames: number;
  /** `still`: lamps change; `moving`: the map is dragged as well, so that the ground is drawn anew each frame. */
  readonly motion: "still" | "moving";
  readonly zoom: number;
}
export interface FramesSeen {
  /** ms between frames. */
  readonly spans: readonly number[];
  /** ms of work in each frame: changes, decisions and painting. */
  readonly work: readonly number[];
}

const size = { width: innerWidth, height: innerHeight };
const states = Object.keys(looks) as LampState[];
const streets = 160;

/** Streets across the whole window, poles along them. */
function town({ lamps, zoom }: FramesAsked, camera: Camera): FleetSnapshot {
  const perStreet = Math.ceil(lamps / streets);
  const places = Array.from({ length: lamps }, (_, row) => {
    const street = row % streets;
    const along = Math.floor(row / streets) / perStreet;
    const at = {
      left: along * size.width,
      top: ((street + 0.5 + 0.3 * Math.sin(along * 9 + street)) / streets) * size.height,
    };
    return unproject(toWorld({ ...camera, zoom }, size, at));
  });
  const column = (value: (row: number) => number) => Array.from({ length: lamps }, (_, row) => value(row));
  return {
    at: 0,
    states,
    sources: ["calendar"],
    areas: [{ id: "a", name: "Khu" }],
    roads: Array.from({ length: streets }, (_, street) => ({
      id: `r${street}`,
      name: `Đường ${street}`,
      areaId: "a",
      path: places.filter((_, row) => row % streets === street).map(({ lon, lat }): [number, number] => [lon, lat]),
    })),
    cabinets: [],
    circuits: [],
    models: [{ id: "m", name: "LED" }],
    groups: [],
    lamps: {
      id: places.map((_, row) => `l${row}`),
      name: places.map((_, row) => `Đèn ${row}`),
      lon: places.map(({ lon }) => lon),
      lat: places.map(({ lat }) => lat),
      area: column(() => 0),
      model: column(() => 0),
      road: column((row) => row % streets),
      circuit: column(() => -1),
      decorative: column(() => 0),
      state: column((row) => (row % 23 === 0 ? states.indexOf("silent") : states.indexOf("lit"))),
      level: column(() => 100),
      source: column(() => 0),
    },
  };
}

function canvas(): HTMLCanvasElement {
  const made = document.createElement("canvas");
  made.style.cssText = "position:absolute;inset:0;width:100%;height:100%";
  return document.body.appendChild(made);
}

export async function watchFrames(asked: FramesAsked): Promise<FramesSeen> {
  document.body.replaceChildren();
  let camera: Camera = { ...project(106.65, 10.98), zoom: asked.zoom };
  const view = createFleetView(createFleetTable(town(asked, camera)));
  const letters = Object.fromEntries(states.map((state) => [state, state.charAt(0)])) as Record<LampState, string>;
  const layer = createLampLayer(
    { ground: canvas(), lamps: canvas(), above: canvas() },
    { ground: "dark", letters, accent: "#6db3ff", writeCount: String },
  );
  const plan = layGroundPlan(view.table);
  const scene = (): LayerScene => ({
    view,
    plan,
    camera,
    size,
    focus: 0,
    cabinetId: undefined,
    outline: [],
    paintBasemap: () => false,
  });
  layer.drawAll(scene(), false);
  const spans: number[] = [];
  const work: number[] = [];
  let last = await nextFrame();
  for (let frame = 0; frame < asked.frames; frame++) {
    const begun = performance.now();
    const rows = Array.from({ length: asked.changesPerFrame }, (_, at) => (frame * 7919 + at * 104_729) % asked.lamps);
    view.apply({
      id: rows.map((row) => `l${row}`),
      state: rows.map((_, at) => (frame + at) % states.length),
      level: rows.map((_, at) => (frame * 3 + at) % 101),
      source: rows.map(() => 0),
    });
    if (asked.motion === "moving") {
      camera = panned(camera, { left: Math.sin(frame / 20) * 3, top: Math.cos(frame / 20) * 2 });
      layer.drawAll(scene(), true);
    } else layer.drawLamps(scene());
    work.push(performance.now() - begun);
    const now = await nextFrame();
    spans.push(now - last);
    last = now;
  }
  return { spans, work };
}

const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));

Object.assign(globalThis, { watchFrames });
