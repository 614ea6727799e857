import { expect, test } from "vitest";
import { presentLight, writePresent } from "../../../../controller/core/orders/present-light.ts";
import { anOrder, aState, aTwin, evening, hour } from "../../../support/fleet-things.ts";
import { smallTown } from "../inventory/small-town.ts";

const override = anOrder({ ref: 7, personName: "Lan", until: evening + hour });
const twins = new Map([
  ["twin", aTwin({ states: [aState({ source: "show", ref: 5 }), aState({ output: 1, source: "show", ref: 5 })] })],
  ["dev-3", aTwin({ device: "dev-3", states: [aState({ source: "override", ref: 7 })] })],
  ["node", aTwin({ device: "node", states: [aState({ source: "calendar" })] })],
]);
const look = (kind: "override" | "emergency") =>
  presentLight(
    { kind, lampIds: ["l1", "l2", "l3", "bridge-1", "dumb"] },
    smallTown,
    (device) => twins.get(device),
    (ref) => (ref === 7 ? override : undefined),
  );

test("what lamps follow beside their plans is counted by who wants it, with its end, and what an order cannot change", () => {
  expect(look("override")).toEqual([
    { source: "show", lamps: 2, outranks: false },
    { source: "override", lamps: 1, personName: "Lan", until: evening + hour, outranks: false },
  ]);
  twins.set("dev-3", aTwin({ device: "dev-3", states: [aState({ source: "lock", ref: 9 })] }));
  expect(look("emergency").at(-1)).toEqual({ source: "lock", lamps: 1, outranks: true });
});

test("it is said in one sentence, and nothing where all follow their plans", () => {
  const present = [
    { source: "override", lamps: 48, personName: "Lan", until: evening, outranks: false },
    { source: "lock", lamps: 2, outranks: true },
  ] as const;
  expect(writePresent(present, () => "23:00")).toEqual({
    vi: "48 đèn đang theo lệnh điều khiển tạm thời của Lan đến 23:00; 2 đèn đang theo khóa an toàn và sẽ giữ nguyên.",
    en: "48 lamps follow a manual override by Lan until 23:00; 2 lamps follow a work lock and stay as they are.",
  });
  expect(writePresent([], () => "")).toEqual({ vi: "", en: "" });
});
