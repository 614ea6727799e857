import { describe, expect, it } from "vitest";
import type { Target } from "#protocol/wire/directive.ts";
import { createInventoryIndex } from "../../../../controller/core/inventory/index.ts";
import { areasOfOrder } from "../../../../controller/core/orders/areas-of-order.ts";
import { mayEnd, mayTest } from "../../../../controller/core/orders/end-order.ts";
import {
  companionDirective,
  isOpen,
  lampDirective,
  type Order,
  segmentDirective,
} from "../../../../controller/core/orders/order.ts";
import type { Person } from "../../../../controller/core/people/model.ts";
import { ControllerError } from "../../../../controller/errors.ts";
import { anOrder, aPerson, evening, hour } from "../../../support/fleet-things.ts";
import { smallTown } from "../inventory/small-town.ts";

function refusalOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ControllerError) return error.code;
    throw error;
  }
  return "allowed";
}
const end = (order: Order, person: Person, why?: string) => refusalOf(() => mayEnd(order, person, smallTown, why));
const index = createInventoryIndex(smallTown);
const test = (order: Order, others: readonly Order[], said: { person?: Person; target?: Target | undefined } = {}) =>
  refusalOf(() => {
    const { person = aPerson("crew"), target = { level: 60 } } = said;
    mayTest(order, "target" in said ? said.target : target, [order, ...others], person, {
      inventory: smallTown,
      index,
      now: evening,
    });
  });

const lock = anOrder({ kind: "workLock", lampIds: ["l1"] });
const thanh = aPerson("crew", undefined, "thanh");
const segment = { cabinetId: "cabinet", output: 0 };

describe("ending an order", () => {
  it("an override is ended by whoever may override in all its areas, its author or not", () => {
    const order = anOrder({ lampIds: ["l1", "dumb"], personId: "minh" });
    expect(end(order, aPerson("districtStaff", ["city"]))).toBe("allowed");
    expect(end(order, aPerson("districtStaff", ["north"]))).toBe("people/outside-area");
    expect(end(order, aPerson("crew"))).toBe("people/outside-area");
  });

  it("a work lock is released by its holder without a word, wherever he is now", () => {
    expect(end(lock, aPerson("crew", ["south"]))).toBe("allowed");
  });

  it("a work lock of somebody else only by a supervisor of the place who says why it is safe", () => {
    expect(end(lock, thanh, "he went home")).toBe("plans/not-holder");
    expect(end(lock, aPerson("supervisor", ["south"], "minh"), "x")).toBe("plans/not-holder");
    expect(end(lock, aPerson("supervisor", ["north"], "minh"))).toBe("plans/confirm-needed");
    expect(end(lock, aPerson("supervisor", ["north"], "minh"), "  ")).toBe("plans/confirm-needed");
    expect(end(lock, aPerson("supervisor", ["north"], "minh"), "checked on site")).toBe("allowed");
  });

  it("an isolation only with the word of somebody on site, its author included", () => {
    const isolation = anOrder({ kind: "isolate", lampIds: [], segments: [segment] });
    expect(end(isolation, aPerson("supervisor"))).toBe("plans/confirm-needed");
    expect(end(isolation, aPerson("supervisor"), "dry, measured by Thành")).toBe("allowed");
    expect(end(isolation, aPerson("crew"), "dry")).toBe("people/outside-area");
  });

  it("an emergency only by an administrator", () => {
    const emergency = anOrder({ kind: "emergency", target: { level: 100 }, until: evening + hour });
    expect(end(emergency, aPerson("supervisor"))).toBe("people/outside-area");
    expect(end(emergency, aPerson("administrator"))).toBe("allowed");
  });

  it("counts the areas of lamps and of cabinets, each once", () => {
    const order = anOrder({ lampIds: ["dumb", "bridge-1", "unknown"], segments: [segment] });
    expect([...areasOfOrder(order, smallTown)]).toEqual(["harbour", "north"]);
  });
});

describe("testing under a work lock", () => {
  it("is its holder's alone", () => {
    expect(test(lock, [])).toBe("allowed");
    expect(test(lock, [], { target: undefined })).toBe("allowed");
    expect(test(lock, [], { person: aPerson("administrator", undefined, "minh") })).toBe("plans/not-holder");
    expect(test(anOrder(), [])).toBe("plans/unsupported");
  });

  it("is refused while somebody else has hands in the same lamp, and allowed when he is done", () => {
    const other = anOrder({ id: "o2", ref: 2, kind: "workLock", personId: "thanh", lampIds: ["l3", "l1"] });
    expect(test(lock, [other])).toBe("plans/locked");
    expect(test(lock, [{ ...other, ended: { at: evening, personId: "thanh", personName: "Thành" } }])).toBe("allowed");
    expect(test(lock, [{ ...other, lampIds: ["l3"] }])).toBe("allowed");
  });

  it("is refused while the segment that feeds the lamp is locked, also where its own lock names the segment", () => {
    const onSegment = anOrder({ id: "o2", ref: 2, kind: "workLock", lampIds: [], segments: [segment] });
    expect(test(lock, [onSegment])).toBe("plans/locked");
    expect(test({ ...onSegment, id: "o3" }, [onSegment])).toBe("plans/locked");
    expect(test(anOrder({ kind: "workLock", lampIds: ["l2"] }), [onSegment])).toBe("allowed");
  });

  it("is not stopped by orders that are no locks", () => {
    expect(test(lock, [anOrder({ id: "o2" }), anOrder({ id: "o3", kind: "isolate" })])).toBe("allowed");
  });

  it("closes one's own locked segment, and never under somebody's hands in it or in a lamp it feeds", () => {
    const onSegment = anOrder({ kind: "workLock", lampIds: [], segments: [segment] });
    expect(test(onSegment, [])).toBe("allowed");
    expect(test(onSegment, [{ ...onSegment, id: "o2", personId: "binh" }])).toBe("plans/locked");
    expect(test(onSegment, [{ ...lock, id: "o3", personId: "binh" }])).toBe("plans/locked");
  });

  it("is told as a level, for lamps and segments alike", () => {
    expect(test(lock, [], { target: { closed: true } })).toBe("plans/unsupported");
  });
});

describe("directives of an order", () => {
  it("carry the row of the precedence table", () => {
    const rows = (["isolate", "workLock", "emergency", "override"] as const).map((kind) => {
      const { kind: word, priority } = lampDirective(anOrder({ kind, until: evening + hour, target: { level: 100 } }));
      return [word, priority];
    });
    expect(rows).toEqual([
      ["isolate", 1],
      ["lock", 2],
      ["emergency", 3],
      ["override", 4],
    ]);
  });

  it("of a lock hold the light and keep segments open, or show what its holder tries", () => {
    expect(lampDirective(lock)).toMatchObject({ hold: true });
    const tested = { ...lock, target: { level: 60 } };
    expect(lampDirective(tested)).toMatchObject({ target: { level: 60 } });
    expect(lampDirective(tested)).not.toHaveProperty("hold");
    expect(segmentDirective(lock)).toMatchObject({ target: { closed: false } });
    expect(segmentDirective(tested)).toMatchObject({ target: { closed: true } });
    expect(segmentDirective({ ...lock, target: { level: 0 } })).toMatchObject({ target: { closed: false } });
    expect(segmentDirective(lock)).not.toHaveProperty("hold");
  });

  it("move relays at once, whatever ramp the lamps have, and close them under a name of their own", () => {
    const order = anOrder({ ramp: 30, companionRef: 101, from: evening + 5000 });
    expect(companionDirective(order)).toEqual({
      kind: "override",
      ref: 101,
      priority: 4,
      issuedAt: evening,
      from: evening + 5000,
      until: evening + hour,
      target: { closed: true },
    });
    expect(segmentDirective(order)).not.toHaveProperty("ramp");
    expect(segmentDirective(anOrder({ kind: "isolate" }))).toMatchObject({ kind: "isolate" });
    expect(() => companionDirective(lock)).toThrow(RangeError);
  });

  it("count until the order's end, which is not in it any more", () => {
    const order = anOrder();
    expect([isOpen(order, evening + hour - 1), isOpen(order, evening + hour)]).toEqual([true, false]);
    expect(isOpen(lock, evening + 1000 * hour)).toBe(true);
    expect(isOpen({ ...lock, ended: { at: 0, personId: "", personName: "" } }, evening)).toBe(false);
  });
});
