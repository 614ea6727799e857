/** What an order changes in its lamps: how many get darker or brighter. Judged before it is given. */
import { levelOf } from "#protocol/behavior/light.ts";
import { stateOf, type Twin } from "../fleet/twin.ts";
import type { Inventory, Lamp } from "../inventory/model.ts";
import type { DarkHours } from "./dark-hours.ts";
import type { Order } from "./order.ts";
import type { Outlook } from "./outlook.ts";

export interface LightChange {
  /** Than now, or than they would be at some dark hour of it. */
  readonly darker: number;
  /** Than now. */
  readonly brighter: number;
  /** Lamps of a model that shows colours. */
  readonly colours: number;
}

/** Percent; covers the steps of the wire. */
const slack = 1;

/** @returns whether a lamp gives less light with the order than without it at some of the hours. */
export function darkerWithin(outlook: Outlook, hours: readonly DarkHours[]): (lamp: Lamp) => boolean {
  const known = new Map<string, boolean>();
  return (lamp) => {
    const kind = outlook.kindOf(lamp);
    const answer = known.get(kind) ?? hours.some((each) => isDarker(lamp, outlook, each));
    known.set(kind, answer);
    return answer;
  };
}

function isDarker(lamp: Lamp, outlook: Outlook, { from, until }: DarkHours): boolean {
  for (let at = from; at < until; ) {
    const [withIt, without] = [outlook.with(lamp, at), outlook.without(lamp, at)];
    if (withIt.level < without.level - slack) return true;
    at = Math.min(withIt.until, without.until);
  }
  return false;
}

/** Lamps of which nothing is known count as full light, so that darkness is never a surprise. */
export function lightChange(
  { lampIds, target }: Pick<Order, "lampIds" | "target">,
  { lamp, lampModel }: Pick<Inventory, "lamp" | "lampModel">,
  twin: (device: string) => Twin | undefined,
  isDarkerLater: (lamp: Lamp) => boolean,
): LightChange {
  let [darker, brighter, colours] = [0, 0, 0];
  const wanted = target === undefined ? undefined : levelOf(target);
  for (const id of lampIds) {
    const meant = lamp.get(id);
    if (meant === undefined) continue;
    const { deviceId, output = 0, modelId } = meant;
    const kind = lampModel.get(modelId)?.outputKind;
    if (kind === "colour" || kind === "pixels") colours++;
    if (wanted === undefined) continue;
    const now = (deviceId === undefined ? undefined : stateOf(twin(deviceId), output)?.level) ?? 100;
    if (wanted < now - slack || isDarkerLater(meant)) darker++;
    if (wanted > now + slack) brighter++;
  }
  return { darker, brighter, colours };
}
