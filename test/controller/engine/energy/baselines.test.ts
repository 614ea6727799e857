import { describe, expect, it } from "vitest";
import type { Baseline } from "../../../../controller/core/energy/baseline.ts";
import { openControlRoom } from "../../../support/control-room.ts";
import { aPerson, evening } from "../../../support/fleet-things.ts";
import { openPreviewDesk } from "../../../support/preview-desk.ts";
import { program } from "../../core/plans/plan-of-a-town.ts";

const why = { why: "biên bản khảo sát" };
const administrator = aPerson("administrator");
/** Today at the site. */
const today = { year: 2026, month: 11, day: 22 };

const north: Baseline = {
  areaId: "north",
  recordedOn: today,
  source: "12/BB-KS",
  groups: [
    { name: "Cả đêm", lamps: 4, power: 250, program: program("whole", ["18:00", 100], ["04:00", 0]) },
    { name: "Nửa đêm", lamps: 3, power: 250, program: program("half", ["18:00", 100], ["22:00", 0]) },
  ],
};

async function openBaselines() {
  const room = await openControlRoom({ quiet: true });
  const { baselines } = await openPreviewDesk(room);
  return { baselines, room, [Symbol.asyncDispose]: () => room[Symbol.asyncDispose]() };
}

describe("a baseline", () => {
  it("is corrected by a further recording with its reason; the first stays readable, also after a restart", async () => {
    await using desk = await openBaselines();
    const { baselines, room } = desk;
    const first = await baselines.record(administrator, north, 0, why);
    expect(first).toEqual({
      baseline: north,
      revision: 1,
      recorded: { at: evening, personId: "lan", personName: "Lan", ...why },
    });
    const corrected = { ...north, groups: north.groups.slice(0, 1) };
    await baselines.record(administrator, corrected, 1, { why: "đếm nhầm", documentNumber: "13/BB" });
    for (const each of [baselines, (await openPreviewDesk(room)).baselines]) {
      expect(each.current().map(({ baseline, revision }) => [baseline, revision])).toEqual([[corrected, 2]]);
      expect(each.recordingsOf(administrator, "north").map(({ recorded }) => recorded.why)).toEqual([
        "đếm nhầm",
        why.why,
      ]);
    }
  });

  it("is recorded by the first of two who read the same; the other is told who it was", async () => {
    await using desk = await openBaselines();
    const other = (await openPreviewDesk(desk.room)).baselines;
    await desk.baselines.record(administrator, north, 0, why);
    await expect(other.record(administrator, north, 0, why)).rejects.toMatchObject({
      code: "energy/changed-meanwhile",
      params: { person: "Lan", version: 1 },
    });
    await expect(other.record(administrator, { ...north, areaId: "south" }, 4, why)).rejects.toMatchObject({
      code: "energy/changed-meanwhile",
    });
  });

  it("is refused with every reason at once", async () => {
    await using desk = await openBaselines();
    const wrong: Baseline = {
      ...north,
      recordedOn: { year: 2026, month: 11, day: 23 },
      groups: [
        { ...north.groups[0]!, program: program("x", ["18:00", 100], ["18:00", 50], ["25:00", 0]) },
        { ...north.groups[1]!, name: "Cả đêm" },
      ],
    };
    const refusal = await desk.baselines.record(administrator, wrong, 0, why).catch((error) => error);
    expect(refusal.code).toBe("energy/invalid");
    expect(refusal.places.map(({ path }: { path: string }) => path)).toEqual([
      "body.recordedOn",
      "body.groups[1].name",
      "body.groups[0].program.points[2].at.clock",
      "body.groups[0].program.points[1]",
    ]);
    expect(desk.baselines.current()).toEqual([]);
  });

  it("is the business of those who administer the area, and read by those who may read it", async () => {
    await using desk = await openBaselines();
    const { baselines } = desk;
    const [ofNorth, ofSouth] = [aPerson("administrator", ["north"]), aPerson("administrator", ["south"])];
    await expect(baselines.record(ofSouth, north, 0, why)).rejects.toMatchObject({ code: "people/outside-area" });
    await expect(baselines.record(aPerson("supervisor"), north, 0, why)).rejects.toMatchObject({
      code: "people/outside-area",
    });
    await baselines.record(ofNorth, north, 0, why);
    expect(baselines.readable(ofNorth)).toHaveLength(1);
    expect(baselines.readable(ofSouth)).toEqual([]);
    expect(() => baselines.recordingsOf(ofSouth, "north")).toThrow(expect.objectContaining({ code: "energy/unknown" }));
    expect(() => baselines.recordingsOf(ofNorth, "nowhere")).toThrow(
      expect.objectContaining({ code: "energy/unknown" }),
    );
    await expect(baselines.record(administrator, { ...north, areaId: "x" }, 0, why)).rejects.toMatchObject({
      code: "inventory/unknown",
    });
  });
});
