import { expect, test } from "vitest";
import { neutralOf, readCabinet, readLamp, readSegment } from "../../../simulator/physics/meter.ts";

const exact = { seed: 1, gain: 1 };
const at = Date.UTC(2026, 10, 22, 12);
const load = { activePower: 100, reactivePower: 30 };

test("a lamp's reading is consistent in itself: current, power and power factor belong together", () => {
  const row = readLamp(
    exact,
    {
      level: 63.3,
      load,
      voltage: 220,
      energy: 12_345,
      operatingHours: 1000,
      switchOnCounter: 300,
      supplyLossCount: 4,
      temperature: 41.6,
    },
    at,
  );
  expect(row.activePower! / (row.supplyVoltage! * row.supplyCurrent!)).toBeCloseTo(row.powerFactor!, 6);
  expect(row.activeEnergy).toBeCloseTo(12.345);
  expect(row.controlGearTemperature).toBe(42);
  expect(row.level).toBe(63.5);
});

test("a gain of its own makes a meter wrong by that much, in power and in energy", () => {
  const truth = { loads: [load, load, load], voltages: [220, 221, 222], frequency: 50, energy: 1000 } as const;
  const right = readCabinet(exact, truth, at);
  const high = readCabinet({ seed: 1, gain: 1.01 }, truth, at);
  expect(high.totalPower! / right.totalPower!).toBeCloseTo(1.01, 6);
  expect(high.totalActiveEnergy! / right.totalActiveEnergy!).toBeCloseTo(1.01, 6);
});

test("three equal phases leave nothing in the neutral, one alone leaves all of it", () => {
  expect(neutralOf([10, 10, 10])).toBeCloseTo(0);
  expect(neutralOf([10, 0, 0])).toBeCloseTo(10);
});

test("a lamp that takes nothing has a current of zero and no power factor at all", () => {
  const dark = { activePower: 0, reactivePower: 0 };
  const truth = {
    level: 0,
    load: dark,
    voltage: 220,
    energy: 0,
    operatingHours: 0,
    switchOnCounter: 0,
    supplyLossCount: 0,
  };
  const row = readLamp(exact, { ...truth, temperature: 30 }, at);
  expect(row.supplyCurrent).toBe(0);
  expect(row).not.toHaveProperty("powerFactor");
});

test("an open segment says so", () => {
  expect(readSegment(exact, false, { activePower: 0, reactivePower: 0 }, 225, at)).toMatchObject({
    closed: false,
    activePower: 0,
  });
});
