/** Gathers what the core needs to give one lamp of a job its word: the twins of its device and of the cabinet that feeds it. */
import { type PowerBand, powerBand, sumOfBands } from "../../core/fleet/power-band.ts";
import type { Feed } from "../../core/fleet/supply.ts";
import { stateOf, type Twin } from "../../core/fleet/twin.ts";
import type { InventoryIndex } from "../../core/inventory/index.ts";
import type { Inventory, Lamp } from "../../core/inventory/model.ts";
import type { Evidence } from "../../core/jobs/judge.ts";
import type { Order } from "../../core/orders/order.ts";

export interface EvidenceDeps {
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
  readonly twin: (device: string) => Twin | undefined;
  readonly isCrowdedOut: (device: string, orderId: string) => boolean;
}

/** @returns undefined for a lamp that nobody knows. */
export function gatherEvidence(deps: EvidenceDeps, order: Order, lampId: string): Evidence | undefined {
  const { lamp: lamps, lampModel } = deps.inventory();
  const lamp = lamps.get(lampId);
  const model = lamp && lampModel.get(lamp.modelId);
  if (lamp === undefined || model === undefined) return undefined;
  const { deviceId } = lamp;
  const twin = deviceId === undefined ? undefined : deps.twin(deviceId);
  return {
    order,
    model,
    controlled: deviceId !== undefined,
    output: lamp.output ?? 0,
    crowdedOut: deviceId !== undefined && deps.isCrowdedOut(deviceId, order.id),
    ...(twin === undefined ? {} : { twin }),
    ...supplyEvidence(deps, order, lamp),
  };
}

function supplyEvidence(
  deps: EvidenceDeps,
  order: Order,
  lamp: Lamp,
): Pick<Evidence, "feed" | "cabinet" | "segmentBand"> {
  const segment = deps.index().segmentOf(lamp);
  if (segment === undefined) return {};
  const feed: Feed = { cabinetId: segment.cabinet.id, output: segment.output };
  const cabinet = segment.device === undefined ? undefined : deps.twin(segment.device.id);
  if (cabinet === undefined) return { feed };
  // a lamp with electronics proves itself, unless the order takes its supply
  const needsMeter = lamp.deviceId === undefined || order.segments.length > 0;
  const isMetered = stateOf(cabinet, feed.output)?.activePower !== undefined;
  return { feed, cabinet, ...(needsMeter && isMetered ? { segmentBand: bandOfSegment(deps, feed) } : {}) };
}

/** Lamps with electronics draw what belongs to the level they report, the others what full light takes. */
function bandOfSegment({ inventory, index, twin }: EvidenceDeps, { cabinetId, output }: Feed): PowerBand {
  const { lampModel } = inventory();
  const bands = index()
    .lampsOfSegment(cabinetId, output)
    .flatMap((lamp) => {
      const model = lampModel.get(lamp.modelId);
      const state = lamp.deviceId === undefined ? undefined : stateOf(twin(lamp.deviceId), lamp.output ?? 0);
      return model === undefined ? [] : [powerBand(model, state?.level ?? 100)];
    });
  return sumOfBands(bands);
}
