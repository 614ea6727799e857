/** What an output should show at an instant: gathers what the core decides from. `explain.ts` puts it into words, `light-ahead.ts` looks forward with it. */
import type { Decision } from "#protocol/behavior/arbitrate.ts";
import type { Calendar } from "#protocol/wire/calendar.ts";
import type { Config } from "#protocol/wire/desire.ts";
import type { Capability } from "#protocol/wire/hello.ts";
import { configFor, type Site } from "../../core/fleet/configure.ts";
import { directivesFor } from "../../core/fleet/desired.ts";
import type { DeviceOrder } from "../../core/fleet/device-orders.ts";
import { type DevicePlan, noPlan } from "../../core/fleet/device-plan.ts";
import { capabilityOf, expectOutput } from "../../core/fleet/expect.ts";
import type { Twin } from "../../core/fleet/twin.ts";
import type { InventoryIndex } from "../../core/inventory/index.ts";
import type { Device, Inventory, Lamp } from "../../core/inventory/model.ts";

export interface DecideDeps {
  readonly site: () => Site;
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
  readonly twin: (device: string) => Twin | undefined;
  readonly ordersOf: (device: string) => readonly DeviceOrder[];
  /** What the plans in force give a device. */
  readonly planOf: (device: string) => DevicePlan | undefined;
  /** A calendar devices are given, by the digest of its document. */
  readonly calendarOf: (digest: string) => Calendar | undefined;
}

export interface Decided {
  readonly config: Config;
  readonly decision: Decision;
}

export interface Decider {
  /** Of a lamp without electronics: what its segment gives it. Supply of a lamp with electronics is not looked at. @param at EpochMs */
  lamp(lamp: Lamp, at: number): Decided;
  /** A relay output of a cabinet's device. @param at EpochMs */
  segment(device: Device, output: number, at: number): Decided;
}

/** Decides for a lamp that nothing switches: only sun and site matter there. */
const nobody = { id: "", outputs: 1 };

export function createDecider(deps: DecideDeps): Decider {
  function decide(
    decider: Device | undefined,
    output: number,
    capabilityFor: (twin: Twin | undefined) => Capability,
    now: number,
  ): Decided {
    const twin = decider && deps.twin(decider.id);
    const deviceId = decider?.id ?? "";
    const plan = deps.planOf(deviceId) ?? noPlan;
    const config = configFor(decider ?? nobody, deps.inventory(), deps.index(), deps.site(), plan);
    const { calendars } = plan;
    const directives = directivesFor(deps.ordersOf(deviceId), { config, calendars }, now).directives;
    const followed = calendars.find(({ outputs }) => outputs.includes(output));
    const calendar = followed && deps.calendarOf(followed.document.digest);
    const common = { config, output, deviceId, capability: capabilityFor(twin), directives, twin, now };
    return { config, decision: expectOutput(calendar === undefined ? common : { ...common, calendar }) };
  }

  const relay = (): Capability => ({ outputKind: "relay" });

  return {
    lamp(lamp, at) {
      const inventory = deps.inventory();
      const device = lamp.deviceId === undefined ? undefined : inventory.device.get(lamp.deviceId);
      if (device !== undefined) {
        const output = lamp.output ?? 0;
        const model = inventory.lampModel.get(lamp.modelId)!;
        return decide(device, output, (twin) => capabilityOf(twin, output, model), at);
      }
      const feed = deps.index().segmentOf(lamp);
      return decide(feed?.device, feed?.output ?? 0, relay, at);
    },
    segment: (device, output, at) => decide(device, output, relay, at),
  };
}
