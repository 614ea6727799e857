/** What labels of devices say. */
import { describe, expect, test } from "vitest";
import { readLabel } from "../../../controller/console/commissioning/read-label.ts";

describe("the label of a device", () => {
  test("says its id, and what it was bought as", () => {
    expect(readLabel("den:a1b2c3?profile=c&outputs=4")).toEqual({ deviceId: "a1b2c3", profile: "C", outputs: 4 });
    expect(readLabel("DEN:A1B2C3")).toEqual({ deviceId: "a1b2c3" });
  });

  test("may be an address that a phone's own camera opens", () => {
    expect(readLabel("https://den.example.vn/commissioning?device=a1b2c3&profile=W")).toEqual({
      deviceId: "a1b2c3",
      profile: "W",
    });
  });

  test("is read as people type it", () => {
    expect(readLabel(" 02:DE:1B:C8:62:D0:A7:67 ")).toEqual({ deviceId: "02de1bc862d0a767" });
    expect(readLabel("bench-1")).toEqual({ deviceId: "bench-1" });
  });

  test.each(["", "https://example.vn/", "https://", "WIFI:S:free;;", "đèn 5", "a".repeat(33)])(
    "is not taken from a code of something else: %j",
    (text) => expect(readLabel(text)).toBeUndefined(),
  );

  test("leaves out counts and profiles that no device has", () => {
    expect(readLabel("den:a1?profile=Z&outputs=0")).toEqual({ deviceId: "a1" });
    expect(readLabel("den:a1?outputs=65")).toEqual({ deviceId: "a1" });
  });
});
