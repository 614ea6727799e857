import { describe, expect, it } from "vitest";
import { maxOffsets } from "#protocol/wire/limits.ts";
import { offsetsOf } from "../../../../controller/core/fleet/offsets.ts";

const beginning = Date.UTC(2020, 0, 1);

describe("the table of UTC offsets", () => {
  it("is one line for a zone that keeps its time", () => {
    expect(offsetsOf("Asia/Ho_Chi_Minh", Date.UTC(2026, 10, 22))).toEqual([{ at: beginning, offset: 420 }]);
  });

  it("carries the transition in force and the next ones, as many as a device takes", () => {
    const table = offsetsOf("Europe/Berlin", Date.UTC(2026, 10, 22));
    expect(table).toHaveLength(maxOffsets);
    expect(table.slice(0, 3)).toEqual([
      { at: Date.UTC(2026, 9, 25, 1), offset: 60 },
      { at: Date.UTC(2027, 2, 28, 1), offset: 120 },
      { at: Date.UTC(2027, 9, 31, 1), offset: 60 },
    ]);
    const ascending = table.every(({ at }, n) => n === 0 || at > table[n - 1]!.at);
    expect(ascending).toBe(true);
  });

  it("stays the same until a transition has passed, so that devices get a new one twice a year at most", () => {
    const change = Date.UTC(2027, 2, 28, 1);
    const winter = offsetsOf("Europe/Berlin", Date.UTC(2026, 9, 25, 1));
    expect(offsetsOf("Europe/Berlin", Date.UTC(2026, 10, 22))).toEqual(winter);
    expect(offsetsOf("Europe/Berlin", change - 1)).toEqual(winter);
    const summer = offsetsOf("Europe/Berlin", change);
    expect(summer[0]).toEqual({ at: change, offset: 120 });
    expect(offsetsOf("Europe/Berlin", change + 86_400_000)).toEqual(summer);
  });

  it("knows offsets that are no whole hours, west of Greenwich too", () => {
    expect(offsetsOf("Asia/Kathmandu", beginning)[0]).toEqual({ at: beginning, offset: 345 });
    expect(offsetsOf("America/St_Johns", Date.UTC(2026, 0, 15))[0]).toMatchObject({ offset: -210 });
  });
});
