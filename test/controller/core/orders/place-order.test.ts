import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createInventoryIndex } from "../../../../controller/core/inventory/index.ts";
import type { Inventory } from "../../../../controller/core/inventory/model.ts";
import {
  checkOrdering,
  type OrderRequest,
  overrideCap,
  type PlaceContext,
  placeOrder,
} from "../../../../controller/core/orders/place-order.ts";
import { ControllerError } from "../../../../controller/errors.ts";
import { anOrder, aPerson, evening, hour } from "../../../support/fleet-things.ts";
import { smallTown } from "../inventory/small-town.ts";

const now = evening + 400;
/** The small town with lamps without electronics: one on the whole-night segment, two alone on the half-night one. */
const town: Inventory = {
  ...smallTown,
  lamp: new Map([
    ...smallTown.lamp,
    ...(["d1:whole", "d2:half", "d3:half"] as const).map((said) => {
      const [id, circuitId] = said.split(":") as [string, string];
      return [id, { ...smallTown.lamp.get("dumb")!, id, name: id, areaId: "north", circuitId }] as const;
    }),
  ]),
};
const context = (said: Partial<PlaceContext> = {}): PlaceContext => ({
  inventory: town,
  index: createInventoryIndex(town),
  person: aPerson("administrator"),
  now,
  id: "o1",
  ref: 100,
  companionRef: 101,
  lastIssuedAt: 0,
  ...said,
});
const request = (said: Partial<OrderRequest> = {}): OrderRequest => ({
  kind: "override",
  selection: { areaId: "north" },
  target: { level: 30 },
  until: now + hour,
  why: "test",
  ...said,
});
const place = (said: Partial<OrderRequest> = {}, given: Partial<PlaceContext> = {}) =>
  placeOrder(request(said), context(given));
const without = (...fields: (keyof OrderRequest)[]) => {
  const rest: Partial<OrderRequest> = request();
  for (const field of fields) delete (rest as Record<string, unknown>)[field];
  return rest as OrderRequest;
};
function refusalOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ControllerError) return error.code;
    throw error;
  }
  return "placed";
}

describe("placing an order", () => {
  it("resolves the lamps once, names author and reason, and keeps time in whole seconds", () => {
    expect(place({ ramp: 5, documentNumber: "12/QĐ" })).toEqual({
      id: "o1",
      kind: "override",
      ref: 100,
      companionRef: 101,
      issuedAt: evening,
      until: evening + hour,
      personId: "lan",
      personName: "Lan",
      why: "test",
      documentNumber: "12/QĐ",
      ramp: 5,
      target: { level: 30 },
      selection: { areaId: "north" },
      lampIds: ["l2", "l1", "l3", "d1", "d2", "d3"],
      segments: [],
      companions: [
        { cabinetId: "cabinet", output: 1 },
        { cabinetId: "cabinet", output: 0 },
      ],
    });
  });

  it("is issued later than every order before it, so that the later of two in one second wins", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 20 }), (pauses) => {
        let at = now;
        let last = 0;
        for (const pause of pauses) {
          at += pause;
          const { issuedAt } = place({ until: at + 2 * hour }, { now: at, lastIssuedAt: last });
          expect(issuedAt).toBeGreaterThan(last);
          expect(issuedAt % 1000).toBe(0);
          last = issuedAt;
        }
      }),
    );
  });

  it("forgets a beginning that has passed, and keeps one that lies ahead", () => {
    expect(place({ from: now - 5000 }).from).toBeUndefined();
    expect(place({ from: now + 5000 }).from).toBe(evening + 5000);
  });
});

describe("an order is refused whole, and nothing has happened", () => {
  it.each<[string, OrderRequest, string]>([
    ["without an end", without("until"), "plans/bad-period"],
    ["that has ended", request({ until: now }), "plans/bad-period"],
    ["that ends within its own second", request({ until: now + 300 }), "plans/bad-period"],
    ["that begins after its end", request({ from: now + hour, until: now + hour }), "plans/bad-period"],
    ["that lasts longer than 7 days", request({ until: now + overrideCap + 1 }), "plans/over-cap"],
    ["without a target", without("target"), "plans/unsupported"],
    ["for relays", request({ target: { closed: true } }), "plans/unsupported"],
    [
      "without a target, for emergency light",
      { ...without("target"), kind: "emergency", until: now + hour },
      "plans/unsupported",
    ],
    ["to isolate, with a target", { ...without("until"), kind: "isolate" }, "plans/unsupported"],
    ["to isolate, with an end", { ...without("target"), kind: "isolate" }, "plans/bad-period"],
    ["to lock, with a beginning", { ...without("until"), kind: "workLock", from: now }, "plans/bad-period"],
    ["for an area without lamps", request({ selection: { areaId: "old-ward" } }), "plans/empty-target"],
    ["for lamps that are retired", request({ selection: { lampIds: ["gone"] } }), "plans/empty-target"],
    ["for nothing", without("selection"), "plans/empty-target"],
    [
      "for a segment of no cabinet",
      { ...without("until", "target"), kind: "isolate", segments: [{ cabinetId: "none", output: 0 }] },
      "inventory/unknown",
    ],
    [
      "for a segment the cabinet does not have",
      { ...without("until", "target"), kind: "isolate", segments: [{ cabinetId: "cabinet", output: 3 }] },
      "plans/unsupported",
    ],
  ])("%s", (_, wish, code) => {
    expect(refusalOf(() => placeOrder(wish, context()))).toBe(code);
  });

  it("may last exactly 7 days, counted from its beginning", () => {
    expect(refusalOf(() => place({ until: now + overrideCap }))).toBe("placed");
    const from = now + 10 * hour;
    expect(refusalOf(() => place({ from, until: from + overrideCap }))).toBe("placed");
  });

  it("where any of its lamps stands outside the person's areas: half a road is not what was meant", () => {
    const person = aPerson("districtStaff", ["north"]);
    expect(refusalOf(() => place({}, { person }))).toBe("placed");
    expect(refusalOf(() => place({ selection: { lampIds: ["l1", "dumb"] } }, { person }))).toBe("people/outside-area");
    expect(refusalOf(() => place({ selection: { areaId: "city" } }, { person }))).toBe("people/outside-area");
    const harbour = aPerson("districtStaff", ["south"]);
    expect(refusalOf(() => place({ selection: { lampIds: ["dumb"] } }, { person: harbour }))).toBe("placed");
  });

  it.each([
    ["viewer", []],
    ["districtStaff", ["override"]],
    ["lightingEngineer", []],
    ["crew", ["workLock"]],
    ["supervisor", ["override", "workLock", "isolate"]],
    ["administrator", ["override", "workLock", "isolate", "emergency"]],
  ] as const)("a %s may give %o", (role, kinds) => {
    const wishes = (["override", "workLock", "isolate", "emergency"] as const).filter((kind) => {
      const timed = kind === "override" || kind === "emergency";
      const wish = { ...(timed ? request() : without("until", "target")), kind };
      return refusalOf(() => placeOrder(wish, context({ person: aPerson(role) }))) === "placed";
    });
    expect(wishes).toEqual(kinds);
  });

  it("a cabinet's segments belong to its area", () => {
    const wish: OrderRequest = { kind: "workLock", segments: [{ cabinetId: "cabinet", output: 0 }], why: "cable" };
    expect(refusalOf(() => placeOrder(wish, context({ person: aPerson("crew", ["south"]) })))).toBe(
      "people/outside-area",
    );
    expect(refusalOf(() => placeOrder(wish, context({ person: aPerson("crew", ["north"]) })))).toBe("placed");
  });

  it("by the same rule for those who want it tried again", () => {
    const order = anOrder({ lampIds: ["l1", "dumb"] });
    const check = (area: string) => refusalOf(() => checkOrdering(aPerson("districtStaff", [area]), order, town));
    expect([check("north"), check("city")]).toEqual(["people/outside-area", "placed"]);
  });
});

describe("segments move with the lamps", () => {
  const whole = { cabinetId: "cabinet", output: 0 };
  const half = { cabinetId: "cabinet", output: 1 };
  const moved = (said: Partial<OrderRequest>) => {
    const { segments, companions, companionRef } = place(said);
    expect(companionRef).toBe(companions.length === 0 ? undefined : 101);
    return { segments, companions };
  };

  it("each that feeds a lamp which is to give light closes, once", () => {
    expect(moved({ selection: { lampIds: ["l1", "l3"] } })).toEqual({ segments: [], companions: [whole] });
    expect(moved({ selection: { lampIds: ["l1", "l2"] } })).toEqual({ segments: [], companions: [whole, half] });
    expect(moved({ kind: "emergency", target: { level: 100 } }).companions).toHaveLength(2);
  });

  it("none closes for darkness: lamps with electronics go dark by themselves", () => {
    expect(moved({ selection: { lampIds: ["l1", "l2", "l3"] }, target: { level: 0 } })).toEqual({
      segments: [],
      companions: [],
    });
  });

  it("one opens for lamps without electronics only where every lamp on it is meant", () => {
    expect(moved({ selection: { lampIds: ["d2"] }, target: { level: 0 } }).segments).toEqual([]);
    expect(moved({ selection: { lampIds: ["d2", "d3"] }, target: { level: 0 } }).segments).toEqual([]);
    expect(moved({ selection: { circuitId: "half" }, target: { level: 0 } })).toEqual({
      segments: [half],
      companions: [],
    });
  });

  it("black is darkness in any colour space", () => {
    const lamps = { selection: { lampIds: ["l1"] } };
    expect(moved({ ...lamps, target: { rgbw16: [0, 0, 0, 0] } }).companions).toEqual([]);
    expect(moved({ ...lamps, target: { rgbw16: [0, 9, 0, 0] } }).companions).toEqual([whole]);
  });

  it("an isolation opens what feeds nothing but what is isolated, and each named segment once", () => {
    const isolate = (said: Partial<OrderRequest>) =>
      placeOrder({ kind: "isolate", why: "flood", ...said }, context()).segments;
    expect(isolate({ selection: { circuitId: "whole" } })).toEqual([whole]);
    expect(isolate({ selection: { lampIds: ["l1"] } })).toEqual([]);
    // lamps that could go dark by themselves as well: their wires must be dead too
    const wish = { kind: "isolate", why: "flood", selection: { lampIds: ["l2"] } } as const;
    const electronic = { inventory: smallTown, index: createInventoryIndex(smallTown) };
    expect(placeOrder(wish, context(electronic)).segments).toEqual([half]);
    expect(isolate({ selection: { circuitId: "whole" }, segments: [whole, half, half] })).toEqual([whole, half]);
  });

  it("a work lock moves none but those it names", () => {
    const lock = placeOrder({ kind: "workLock", why: "driver", selection: { circuitId: "half" } }, context());
    expect(lock).toMatchObject({ segments: [], companions: [] });
  });
});
