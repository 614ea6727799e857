import { expect, test } from "vitest";
import { lightChange } from "../../../../controller/core/orders/light-change.ts";
import { aState, aTwin } from "../../../support/fleet-things.ts";
import { snapshot } from "../inventory/small-town.ts";

const lamp = (id: string, modelId = "white") => ({ id, deviceId: id, output: 0, modelId });
const town = snapshot({
  lampModel: [{ id: "white" }, { id: "rgb", outputKind: "colour" }],
  lamp: [lamp("a"), lamp("b"), lamp("c", "rgb"), lamp("unheard")],
});
const levels: Readonly<Record<string, number>> = { a: 30, b: 100, c: 0 };
const twin = (device: string) =>
  levels[device] === undefined ? undefined : aTwin({ device, states: [aState({ level: levels[device] })] });
const change = (lampIds: string[], level: number) => lightChange({ lampIds, target: { level } }, town, twin);

test("lamps that get darker and brighter are counted, steps of the wire are neither", () => {
  expect(change(["a", "b", "c"], 50)).toEqual({ darker: 1, brighter: 2, colours: 1 });
  expect(change(["a"], 30.5)).toMatchObject({ darker: 0, brighter: 0 });
});

test("a lamp of which nothing is known counts as full light", () => {
  expect(change(["unheard"], 80).darker).toBe(1);
  expect(change(["unheard"], 100).darker).toBe(0);
});
