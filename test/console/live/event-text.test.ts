/** Server-sent events out of text in any pieces. */
import { describe, expect, test } from "vitest";
import { createEventCutter, isAfter } from "../../../controller/console/live/event-text.ts";

const text =
  'id: b-1\nevent: area\ndata: {"data":{"name":"Dĩ An"}}\n\nid: b-2\nevent: heartbeat\ndata: {"at":1}\n\nevent: end\ndata: {"reason":"closing"}\n\n';

describe("a stream of events", () => {
  test.each([1, 2, 3, 7, 50, 1000])("is the same in pieces of %d characters", (size) => {
    const cut = createEventCutter();
    const events = [];
    for (let from = 0; from < text.length; from += size) events.push(...cut(text.slice(from, from + size)));
    expect(events).toEqual([
      { id: "b-1", kind: "area", data: '{"data":{"name":"Dĩ An"}}' },
      { id: "b-2", kind: "heartbeat", data: '{"at":1}' },
      { id: undefined, kind: "end", data: '{"reason":"closing"}' },
    ]);
  });

  test("tells nothing before an event is complete", () => {
    expect(createEventCutter()("id: b-1\nevent: area\ndata: {}\n")).toEqual([]);
  });
});

test("an event is after a position when its number is higher, or the controller was started anew", () => {
  expect(isAfter("b-10", "b-9")).toBe(true);
  expect(isAfter("b-9", "b-9")).toBe(false);
  expect(isAfter("b-9", "b-10")).toBe(false);
  expect(isAfter("c-1", "b-10")).toBe(true);
  expect(isAfter("b-1", undefined)).toBe(true);
});
