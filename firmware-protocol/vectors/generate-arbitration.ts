/** What an output shows and why, for situations that a lamp meets, with every row of the table and every filter. */
import { arbitrate } from "../behavior/arbitrate.ts";
import type { Sources } from "../behavior/sources.ts";
import type { HeldDirective, Target } from "../wire/directive.ts";
import type { VectorFile } from "./vector-file.ts";

const t0 = Date.UTC(2026, 10, 22, 12);
const minute = 60_000;
/** 05:00 at the lamp; civil dawn is half an hour later. */
const five = Date.UTC(2026, 10, 22, 22);
const dawn = 1_795_386_604_300;

const plan = { target: { level: 80 }, nextChangeAt: dawn };
const lamp: Sources = { output: { outputKind: "white", minLevel: 10 }, directives: [], fallback: plan };
const segment: Sources = { ...lamp, output: { outputKind: "relay" }, fallback: { ...plan, target: { closed: true } } };
const bridge: Sources = {
  ...lamp,
  output: { outputKind: "colour" },
  fallback: { ...plan, target: { rgbw16: [0, 0, 0, 0] } },
};

const timed = { issuedAt: t0, until: t0 + 60 * minute };
const override = (ref: number, parts: object = {}): HeldDirective => ({
  kind: "override",
  ref,
  priority: 4,
  ...timed,
  target: { level: 30 },
  ...parts,
});
const isolate: HeldDirective = { kind: "isolate", ref: 101, priority: 1, issuedAt: t0 };
const lock: HeldDirective = { kind: "lock", ref: 102, priority: 2, issuedAt: t0, hold: true, target: { level: 55 } };
const emergency: HeldDirective = { kind: "emergency", ref: 103, priority: 3, ...timed, target: { level: 100 } };
const limit: HeldDirective = { kind: "limit", ref: 104, priority: 4, ...timed, percent: 20 };
const show: HeldDirective = {
  kind: "show",
  ref: 106,
  priority: 6,
  ...timed,
  document: { digest: "00112233445566778899aabbccddeeff", parts: 1 },
  startEpochUs: t0 * 1000,
};
const scene: HeldDirective = { ...show, kind: "scene", ref: 107, priority: 7 };
const frames: HeldDirective = { kind: "frames", ref: 105, priority: 5, ...timed };
const picture = (...channels: [number, number, number, number]) => ({
  target: { rgbw16: channels } satisfies Target,
  nextChangeAt: t0 + 40,
});
const rendered = { 105: picture(1, 2, 3, 4), 106: picture(0, 0, 65_535, 0), 107: picture(9000, 0, 0, 0) };
const calendar = { target: { level: 60 }, ramp: 30, nextChangeAt: t0 + 90 * minute };
const area = override(1, { until: five });
const trial = override(2, { issuedAt: t0 + minute, until: t0 + 6 * minute, target: { level: 100 } });
const floor = { percent: 50, nextChangeAt: t0 + 120 * minute };

type Situation = readonly [name: string, sources: Sources, times?: readonly number[]];

const situations: readonly Situation[] = [
  ["fallback", lamp],
  ["calendar", { ...lamp, calendar }],
  ["sensor raises the calendar", { ...lamp, calendar, sensor: { level: 90, until: t0 + minute } }, [t0, t0 + minute]],
  ["sensor never lowers it", { ...lamp, calendar, sensor: { level: 20, until: t0 + minute } }],
  [
    "sensor outside the lit window",
    { ...lamp, calendar: { ...calendar, target: { level: 0 } }, sensor: { level: 90, until: t0 + minute } },
  ],
  [
    "photocell widens the window",
    {
      ...lamp,
      calendar: { ...calendar, target: { level: 0 } },
      sensor: { level: 90, until: t0 + minute, widens: true },
    },
  ],
  ["scene", { ...bridge, directives: [scene], rendered }],
  ["show over scene", { ...bridge, directives: [scene, show], rendered }],
  ["show without its document", { ...bridge, directives: [scene, show], rendered: { 107: rendered[107] } }],
  ["frames over show", { ...bridge, directives: [scene, show, frames], rendered }],
  [
    "an area dimmed to 05:00 while one lamp is tested for 5 minutes",
    { ...lamp, directives: [area, trial] },
    [t0, t0 + minute, t0 + 6 * minute - 1, t0 + 6 * minute, five - 1, five],
  ],
  ["equal orders: the lower reference", { ...lamp, directives: [override(9, { target: { level: 9 } }), override(8)] }],
  ["a priority below its row", { ...lamp, calendar, directives: [override(1, { priority: 10 })] }],
  ["a priority above its row does not count", { ...lamp, directives: [override(1, { priority: 0 }), isolate] }],
  ["emergency over override", { ...lamp, directives: [override(1), emergency] }],
  ["lock over emergency", { ...lamp, directives: [override(1), emergency, lock] }],
  ["isolate over lock", { ...lamp, directives: [lock, isolate] }],
  ["isolate opens a segment", { ...segment, directives: [isolate] }],
  ["hand at MAN", { ...lamp, selector: "man", directives: [isolate] }],
  ["hand at OFF", { ...segment, selector: "off", directives: [{ ...emergency, target: { closed: true } }] }],
  [
    "a holding lock that noted nothing keeps what is shown",
    { ...lamp, directives: [{ kind: "lock", ref: 1, priority: 2, issuedAt: t0, hold: true }], current: { level: 44 } },
  ],
  ["a level over a picture keeps its colours", { ...bridge, directives: [show, override(1)], rendered }],
  [
    "levels over each other do not multiply",
    { ...bridge, directives: [show, override(1), override(2, { target: { level: 50 } })], rendered },
  ],
  ["a level over darkness stays dark", { ...bridge, directives: [override(1)] }],
  [
    "a colour state replaces the picture",
    { ...bridge, directives: [show, override(1, { target: { rgbw16: [5, 6, 7, 8] } })], rendered },
  ],
  ["emergency on colour is white", { ...bridge, directives: [show, emergency], rendered }],
  ["limit", { ...lamp, directives: [override(1), limit] }],
  ["limit spares an emergency", { ...lamp, directives: [emergency, limit] }],
  ["floor", { ...lamp, directives: [override(1)], filters: { floor } }],
  ["floor beats limit", { ...lamp, directives: [override(1), limit], filters: { floor } }],
  [
    "floor spares an override with darken",
    { ...lamp, directives: [override(1, { darken: true })], filters: { floor } },
  ],
  ["floor spares a lock", { ...lamp, directives: [{ ...lock, target: { level: 5 } }], filters: { floor } }],
  [
    "floor keeps a segment closed",
    { ...segment, directives: [override(1, { target: { closed: false } })], filters: { floor } },
  ],
  ["floor in a dark picture is white", { ...bridge, filters: { floor } }],
  [
    "flash",
    {
      ...lamp,
      directives: [override(1)],
      current: { level: 80 },
      filters: { flash: { rate: 1, reversedAt: t0 - 400, direction: 1 } },
    },
    [t0, t0 + 599, t0 + 600],
  ],
  [
    "no flashing at all",
    {
      ...lamp,
      directives: [override(1)],
      current: { level: 80 },
      filters: { flash: { rate: 0, reversedAt: t0 - 400, direction: 1 } },
    },
    [t0 + 9599, t0 + 9600],
  ],
  [
    "transition",
    { ...lamp, directives: [override(1, { ramp: 1 })], current: { level: 80 }, filters: { transition: 4000 } },
  ],
  ["power budget", { ...lamp, directives: [override(1)], filters: { floor, powerScale: 0.7 } }],
];

export const arbitrationVectors = {
  name: "arbitration.json",
  about:
    "At `now` the `sources` of one output give its target, the row that decided, the directive where one did, the last filter that changed the wish, ms of ramp, and the next instant anything of it can change (null: never). All times UTC ms.",
  cases: () =>
    situations.flatMap(([name, sources, times = [t0]]) =>
      times.map((now) => ({ name, now, sources, decision: arbitrate(sources, now) })),
    ),
} satisfies VectorFile;
