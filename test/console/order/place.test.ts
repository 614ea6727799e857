import { expect, test } from "vitest";
import { placeOfSelection, readPlace, selectionOf, writePlace } from "../../../controller/console/order/place.ts";

test("a place in an address becomes the selection of an order, and the other way round", () => {
  for (const text of ["area:north", "group:g-1", "road:r", "cabinet:c", "circuit:k", "supplyPoint:p", "lamp:l-7"]) {
    const place = readPlace(text)!;
    expect(placeOfSelection(selectionOf(place))).toEqual(place);
    expect(writePlace(place)).toBe(text);
  }
  expect(selectionOf({ sort: "group", id: "g-1" })).toEqual({ groupId: "g-1" });
  expect(selectionOf({ sort: "lamp", id: "l-7" })).toEqual({ lampIds: ["l-7"] });
});

test("what names no place is none", () => {
  for (const text of [undefined, "", "north", "group:", "device:d"]) expect(readPlace(text)).toBeUndefined();
  expect(placeOfSelection({ lampIds: ["a", "b"] })).toBeUndefined();
});
