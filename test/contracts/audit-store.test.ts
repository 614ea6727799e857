import { expect, test } from "vitest";
import type { AuditLine } from "../../controller/core/people/audit.ts";
import { createAuditStore } from "../../controller/stores/audit.ts";
import { onEveryDatabase } from "../support/databases.ts";

const start = 1_795_000_000_000;

function line(sequence: number, rest: Partial<AuditLine> = {}): AuditLine {
  return {
    sequence,
    at: start + sequence,
    personId: "lan",
    personName: "Lan",
    action: "plans.override",
    result: "done",
    details: {},
    ...rest,
  };
}
const sequences = (lines: readonly AuditLine[]) => lines.map(({ sequence }) => sequence);

onEveryDatabase("the audit store", (open) => {
  test("gives lines back whole, newest first, page by page", async () => {
    const store = createAuditStore(await open());
    expect(await store.lastSequence()).toBe(0);
    const full = line(3, {
      thing: { sort: "lamp", id: "lamp-7" },
      areaId: "di-an",
      result: "refused",
      details: { before: { level: 80 }, after: { level: 30 }, note: "số 12/QĐ" },
      documentNumber: "12/QĐ-UBND",
    });
    await store.append([line(1), line(2), full]);
    expect(await store.lastSequence()).toBe(3);
    expect(await store.find({}, { limit: 2 })).toEqual([full, line(2)]);
    expect(await store.find({}, { before: 2, limit: 2 })).toEqual([line(1)]);
  });

  test("gives lines to whoever follows it, oldest first, from where they stopped", async () => {
    const store = createAuditStore(await open());
    await store.append([line(1), line(2), line(3), line(4)]);
    expect(await store.after(0, 2)).toEqual([line(1), line(2)]);
    expect(await store.after(2, 9)).toEqual([line(3), line(4)]);
    expect(await store.after(4, 9)).toEqual([]);
  });

  test("writes all lines of a batch or none", async () => {
    const store = createAuditStore(await open());
    await store.append([line(1)]);
    await expect(store.append([line(2), line(1)])).rejects.toThrow();
    expect(await store.lastSequence()).toBe(1);
  });

  test("takes thousands at once", async () => {
    const store = createAuditStore(await open());
    await store.append(Array.from({ length: 5_000 }, (_, index) => line(index + 1)));
    expect(await store.lastSequence()).toBe(5_000);
  });

  test("finds by person, action or its area, thing, place and half-open time", async () => {
    const store = createAuditStore(await open());
    await store.append([
      line(1, { personId: "minh" }),
      line(2, { action: "people.create", thing: { sort: "person", id: "hoa" } }),
      line(3, { action: "peoples" }),
      line(4, { areaId: "di-an", thing: { sort: "lamp", id: "hoa" } }),
      line(5, { action: "people" }),
    ]);
    const find = async (filter: Parameters<typeof store.find>[0]) => sequences(await store.find(filter, { limit: 10 }));
    expect(await find({ personId: "minh" })).toEqual([1]);
    expect(await find({ action: "people" })).toEqual([5, 2]);
    expect(await find({ action: "people.create" })).toEqual([2]);
    expect(await find({ action: "peo%" })).toEqual([]);
    expect(await find({ thing: { id: "hoa" } })).toEqual([4, 2]);
    expect(await find({ thing: { sort: "lamp", id: "hoa" } })).toEqual([4]);
    expect(await find({ areaIds: ["di-an", "ben-cat"] })).toEqual([4]);
    expect(await find({ areaIds: [] })).toEqual([]);
    expect(await find({ from: start + 2, until: start + 4 })).toEqual([3, 2]);
  });
});
