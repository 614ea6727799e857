/**
 * What lamps should give at instants ahead, with an order that was not given yet and without it. Lamps of equal plans,
 * orders and drivers share one decision, so that a district is asked in milliseconds: the sun of one serves them all,
 * which is a minute over a big city.
 */
import { levelOf } from "#protocol/behavior/light.ts";
import { type DeviceOrder, spreadOrder } from "../../core/fleet/device-orders.ts";
import type { DevicePlan } from "../../core/fleet/device-plan.ts";
import { capabilityOf } from "../../core/fleet/expect.ts";
import type { Lamp } from "../../core/inventory/model.ts";
import type { Order } from "../../core/orders/order.ts";
import type { LightAt, LightThen, Outlook } from "../../core/orders/outlook.ts";
import { createDecider, type DecideDeps, type Decided } from "./decide-output.ts";

export interface LightAhead {
  /** Holds for the moment it is asked in: what changes afterwards is not in it. */
  outlook(order: Order): Outlook;
}

/** One stretch of a course of light, EpochMs, half-open. */
interface Stretch extends LightThen {
  readonly from: number;
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

  /** Two lamps of one class show the same whatever comes. */
  function classOf(lamp: Lamp, ordersOf: DecideDeps["ordersOf"]): string {
    const feed = deps.index().segmentOf(lamp);
    const segment = feed?.device === undefined ? "" : `${feed.device.id}/${feed.output}`;
    const { deviceId, output = 0, use } = lamp;
    if (deviceId === undefined) return `segment ${segment}`;
    const twin = deps.twin(deviceId);
    const { outputKind, minLevel, curve } = capabilityOf(twin, output, deps.inventory().lampModel.get(lamp.modelId)!);
    const orders = ordersOf(deviceId);
    // what a lock without a level holds, only the lamp itself knows
    const held = orders.some(({ order }) => order.kind === "workLock") ? lamp.id : "";
    const named = orders.map(({ order, lampOutputs }) => `${order.id}${lampOutputs.includes(output) ? "+" : "-"}`);
    return [planText(deviceId), output, segment, use, outputKind, minLevel, curve, twin?.selector, held, ...named].join(
      " ",
    );
  }

  function lightWith(ordersOf: DecideDeps["ordersOf"]): LightAt {
    const decide = createDecider({ ...deps, ordersOf });
    const classes = new Map<string, string>();
    const courses = new Map<string, Stretch[]>();

    function remembered(course: string, at: number, decideNow: () => Decided): LightThen {
      const known = courses.get(course) ?? [];
      const found = known.find(({ from, until }) => from <= at && at < until);
      if (found !== undefined) return found;
      const { target, nextChangeAt } = decideNow().decision;
      const stretch = { from: at, level: levelOf(target), until: Math.max(nextChangeAt, at + 1) };
      courses.set(course, [...known, stretch]);
      return stretch;
    }

    return (lamp, at) => {
      const known = classes.get(lamp.id) ?? classOf(lamp, ordersOf);
      classes.set(lamp.id, known);
      const own = remembered(known, at, () => decide.lamp(lamp, at));
      const { device, output } = deps.index().segmentOf(lamp) ?? {};
      if (own.level === 0 || lamp.deviceId === undefined || device === undefined || output === undefined) return own;
      const supply = remembered(`segment ${device.id}/${output}`, at, () => decide.segment(device, output, at));
      return { level: supply.level > 0 ? own.level : 0, until: Math.min(own.until, supply.until) };
    };
  }

  return {
    outlook(order) {
      const added = spreadOrder(order, deps.inventory());
      const withIt = (device: string): readonly DeviceOrder[] => {
        const own = added.get(device);
        return own === undefined ? deps.ordersOf(device) : [...deps.ordersOf(device), own];
      };
      return { with: lightWith(withIt), without: lightWith(deps.ordersOf) };
    },
  };
}
