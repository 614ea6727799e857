import { beforeEach, describe, expect, test } from "vitest";
import { generateCity } from "../../../simulator/city/generate.ts";
import { createStreet, type Street } from "../../../simulator/street/street.ts";

const hour = 3_600_000;
const start = Date.UTC(2026, 10, 22, 11);
const city = generateCity({ seed: 4, lamps: 1000 });
const cabinetOf = (circuitId: string) =>
  city.cabinets.find(({ id }) => id === city.circuits.find((circuit) => circuit.id === circuitId)!.cabinetId)!;

/** A cabinet with a switched circuit of lamps with electronics, and those lamps. */
const switched = city.circuits.find(
  ({ id, segment }) => segment === 0 && city.lamps.some((lamp) => lamp.circuitId === id && lamp.deviceId !== undefined),
)!;
const switchedLamps = city.lamps.filter((lamp) => lamp.circuitId === switched.id);
const switchedCabinet = cabinetOf(switched.id);
/** A cabinet with a circuit of lamps without electronics. */
const plain = city.circuits.find(({ id }) =>
  city.lamps.some((lamp) => lamp.circuitId === id && lamp.deviceId === undefined),
)!;
const plainLamps = city.lamps.filter((lamp) => lamp.circuitId === plain.id);
const plainCabinet = cabinetOf(plain.id);

let street: Street;
beforeEach(() => {
  street = createStreet({ city, zoneOffset: 7 * hour, at: start });
});

const close = (deviceId: string, output: number, at: number) =>
  street.drive(deviceId, output, { closed: true }, 100, 0, at);
const open = (deviceId: string, output: number, at: number) =>
  street.drive(deviceId, output, { closed: false }, 0, 0, at);

describe("feeders", () => {
  test("behind an open segment no device has voltage; closing it gives all of them voltage at once", () => {
    const heard: [number, boolean][] = [];
    street.onFeed((deviceIds, fed) => void heard.push([deviceIds.length, fed]));
    expect(switchedLamps.some((lamp) => street.isFed(lamp.deviceId!))).toBe(false);
    close(switchedCabinet.deviceId, 0, start + 1000);
    expect(switchedLamps.every((lamp) => street.isFed(lamp.deviceId!))).toBe(true);
    open(switchedCabinet.deviceId, 0, start + 2000);
    const devices = new Set(switchedLamps.map((lamp) => lamp.deviceId)).size;
    expect(heard).toEqual([
      [devices, true],
      [devices, false],
    ]);
  });

  test("always-live circuits have voltage from the start", () => {
    const live = city.circuits.filter((circuit) => circuit.kind === "alwaysLive");
    expect(live.length).toBeGreaterThan(0);
    for (const { id } of live) expect(street.circuits.get(id)!.fed).toBe(true);
  });

  test("lamps without electronics burn at full while their segment is closed, and only then", () => {
    const { segment } = plain;
    const [lamp] = plainLamps;
    expect(street.levelAt(lamp!.id, start)).toBe(0);
    close(plainCabinet.deviceId, segment!, start);
    expect(street.levelAt(lamp!.id, start)).toBe(100);
    open(plainCabinet.deviceId, segment!, start + hour);
    expect(street.levelAt(lamp!.id, start + hour)).toBe(0);
    expect(street.points.get(lamp!.id)!.luminaire.supplyLossCount).toBeGreaterThan(0);
  });

  test("the selector goes before the relay: MAN closes, OFF opens, AUTO follows", () => {
    const fed = () => street.circuits.get(switched.id)!.fed;
    street.setSelector(switchedCabinet.id, "man", start);
    expect(fed()).toBe(true);
    close(switchedCabinet.deviceId, 0, start);
    street.setSelector(switchedCabinet.id, "off", start);
    expect(fed()).toBe(false);
    street.setSelector(switchedCabinet.id, "auto", start);
    expect(fed()).toBe(true);
  });

  test("welded contacts stay closed whatever anybody wants", () => {
    street.weld(switchedCabinet.id, 0, true, start);
    street.setSelector(switchedCabinet.id, "off", start);
    expect(street.circuits.get(switched.id)!.fed).toBe(true);
  });

  test("without the utility's voltage the cabinet's own device is dead too, and its relays have let go", () => {
    close(switchedCabinet.deviceId, 0, start);
    street.setSupply(switchedCabinet.id, false, start);
    expect(street.isFed(switchedCabinet.deviceId)).toBe(false);
    street.setSupply(switchedCabinet.id, true, start);
    expect(street.isFed(switchedCabinet.deviceId)).toBe(true);
    expect(street.circuits.get(switched.id)!.fed).toBe(false);
  });

  test("a tripped breaker kills the lamps and leaves the controller alive", () => {
    street.setSelector(switchedCabinet.id, "man", start);
    street.setBreaker(switchedCabinet.id, true, start);
    expect(street.circuits.get(switched.id)!.fed).toBe(false);
    expect(street.isFed(switchedCabinet.deviceId)).toBe(true);
  });
});

describe("measuring", () => {
  test("the cabinet's meter shows the sum of its lamps' meters, cable loss and class of meter aside", () => {
    const circuits = city.circuits.filter((circuit) => circuit.cabinetId === switchedCabinet.id);
    const lamps = city.lamps.filter((lamp) => circuits.some((circuit) => circuit.id === lamp.circuitId));
    const energyOf = (deviceId: string, at: number) =>
      street.measure(deviceId, at).reduce((sum, row) => sum + (row.activeEnergy ?? 0), 0);
    const smart = [...new Set(lamps.map((lamp) => lamp.deviceId).filter((id) => id !== undefined))];
    const reading = (at: number) => ({
      meter: street.measure(switchedCabinet.deviceId, at).at(-1)!.totalActiveEnergy!,
      lamps:
        smart.reduce((sum, id) => sum + energyOf(id, at), 0) +
        lamps
          .filter((lamp) => lamp.deviceId === undefined)
          .reduce((sum, lamp) => sum + street.points.get(lamp.id)!.luminaire.energy / 1000, 0),
    });

    for (const segment of [0, 1]) close(switchedCabinet.deviceId, segment, start);
    for (const { deviceId, output } of lamps) {
      if (deviceId !== undefined) street.drive(deviceId, output!, { level: 60 }, 60, 5000, start);
    }
    const before = reading(start + hour);
    const after = reading(start + 9 * hour);
    const ratio = (after.meter - before.meter) / (after.lamps - before.lamps);
    expect(after.lamps - before.lamps).toBeGreaterThan(10);
    expect(ratio).toBeGreaterThan(1.0);
    expect(ratio).toBeLessThan(1.02);
  });

  test("its powers add up over phases and segments", () => {
    close(plainCabinet.deviceId, plain.segment!, start);
    const rows = street.measure(plainCabinet.deviceId, start + 60_000);
    const meter = rows.at(-1)!;
    const phases = meter.phase1ActivePower! + meter.phase2ActivePower! + meter.phase3ActivePower!;
    expect(meter.totalPower).toBeCloseTo(phases, 9);
    expect(rows.slice(0, -1).map((row) => row.output)).toEqual(rows.slice(0, -1).map((_, n) => n));
    expect(rows[plain.segment!]).toMatchObject({ closed: true });
    expect(rows[plain.segment!]!.activePower).toBeGreaterThan(plainLamps.length * 35);
    expect(meter).toMatchObject({ selector: "auto", cabinetDoorOpen: false, circuitBreakerTripped: false });
    expect(meter).not.toHaveProperty("output");
  });

  test("a twin-arm device measures both of its lamps", () => {
    const { deviceId } = city.lamps.find((lamp) => lamp.arm === 2)!;
    expect(street.measure(deviceId!, start).map((row) => row.output)).toEqual([0, 1]);
  });

  test("the far end of a loaded feeder has less voltage than its beginning", () => {
    const live = city.circuits.find((circuit) => circuit.kind === "alwaysLive")!;
    const onPhase = city.lamps.filter((lamp) => lamp.circuitId === live.id && lamp.phase === 1);
    const [first, last] = [onPhase[0]!, onPhase.at(-1)!];
    for (const lamp of [first, last]) street.drive(lamp.deviceId!, lamp.output!, { level: 100 }, 100, 0, start);
    const volts = (lamp: typeof first) => street.measure(lamp.deviceId!, start)[lamp.output!]!.supplyVoltage!;
    expect(volts(last)).toBeLessThan(volts(first));
  });

  test("the same seed measures the same", () => {
    const other = createStreet({ city, zoneOffset: 7 * hour, at: start });
    const { deviceId } = city.cabinets[0]!;
    expect(street.measure(deviceId, start + hour)).toEqual(other.measure(deviceId, start + hour));
  });
});
