import { expect, it } from "vitest";
import type { Bill, BillImport } from "../../controller/core/energy/bills/bill.ts";
import { createBillStore } from "../../controller/stores/bills.ts";
import { onEveryDatabase } from "../support/databases.ts";

const at = 1_800_000_000_000;
const anImport = (id: string, more: Partial<BillImport> = {}): BillImport => ({
  id,
  at,
  by: "Lan",
  count: 2,
  supplyPointIds: ["pe-1"],
  ...more,
});
const aBill = (from: string, until: string, more: Partial<Bill> = {}): Bill => ({
  supplyPointId: "pe-1",
  from,
  until,
  energy: 1234.5,
  ...more,
});
const september = aBill("2026-09-06", "2026-10-06", {
  previousReading: 10.25,
  reading: 41.1,
  factor: 40,
  number: "HD-1",
  amount: 2_900_000,
});
const october = aBill("2026-10-06", "2026-11-06");

onEveryDatabase("the bill store", (open) => {
  it("gives back bills as they were written, by supply point and begin", async () => {
    const store = createBillStore(await open());
    const other = aBill("2026-10-06", "2026-11-06", { supplyPointId: "pe-0" });
    expect(await store.insert(anImport("a"), [october, other, september])).toBe(true);
    expect(await store.bills(["pe-1", "pe-0", "pe-9"])).toEqual([other, september, october]);
    expect(await store.bills(["pe-9"])).toEqual([]);
    expect(await store.bills([])).toEqual([]);
  });

  it("writes nothing of a file of which one bill is there already", async () => {
    const store = createBillStore(await open());
    await store.insert(anImport("a"), [october]);
    expect(await store.insert(anImport("b"), [september, october])).toBe(false);
    expect(await store.insert(anImport("a"), [september])).toBe(false);
    expect(await store.bills(["pe-1"])).toEqual([october]);
    expect((await store.imports()).map(({ id }) => id)).toEqual(["a"]);
  });

  it("forgets the bills of an import that is undone, once, and remembers that it was", async () => {
    const store = createBillStore(await open());
    await store.insert(anImport("a"), [september]);
    await store.insert(anImport("b", { at: at + 1 }), [october]);
    expect(await store.undo("a", at + 5)).toBe(true);
    expect(await store.undo("a", at + 6)).toBe(false);
    expect(await store.undo("never", at)).toBe(false);
    expect(await store.bills(["pe-1"])).toEqual([october]);
    expect(await store.imports()).toEqual([anImport("b", { at: at + 1 }), anImport("a", { undoneAt: at + 5 })]);
    expect(await store.insert(anImport("c"), [september])).toBe(true);
  });

  it("takes a year of a thousand supply points", async () => {
    const store = createBillStore(await open());
    const bills = Array.from({ length: 12_000 }, (_, n) => {
      const from = Temporal.PlainDate.from("2020-01-01").add({ months: Math.floor(n / 1000) });
      return aBill(from.toString(), from.add({ months: 1 }).toString(), { supplyPointId: `pe-${n % 1000}` });
    });
    expect(await store.insert(anImport("a"), bills)).toBe(true);
    expect(await store.bills(Array.from({ length: 1000 }, (_, n) => `pe-${n}`))).toHaveLength(12_000);
  });
});
