import fc from "fast-check";
import { expect, test } from "vitest";
import {
  annotationLine,
  eventLine,
  sampleLine,
  timeOf,
} from "../../../../../controller/stores/telemetry/influx/line.ts";
import "../../../../support/fixed-chance.ts";

const place = { stream: "raw", device: "lamp-17", output: 0, at: 1_790_000_000_000, epoch: 7, sequence: 3 } as const;
const epoch = fc.integer({ min: 1, max: 0xffff_ffff });
const sequence = fc.integer({ min: 1, max: 0xffff_ffff });

test("a row is one line, its numbers floats, its words quoted, the rest of it left out", () => {
  const row = { at: place.at, bootCount: 4, output: 0, level: 50, activePower: 98.7, closed: true, selector: "auto" };
  expect(sampleLine(place, row)).toBe(
    `raw,device=lamp-17,output=0 sequence=3i,level=50,activePower=98.7,closed=true,selector="auto" ${timeOf(place.at, 7, 3)}`,
  );
});

test("a row is the same line whether it comes from a message or out of the journal's tables", () => {
  const columns = { activePower: 98.7, level: null, closed: 0, selector: "hand", device: 5, epoch: 7, slot: 11 };
  expect(sampleLine(place, columns)).toBe(sampleLine(place, { activePower: 98.7, closed: false, selector: "hand" }));
});

test("a row that measured nothing is a point all the same", () => {
  expect(sampleLine({ ...place, output: undefined }, {})).toBe(
    `raw,device=lamp-17 sequence=3i ${timeOf(place.at, 7, 3)}`,
  );
});

test("two rows of one millisecond stay two, and a row sent again is itself", () => {
  fc.assert(
    fc.property(epoch, sequence, fc.integer({ min: 1, max: 999_999 }), (log, first, apart) => {
      expect(timeOf(place.at, log, first)).not.toBe(timeOf(place.at, log, first + apart));
      expect(timeOf(place.at, log, first)).toBe(timeOf(place.at, log, first));
    }),
  );
});

test("the digits below the millisecond never change the millisecond", () => {
  fc.assert(
    fc.property(epoch, sequence, (log, n) => {
      const time = timeOf(place.at, log, n);
      expect(BigInt(time) / 1_000_000n).toBe(BigInt(place.at));
      expect(time).toHaveLength(19);
    }),
  );
});

test("an event without a value has none", () => {
  const event = { ...place, stream: "events" } as const;
  expect(eventLine(event, { type: "reboot", state: "once" })).toMatch(
    /^events,device=lamp-17,output=0,type=reboot state="once" \d{19}$/,
  );
  expect(eventLine(event, { type: "supplyVoltageTooLow", state: "start", value: 180 })).toContain(",value=180 ");
});

test("no word of a person breaks out of its quotes or its line", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (why) => {
      const line = annotationLine({ at: place.at, sequence: 5, action: "override.place", by: "Lan", why });
      expect(line).not.toMatch(/[\r\n]/);
      const inside = /why="((?:[^"\\]|\\.)*)" \d{19}$/s.exec(line)?.[1];
      expect(inside?.replace(/\\(.)/gs, "$1")).toBe(why.replace(/[\r\n]+/g, " "));
    }),
  );
});
