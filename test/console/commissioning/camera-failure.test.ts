import { expect, test } from "vitest";
import { cameraFailure } from "../../../controller/console/commissioning/camera-failure.ts";

test("a refused, a busy and a missing camera are told apart", () => {
  expect(cameraFailure(new DOMException("", "NotAllowedError"))).toBe("refused");
  expect(cameraFailure(new DOMException("", "NotReadableError"))).toBe("busy");
  expect(cameraFailure(new DOMException("", "NotFoundError"))).toBe("none");
  expect(cameraFailure(new Error("?"))).toBe("other");
});
