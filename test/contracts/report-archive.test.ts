/** What every archive of reports keeps. */
import { expect, it } from "vitest";
import type { Report } from "../../controller/core/reports/report.ts";
import { createReportArchive } from "../../controller/stores/reports.ts";
import { onEveryDatabase } from "../support/databases.ts";
import { createTempFolder } from "../support/temp-folder.ts";

const aReport = (id: string, said: Partial<Report> = {}): Report => ({
  id,
  kind: "operation",
  areaId: "phu-loi",
  from: { year: 2026, month: 10 },
  months: 1,
  language: "vi",
  personId: "lan",
  personName: "Lan",
  askedAt: 1_790_000_000_000,
  state: "waiting",
  ...said,
});

onEveryDatabase("the archive of reports", (open) => {
  async function opened() {
    const folder = createTempFolder("reports");
    return {
      folder,
      archive: createReportArchive(await open(), folder.of("reports")),
      [Symbol.dispose]: folder.remove,
    };
  }

  it("lists reports newest first, as they last were", async () => {
    using it = await opened();
    const { archive } = it;
    await archive.insert(aReport("a"));
    await archive.insert(aReport("b", { askedAt: 1_790_000_000_001 }));
    await archive.update(aReport("a", { state: "done", endedAt: 1_790_000_009_000 }));
    expect(await archive.all()).toEqual([
      aReport("b", { askedAt: 1_790_000_000_001 }),
      aReport("a", { state: "done", endedAt: 1_790_000_009_000 }),
    ]);
  });

  it("gives files back byte by byte, and the newer of two", async () => {
    using it = await opened();
    const { archive } = it;
    await archive.write("a", "pdf", Uint8Array.of(1));
    await archive.write("a", "pdf", Uint8Array.of(1, 2, 3));
    await archive.write("a", "csv", new TextEncoder().encode("đèn"));
    expect([...(await archive.read("a", "pdf"))!]).toEqual([1, 2, 3]);
    expect(new TextDecoder().decode(await archive.read("a", "csv"))).toBe("đèn");
    expect(await archive.read("b", "pdf")).toBeUndefined();
  });

  it("forgets a report with its files, and does not mind what it never knew", async () => {
    using it = await opened();
    const { archive } = it;
    await archive.insert(aReport("a"));
    await archive.write("a", "pdf", Uint8Array.of(1));
    await archive.remove(["a", "never"]);
    await archive.remove([]);
    expect(await archive.all()).toEqual([]);
    expect(await archive.read("a", "pdf")).toBeUndefined();
  });

  it("says which file it cannot write", async () => {
    using it = await opened();
    await it.archive.write("a", "csv", Uint8Array.of(1));
    await expect(it.archive.write("nowhere/a", "csv", Uint8Array.of(1))).rejects.toMatchObject({
      code: "data/unwritable",
      params: { path: it.folder.of("reports", "nowhere", "a.csv") },
    });
  });
});
