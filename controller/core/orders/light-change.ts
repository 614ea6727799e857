/** What an order changes in its lamps: how many get darker or brighter now. Judged before it is given. */
import { levelOf } from "#protocol/behavior/light.ts";
import { stateOf, type Twin } from "../fleet/twin.ts";
import type { Inventory } from "../inventory/model.ts";
import type { Order } from "./order.ts";

export interface LightChange {
  readonly darker: number;
  readonly brighter: number;
  /** Lamps of a model that shows colours. */
  readonly colours: number;
}

/** Percent; covers the steps of the wire. */
const slack = 1;

/** Lamps of which nothing is known count as full light, so that darkness is never a surprise. */
export function lightChange(
  { lampIds, target }: Pick<Order, "lampIds" | "target">,
  { lamp, lampModel }: Pick<Inventory, "lamp" | "lampModel">,
  twin: (device: string) => Twin | undefined,
): LightChange {
  let [darker, brighter, colours] = [0, 0, 0];
  const wanted = target === undefined ? undefined : levelOf(target);
  for (const id of lampIds) {
    const { deviceId, output = 0, modelId } = lamp.get(id) ?? {};
    const kind = modelId === undefined ? undefined : lampModel.get(modelId)?.outputKind;
    if (kind === "colour" || kind === "pixels") colours++;
    if (wanted === undefined) continue;
    const now = (deviceId === undefined ? undefined : stateOf(twin(deviceId), output)?.level) ?? 100;
    if (wanted < now - slack) darker++;
    if (wanted > now + slack) brighter++;
  }
  return { darker, brighter, colours };
}
