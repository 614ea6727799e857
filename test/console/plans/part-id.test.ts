import { describe, expect, it } from "vitest";
import { partId } from "../../../controller/console/plans/part-id.ts";

describe("the id of a part", () => {
  it("is its title without marks, and never one that stands already", () => {
    expect(partId("Đêm thường", [])).toBe("dem-thuong");
    expect(partId("Đêm thường", ["dem-thuong", "dem-thuong-2"])).toBe("dem-thuong-3");
  });

  it("is one the API takes, whatever the title", () => {
    for (const title of ["", "…", "30/4 – 1/5", "x".repeat(200), `${"a".repeat(35)} b`]) {
      expect(partId(title, ["part", "x".repeat(36)])).toMatch(/^[a-z0-9][a-z0-9-]{0,39}$/);
    }
  });
});
