import fc from "fast-check";
import { expect, test } from "vitest";
import { outsideTemperatureAt } from "../../../simulator/physics/heat.ts";
import { frequencyAt, voltageAt } from "../../../simulator/physics/supply.ts";

const hour = 3_600_000;
const zoneOffset = 7 * hour;
const instants = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2040, 0) });
/** EpochMs of a local hour on a day of 2026. */
const local = (hours: number, day = 0) => Date.UTC(2026, 5, 1 + day) + hours * hour - zoneOffset;

test("a healthy supply stays within the contract band of 198 to 242 V, even at the end of a feeder", () => {
  fc.assert(
    fc.property(instants, fc.integer(), fc.double({ min: 0, max: 0.03, noNaN: true }), (at, seed, drop) => {
      const voltage = voltageAt({ seed, zoneOffset }, at, drop);
      expect(voltage).toBeGreaterThan(198);
      expect(voltage).toBeLessThan(242);
    }),
  );
});

test("it is higher at three in the night than at seven in the evening", () => {
  for (let day = 0; day < 30; day++) {
    const supply = { seed: 1, zoneOffset };
    expect(voltageAt(supply, local(3, day))).toBeGreaterThan(voltageAt(supply, local(19, day)));
  }
});

test("the same instant gives the same voltage, another feeder another", () => {
  const at = local(20);
  expect(voltageAt({ seed: 7, zoneOffset }, at)).toBe(voltageAt({ seed: 7, zoneOffset }, at));
  expect(voltageAt({ seed: 7, zoneOffset }, at)).not.toBe(voltageAt({ seed: 8, zoneOffset }, at));
});

test("from one second to the next it moves less than two volts", () => {
  fc.assert(
    fc.property(instants, (at) => {
      const supply = { seed: 3, zoneOffset };
      expect(Math.abs(voltageAt(supply, at + 1000) - voltageAt(supply, at))).toBeLessThan(2);
    }),
  );
});

test("the grid's frequency stays within 0.1 Hz of 50", () => {
  fc.assert(
    fc.property(instants, (at) => {
      expect(Math.abs(frequencyAt(at) - 50)).toBeLessThan(0.1);
    }),
  );
});

test("the air is warmest after noon and coldest before dawn", () => {
  const climate = { seed: 1, zoneOffset, mean: 28, swing: 4.5 };
  for (let day = 0; day < 30; day++) {
    expect(
      outsideTemperatureAt(climate, local(14, day)) - outsideTemperatureAt(climate, local(2, day)),
    ).toBeGreaterThan(5);
  }
});
