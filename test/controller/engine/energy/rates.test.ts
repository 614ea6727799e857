import { describe, expect, it } from "vitest";
import type { Rates } from "../../../../controller/core/energy/rates.ts";
import { createRateTables, type RateTables } from "../../../../controller/engine/energy/rates.ts";
import { openDatabase } from "../../../../controller/stores/database.ts";
import { createRatesStore } from "../../../../controller/stores/energy-tables.ts";
import { migrate } from "../../../../controller/stores/migrations.ts";
import { createFakeClock } from "../../../support/fake-clock.ts";
import { aPerson, evening } from "../../../support/fleet-things.ts";
import { rates as seeded } from "../../core/plans/preview/preview-town.ts";

const administrator = aPerson("administrator");
const why = { why: "giá mới", documentNumber: "12/QĐ" };
const dearer: Rates = {
  ...seeded,
  priceClasses: [
    {
      ...seeded.priceClasses[0]!,
      prices: [
        ...seeded.priceClasses[0]!.prices,
        { from: { year: 2027, month: 1, day: 1 }, value: 2300, source: "QĐ mới" },
      ],
    },
  ],
};

async function openRates() {
  const db = openDatabase({ file: ":memory:" });
  await migrate(db);
  let read = 0;
  const again = (): Promise<RateTables> =>
    createRateTables({
      clock: createFakeClock(evening),
      store: createRatesStore(db),
      seed: () => ({ rates: seeded, source: `file read ${++read} times` }),
      writeTime: (at) => new Date(at).toISOString(),
    });
  return { again, [Symbol.asyncDispose]: () => db.destroy() };
}

describe("rates", () => {
  it("are read from the file on the first start and never again", async () => {
    await using db = await openRates();
    const first = (await db.again()).current();
    expect(first).toMatchObject({ version: 1, rates: seeded, saved: { at: evening, personName: "Den" } });
    expect(first.saved.why).toContain("file read 1 times");
    const rates = await db.again();
    await rates.save(administrator, dearer, 1, why);
    expect((await db.again()).current()).toEqual(rates.current());
    expect(rates.current()).toMatchObject({ version: 2, rates: dearer, saved: { personId: "lan", ...why } });
    expect((await rates.revisions()).map(({ version }) => version)).toEqual([2, 1]);
  });

  it("are saved by the first of two who read the same version; the other is told who it was", async () => {
    await using db = await openRates();
    const [one, two] = [await db.again(), await db.again()];
    await one.save(administrator, dearer, 1, why);
    await expect(two.save(administrator, seeded, 1, why)).rejects.toMatchObject({
      code: "energy/changed-meanwhile",
      params: { person: "Lan", at: new Date(evening).toISOString(), version: 2 },
    });
    expect(two.current().version).toBe(2);
    await expect(one.save(administrator, seeded, 9, why)).rejects.toMatchObject({ code: "energy/changed-meanwhile" });
  });

  it("are refused with every contradiction at once, and nothing is saved", async () => {
    await using db = await openRates();
    const rates = await db.again();
    const [low] = seeded.priceClasses;
    const wrong: Rates = {
      ...seeded,
      priceClasses: [low!, { ...low!, prices: [...low!.prices, ...low!.prices] }],
      lightingClass: "high",
      gridFactor: [...seeded.gridFactor, ...seeded.gridFactor],
    };
    const refusal = await rates.save(administrator, wrong, 1, why).catch((error) => error);
    expect(refusal.code).toBe("energy/invalid");
    expect(refusal.places.map(({ path }: { path: string }) => path)).toEqual([
      "body.rates.priceClasses[1].id",
      "body.rates.priceClasses[1].prices[1].from",
      "body.rates.lightingClass",
      "body.rates.gridFactor[1].from",
    ]);
    for (const { message, messageVi } of refusal.places) expect(message).not.toBe(messageVi);
    expect(await rates.revisions()).toHaveLength(1);
  });

  it("hold for the whole city: who administers a district cannot change them", async () => {
    await using db = await openRates();
    const rates = await db.again();
    for (const person of [aPerson("administrator", ["north"]), aPerson("supervisor")]) {
      await expect(rates.save(person, dearer, 1, why)).rejects.toMatchObject({ code: "people/outside-area" });
    }
  });
});
