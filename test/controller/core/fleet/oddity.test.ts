/** One word for what a lamp does against what it should. */
import { expect, test } from "vitest";
import type { LampNow } from "../../../../controller/core/fleet/lamp-state.ts";
import { type LampAgainst, oddityOf } from "../../../../controller/core/fleet/oddity.ts";
import type { LampModel } from "../../../../controller/core/inventory/model.ts";

const model = { nominalPower: 100, powerAtMinimumDimLevel: 10, minLevel: 10 } as LampModel;
const said = (level: number, more: { settled?: boolean; activePower?: number } = {}) => ({
  reported: { level, settled: true, ...more },
  now: { state: level > 0 ? "lit" : "off", level } as LampNow,
});
const of = (against: Partial<LampAgainst>) =>
  oddityOf({ wanted: 0, now: { state: "off", level: 0 }, reported: undefined, model, ...against });

test.each<[string, Partial<LampAgainst>, ReturnType<typeof oddityOf>]>([
  ["lit as wanted", { wanted: 80, ...said(80) }, undefined],
  ["dimmer than wanted is no darkness", { wanted: 80, ...said(30) }, undefined],
  ["dark where light is wanted", { wanted: 80, ...said(0) }, "dark"],
  ["light where dark is wanted", { wanted: 0, ...said(80) }, "burning"],
  ["on its way", { wanted: 80, ...said(0, { settled: false }) }, undefined],
  ["lit by its word, without power", { wanted: 100, ...said(100, { activePower: 3 }) }, "underpowered"],
  ["power at the lower edge of its band", { wanted: 100, ...said(100, { activePower: 75 }) }, undefined],
  ["dimmed with little power", { wanted: 10, ...said(10, { activePower: 7.1 }) }, undefined],
  ["no meter proves nothing", { wanted: 100, ...said(100) }, undefined],
  [
    "a model nobody knows proves nothing",
    { wanted: 100, ...said(100, { activePower: 3 }), model: undefined },
    undefined,
  ],
  ["silent", { wanted: 80, now: { state: "silent", level: 80 } }, "silent"],
  ["never heard", { wanted: 80, now: { state: "unheard", level: -1 } }, "silent"],
  ["without supply", { wanted: 0, now: { state: "unsupplied", level: 80 } }, "unsupplied"],
  ["without electronics", { wanted: 80, now: { state: "estimatedOff", level: -1 } }, undefined],
])("%s", (_, against, oddity) => expect(of(against)).toBe(oddity));
