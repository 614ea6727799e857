import { expect, test } from "vitest";
import { planningSite } from "../../../../controller/core/fleet/configure.ts";
import type { Lamp } from "../../../../controller/core/inventory/model.ts";
import { darkHours } from "../../../../controller/core/orders/dark-hours.ts";
import { darkerWithin, lightChange } from "../../../../controller/core/orders/light-change.ts";
import { aState, aTwin, evening, hour, site } from "../../../support/fleet-things.ts";
import { snapshot } from "../inventory/small-town.ts";

const lamp = (id: string, modelId = "white") => ({ id, deviceId: id, output: 0, modelId });
const town = snapshot({
  lampModel: [{ id: "white" }, { id: "rgb", outputKind: "colour" }],
  lamp: [lamp("a"), lamp("b"), lamp("c", "rgb"), lamp("unheard")],
});
const levels: Readonly<Record<string, number>> = { a: 30, b: 100, c: 0 };
const twin = (device: string) =>
  levels[device] === undefined ? undefined : aTwin({ device, states: [aState({ level: levels[device] })] });
const change = (lampIds: string[], level: number, later: string[] = []) =>
  lightChange({ lampIds, target: { level } }, town, twin, ({ id }) => later.includes(id));

test("lamps that get darker and brighter are counted, steps of the wire are neither", () => {
  expect(change(["a", "b", "c"], 50)).toEqual({ darker: 1, brighter: 2, colours: 1 });
  expect(change(["a"], 30.5)).toMatchObject({ darker: 0, brighter: 0 });
});

test("a lamp of which nothing is known counts as full light", () => {
  expect(change(["unheard"], 80).darker).toBe(1);
  expect(change(["unheard"], 100).darker).toBe(0);
});

test("a lamp that gets darker only later in the night counts, once", () => {
  expect(change(["a", "b"], 30, ["a"])).toMatchObject({ darker: 2, brighter: 0 });
  expect(change(["b"], 30, ["b"])).toMatchObject({ darker: 1 });
});

test("the whole of the dark hours is looked at, and one lamp speaks for its kind", () => {
  const late = evening + 3 * hour;
  const asked: string[] = [];
  const outlook = {
    kindOf: ({ modelId }: Lamp) => modelId,
    with: ({ id }: Lamp) => {
      asked.push(id);
      return { level: 60, until: Number.POSITIVE_INFINITY };
    },
    // 30 % until late, 80 % towards the morning
    without: (_: Lamp, at: number) =>
      at < late ? { level: 30, until: late } : { level: 80, until: Number.POSITIVE_INFINITY },
  };
  const within = (hours: number) => {
    const order = { issuedAt: evening, until: evening + hours * hour };
    return darkerWithin(outlook, darkHours(order, planningSite(site), evening));
  };
  const [a, b] = [town.lamp.get("a")!, town.lamp.get("b")!];
  expect(within(2)(a)).toBe(false);
  const isDarker = within(5);
  asked.length = 0;
  expect([isDarker(a), isDarker(b)]).toEqual([true, true]);
  expect(new Set(asked)).toEqual(new Set(["a"]));
});
