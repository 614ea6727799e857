/**
 * Energy over a month whose every trouble is known, held against the simulator's truth: real device programs, the real
 * repair of gaps, the real journal. Five hundred lamps over a whole month with DEN_TEST_LONG=1.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createInventoryIndex } from "../../../../controller/core/inventory/index.ts";
import { createCabinetReader } from "../../../../controller/engine/energy/cabinet-readings.ts";
import { createEnergy, type Energy } from "../../../../controller/engine/energy/energy.ts";
import { createLampAccounts } from "../../../../controller/engine/energy/lamp-accounts.ts";
import { createMeterBalances, type MeterBalances } from "../../../../controller/engine/energy/meter-balances.ts";
import { openSqliteJournal, type SqliteJournal } from "../../../../controller/stores/telemetry/sqlite.ts";
import { inventoryOfCity } from "../../../support/city-inventory.ts";
import { timeZone } from "../../../support/metered-city.ts";
import { type MeteredStreet, monthBegin, runMeteredStreet } from "../../../support/metered-street.ts";
import { presentControllers } from "../../../support/present-controllers.ts";
import { createTempFolder } from "../../../support/temp-folder.ts";

const long = process.env.DEN_TEST_LONG === "1";
const [lampCount, days] = long ? [500, 31] : [50, 5];
/** Its device was replaced in the middle of a silence of a day. */
const unlucky = "l0";
const administrator = { id: "admin", name: "Admin", grants: [{ role: "administrator" as const }] };

const folder = createTempFolder("energy");
let journal: SqliteJournal;
let street: MeteredStreet;
let energy: Energy;
let balances: MeterBalances;

beforeAll(
  async () => {
    journal = await openSqliteJournal({
      path: folder.of("telemetry.sqlite"),
      commitDelay: 2,
      foldDelay: 50,
      timeZone,
    });
    street = await runMeteredStreet(journal, lampCount, days);
    const inventory = inventoryOfCity(street.city, street.assignments);
    const index = createInventoryIndex(inventory);
    const things = { inventory: () => inventory, index: () => index, meters: journal, history: journal };
    const site = () => ({ lat: 10.98, lon: 106.65, timeZone });
    const cabinets = createCabinetReader({ ...things, cabinetAssignments: presentControllers(inventory) });
    const accounts = createLampAccounts({
      ...things,
      cabinets,
      assignments: async (ids) => street.assignments.filter(({ lampId }) => ids.includes(lampId)),
    });
    const rates = { currency: "VND", priceClasses: [], gridFactor: [] };
    energy = createEnergy({ ...things, site, accounts, cabinets, baselines: () => [], rates: () => rates });
    balances = createMeterBalances({ ...things, site, cabinets, accounts });
  },
  long ? 3_600_000 : 120_000,
);
afterAll(async () => {
  await journal?.close();
  folder.remove();
});

const period = () => ({ from: monthBegin, until: street.until });
const percent = (share: number) => `${(share * 100).toFixed(3)} %`;
const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

describe(`${lampCount} lamps over ${days} days of troubles`, () => {
  test("each lamp's energy is within 0.5 % of the truth, all together within 0.1 %", async () => {
    const equipped = street.city.lamps.filter(({ id, deviceId }) => deviceId !== undefined && id !== unlucky);
    let [counted, worst, worstId] = [0, 0, ""];
    let [resets, excluded, halfKnown] = [0, 0, 0];
    for (const { id } of equipped) {
      const { total } = await energy.of(administrator, { lampId: id }, { ...period(), by: "month" });
      const truth = street.truth.get(id)!;
      const error = total.account.metered / truth - 1;
      // a counter wiped while its feeder was dead or its rows were lost: nobody saw that time, and it is said
      const isKnown = total.completeness! > 0.9975;
      if (!isKnown) halfKnown++;
      if (isKnown && Math.abs(error) > Math.abs(worst)) [worst, worstId] = [error, id];
      // all of it may have been at full level, which is three times the mean
      const allowed = isKnown ? 0.005 : 0.005 + 3 * (1 - total.completeness!);
      expect(Math.abs(error), `${id}: ${total.account.metered} of ${truth} kWh`).toBeLessThan(allowed);
      counted += total.account.metered;
      resets += total.account.resets;
      excluded += total.account.excluded;
    }
    const truth = sum(equipped.map(({ id }) => street.truth.get(id)!));
    const physical = sum(equipped.map(({ id }) => street.physical.get(id)!));
    console.log(
      `${equipped.length} lamps, ${days} days, ${JSON.stringify(street.troubles)}: ${counted.toFixed(2)} kWh of ${truth.toFixed(2)} (${percent(counted / truth - 1)}; of what they really took, their meters' errors included, ${percent(counted / physical - 1)}); worst lamp ${worstId} ${percent(worst)}; ${resets} resets, ${excluded} excluded; ${halfKnown} lamps are told to be known for less than 99.75 %`,
    );
    expect(halfKnown).toBeLessThanOrEqual(equipped.length / 10);
    expect(Math.abs(counted / truth - 1)).toBeLessThan(0.001);
    expect(street.troubles["devices replaced"]).toBeGreaterThan(0);
    expect(resets).toBeGreaterThanOrEqual(street.troubles["counters wiped"]!);
    expect(excluded).toBeGreaterThan(0);
  });

  test("what a device never sent goes with it, and how much is missing is said", async () => {
    const { total } = await energy.of(administrator, { lampId: unlucky }, { ...period(), by: "month" });
    const lost = 0.5 / days;
    expect(total.completeness!).toBeGreaterThan(1 - 2 * lost);
    expect(total.completeness!).toBeLessThan(1 - 0.9 * lost);
    expect(total.account.metered).toBeLessThan(street.truth.get(unlucky)!);
  });

  test("an area's days and half-hours add up to the same", async () => {
    const place = { areaId: "city" };
    const byDay = await energy.of(administrator, place, { ...period(), by: "day" });
    const byHalfHour = await energy.of(administrator, place, { ...period(), by: "halfHour" });
    const total = (figures: typeof byDay.figures) => sum(figures.map(({ account }) => account.metered));
    expect(byDay.figures).toHaveLength(days);
    expect(byHalfHour.figures).toHaveLength(days * 48);
    expect(total(byDay.figures)).toBeCloseTo(byDay.total.account.metered, 6);
    expect(total(byHalfHour.figures)).toBeCloseTo(byDay.total.account.metered, 6);
    expect(byDay.total.completeness!).toBeGreaterThan(0.98);
  });

  test("lamps without electronics have their circuit's share, marked as estimated", async () => {
    const plain = street.city.lamps.filter(({ deviceId }) => deviceId === undefined);
    const worst = Math.max(
      ...(await Promise.all(
        plain.map(async ({ id }) => {
          const { total } = await energy.of(administrator, { lampId: id }, { ...period(), by: "day" });
          expect(total.account.metered).toBe(0);
          return Math.abs(total.account.estimated / street.truth.get(id)! - 1);
        }),
      )),
    );
    console.log(`${plain.length} lamps without electronics: worst share off by ${percent(worst)}`);
    expect(worst).toBeLessThan(0.06);
  });

  test("a cabinet's meter agrees with its lamps but for the cable", async () => {
    for (const [id, truth] of street.cabinets) {
      const balance = await balances.of(administrator, id, period());
      expect(Math.abs(balance.meter / truth - 1), id).toBeLessThan(0.005);
      expect(["balanced", "losses", "incomplete"], `${id} ${JSON.stringify(balance)}`).toContain(balance.finding);
    }
  });
});
