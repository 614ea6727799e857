import { expect, test } from "vitest";
import { codeOf, type LampNow, lampNow, lampStates } from "../../../../controller/core/fleet/lamp-state.ts";
import type { Twin } from "../../../../controller/core/fleet/twin.ts";
import { createInventoryIndex } from "../../../../controller/core/inventory/index.ts";
import { street } from "../../../support/control-room.ts";
import { aState, aTwin } from "../../../support/fleet-things.ts";

const index = createInventoryIndex(street);

/** @param twins by device @param silent devices that are known and not heard any more */
function given(twins: Record<string, Twin>, silent: readonly string[] = []) {
  const isOnline = (device: string) => device in twins && !silent.includes(device);
  return (lampId: string): LampNow =>
    lampNow(street.lamp.get(lampId)!, { index, twin: (device) => twins[device], isOnline });
}
const lampAt = (level: number, source: "calendar" | "lock" | "isolate" | "override" = "calendar") =>
  aTwin({ states: [aState({ level, source })] });
const cabinetAt = (level: number) => aTwin({ states: [aState({ output: 0, level })] });

test.each([
  [0, "calendar", "off"],
  [30, "override", "dimmed"],
  [100, "calendar", "lit"],
  [30, "lock", "locked"],
  [0, "isolate", "isolated"],
] as const)("a lamp at %d percent by its %s is %s", (level, source, state) => {
  expect(given({ "d-n1": lampAt(level, source) })("n1")).toEqual({ state, level, source });
});

test("a lamp that fell silent keeps what it last said", () => {
  const now = given({ "d-n1": lampAt(30) }, ["d-n1"]);
  expect(now("n1")).toEqual({ state: "silent", level: 30, source: "calendar" });
});

test("silence behind an open segment is missing supply, behind a closed one it is silence", () => {
  expect(given({ "d-n1": lampAt(30), cab: cabinetAt(0) }, ["d-n1"])("n1").state).toBe("unsupplied");
  expect(given({ "d-n1": lampAt(30), cab: cabinetAt(100) }, ["d-n1"])("n1").state).toBe("silent");
  expect(given({ "d-n1": lampAt(30), cab: cabinetAt(0) }, ["d-n1", "cab"])("n1").state).toBe("silent");
});

test("a lamp that answers is believed, whatever its cabinet says", () => {
  expect(given({ "d-n1": lampAt(30), cab: cabinetAt(0) })("n1").state).toBe("dimmed");
});

test("who never spoke, or never of this output, is unheard", () => {
  expect(given({})("n1")).toEqual({ state: "unheard", level: -1 });
  expect(given({ "d-n1": aTwin({ states: [aState({ output: 1 })] }) })("n1")).toEqual({ state: "unheard", level: -1 });
});

test("a lamp without electronics is judged by its segment alone", () => {
  expect(given({ cab: cabinetAt(100) })("dumb").state).toBe("estimatedLit");
  expect(given({ cab: cabinetAt(0) })("dumb").state).toBe("estimatedOff");
  expect(given({})("dumb").state).toBe("estimatedOff");
});

test("codes are positions in the lists told beside them", () => {
  expect(codeOf({ state: "lit", level: 100, source: "hand" })).toEqual({
    state: lampStates.indexOf("lit"),
    level: 100,
    source: 0,
  });
  expect(codeOf({ state: "unheard", level: -1 }).source).toBe(-1);
});
