import { expect, it } from "vitest";
import type { BaselineRecording } from "../../controller/core/energy/baseline.ts";
import type { RatesRevision } from "../../controller/core/energy/rates.ts";
import { createBaselineStore, createRatesStore } from "../../controller/stores/energy-tables.ts";
import { onEveryDatabase } from "../support/databases.ts";
import { evening } from "../support/fleet-things.ts";

const act = { at: evening, personId: "lan", personName: "Lan", why: "giá mới", documentNumber: "12/QĐ" };
const day = { year: 2026, month: 3, day: 1 };

const revision = (version: number): RatesRevision => ({
  version,
  rates: {
    currency: "VND",
    priceClasses: [{ id: "low", name: "Dưới 6 kV", prices: [{ from: day, value: 2226 + version, source: "QĐ 1" }] }],
    lightingClass: "low",
    gridFactor: [{ from: day, value: 0.6592, source: "CV 2" }],
  },
  saved: act,
});

const recording = (areaId: string, number: number): BaselineRecording => ({
  baseline: {
    areaId,
    recordedOn: day,
    source: "12/BB",
    groups: [{ name: "Cả đêm", lamps: 40, power: 250.5, program: { id: "on", name: "Cả đêm", points: [] } }],
  },
  revision: number,
  recorded: act,
});

onEveryDatabase("the store of rates", (open) => {
  it("keeps every version, newest first, and takes each number once", async () => {
    const store = createRatesStore(await open());
    expect(await store.revisions()).toEqual([]);
    for (const version of [1, 2, 10]) expect(await store.insert(revision(version))).toBe(true);
    expect(await store.insert({ ...revision(2), rates: revision(3).rates })).toBe(false);
    expect(await store.revisions()).toEqual([revision(10), revision(2), revision(1)]);
  });
});

onEveryDatabase("the store of baselines", (open) => {
  it("keeps every recording of every area, and takes each revision of an area once", async () => {
    const store = createBaselineStore(await open());
    for (const [area, number] of [
      ["south", 1],
      ["north", 1],
      ["north", 2],
    ] as const) {
      expect(await store.insert(recording(area, number))).toBe(true);
    }
    expect(await store.insert({ ...recording("north", 2), recorded: { ...act, why: "khác" } })).toBe(false);
    expect(await store.all()).toEqual([recording("north", 2), recording("north", 1), recording("south", 1)]);
  });
});
