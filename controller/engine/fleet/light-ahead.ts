/**
 * What lamps should give at instants ahead, with an order that was not given yet and without it. Lamps of equal plans,
 * orders and drivers share one decision, so that a district is asked in milliseconds: the sun of one serves them all,
 * which is a minute over a big city, and closings that are spread over seconds are taken as one.
 */
import { levelOf } from "#protocol/behavior/light.ts";
import { type DeviceOrder, spreadOrder } from "../../core/fleet/device-orders.ts";
import type { DevicePlan } from "../../core/fleet/device-plan.ts";
import { capabilityOf } from "../../core/fleet/expect.ts";
import type { Lamp } from "../../core/inventory/model.ts";
import { courseOf } from "../../core/orders/course.ts";
import type { Order } from "../../core/orders/order.ts";
import type { LightAt, LightThen, Outlook } from "../../core/orders/outlook.ts";
import { createDecider, type DecideDeps, type Decided } from "./decide-output.ts";

export interface LightAhead {
  /** Holds for the moment it is asked in: what changes afterwards is not in it. */
  outlook(order: Order): Outlook;
}

export function createLightAhead(deps: DecideDeps): LightAhead {
  const planTexts = new WeakMap<DevicePlan, string>();

  function planText(device: string): string {
    const plan = deps.planOf(device);
    if (plan === undefined) return "";
    const text = planTexts.get(plan) ?? JSON.stringify(plan);
    planTexts.set(plan, text);
    return text;
  }

  /** What an output shows depends on: plan, orders, hand. Equal texts show the same whatever comes. */
  function textOf(device: string, output: number, ordersOf: DecideDeps["ordersOf"]): string {
    const orders = ordersOf(device).map(({ order, lampOutputs, segmentOutputs, companionOutputs }) =>
      [order.id, lampOutputs, segmentOutputs, companionOutputs].map((part) =>
        typeof part === "string" ? part : part.includes(output),
      ),
    );
    return `${output} ${deps.twin(device)?.selector} ${orders} ${planText(device)}`;
  }

  function kindOf(lamp: Lamp, ordersOf: DecideDeps["ordersOf"]): Kind {
    const { deviceId, output = 0, use } = lamp;
    const { device, output: relay = 0 } = deps.index().segmentOf(lamp) ?? {};
    const segment = device === undefined ? "" : `segment ${textOf(device.id, relay, ordersOf)}`;
    if (deviceId === undefined) return { own: segment, whole: segment };
    const model = deps.inventory().lampModel.get(lamp.modelId)!;
    const { outputKind, minLevel, curve } = capabilityOf(deps.twin(deviceId), output, model);
    // what a lock without a level holds, only the lamp itself knows
    const held = ordersOf(deviceId).some(({ order }) => order.kind === "workLock") ? lamp.id : "";
    const own = [use, outputKind, minLevel, curve, held, textOf(deviceId, output, ordersOf)].join(" ");
    return { own, segment, whole: `${own} ${segment}` };
  }

  function lightWith(ordersOf: DecideDeps["ordersOf"], kinds: (lamp: Lamp) => Kind): LightAt {
    const decide = createDecider({ ...deps, ordersOf });
    const courses = new Map<string, (at: number) => LightThen>();

    function course(text: string, decided: (at: number) => Decided): (at: number) => LightThen {
      const known = courses.get(text) ?? courseOf((at) => lightOf(decided(at), at));
      courses.set(text, known);
      return known;
    }

    return (lamp, at) => {
      const { own, segment } = kinds(lamp);
      const light = course(own, (then) => decide.lamp(lamp, then))(at);
      const { device, output } = deps.index().segmentOf(lamp) ?? {};
      if (light.level === 0 || segment === undefined || device === undefined || output === undefined) return light;
      const supply = course(segment, (then) => decide.segment(device, output, then))(at);
      return { level: supply.level > 0 ? light.level : 0, until: Math.min(light.until, supply.until) };
    };
  }

  return {
    outlook(order) {
      const added = spreadOrder(order, deps.inventory());
      const withIt = (device: string): readonly DeviceOrder[] => {
        const own = added.get(device);
        return own === undefined ? deps.ordersOf(device) : [...deps.ordersOf(device), own];
      };
      const kinds = remembered((lamp) => kindOf(lamp, withIt));
      return {
        with: lightWith(withIt, kinds),
        without: lightWith(deps.ordersOf, kinds),
        kindOf: (lamp) => kinds(lamp).whole,
      };
    },
  };
}

/** Names of what decides for a lamp: two of one name show the same. */
interface Kind {
  readonly own: string;
  /** Of the relay that feeds it; absent where it has no electronics: then that is what decides. */
  readonly segment?: string;
  readonly whole: string;
}

function remembered(kindOf: (lamp: Lamp) => Kind): (lamp: Lamp) => Kind {
  const known = new Map<string, Kind>();
  return (lamp) => {
    const kind = known.get(lamp.id) ?? kindOf(lamp);
    known.set(lamp.id, kind);
    return kind;
  };
}

function lightOf({ decision: { target, nextChangeAt } }: Decided, at: number): LightThen {
  return { level: levelOf(target), until: Math.max(nextChangeAt, at + 1) };
}
