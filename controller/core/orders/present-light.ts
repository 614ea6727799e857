/** What the lamps of an order follow now besides plans: orders of others, shows, desks. Told before somebody changes it. */
import { precedence } from "#protocol/behavior/arbitrate.ts";
import type { Source } from "#protocol/wire/vocabulary.ts";
import { sourceNames } from "../fleet/light-names.ts";
import { stateOf, type Twin } from "../fleet/twin.ts";
import type { Inventory } from "../inventory/model.ts";
import { directiveOfOrder, type Order } from "./order.ts";

export interface PresentLight {
  readonly source: Source;
  /** Lamps of the order that report it. */
  readonly lamps: number;
  /** Who ordered it, where a person did. */
  readonly personName?: string;
  /** EpochMs at which it ends by itself, where that is known. */
  readonly until?: number;
  /** It stands above the order: these lamps stay as they are. */
  readonly outranks: boolean;
}

/** Nobody's wish beyond the plan. */
const usual: ReadonlySet<Source> = new Set(["sensor", "calendar", "fallback"]);

/** @returns most lamps first; lamps that never reported are not counted. */
export function presentLight(
  { kind, lampIds }: Pick<Order, "kind" | "lampIds">,
  { lamp }: Pick<Inventory, "lamp">,
  twin: (device: string) => Twin | undefined,
  orderByRef: (ref: number) => Order | undefined,
): PresentLight[] {
  const found = new Map<string, { source: Source; ref: number | undefined; lamps: number }>();
  for (const id of lampIds) {
    const { deviceId, output = 0 } = lamp.get(id) ?? {};
    const state = deviceId === undefined ? undefined : stateOf(twin(deviceId), output);
    if (state === undefined || usual.has(state.source)) continue;
    const { source, ref } = state;
    const key = `${source} ${ref}`;
    const entry = found.get(key) ?? { source, ref, lamps: 0 };
    entry.lamps++;
    found.set(key, entry);
  }
  return [...found.values()]
    .sort((a, b) => b.lamps - a.lamps)
    .map(({ source, ref, lamps }) => {
      const order = ref === undefined ? undefined : orderByRef(ref);
      return {
        source,
        lamps,
        outranks: precedence[source] < directiveOfOrder[kind].priority,
        ...(order === undefined ? {} : { personName: order.personName }),
        ...(order?.until === undefined ? {} : { until: order.until }),
      };
    });
}

/** One sentence for all; empty where they follow their plans. */
export function writePresent(
  present: readonly PresentLight[],
  writeTime: (at: number) => string,
): { readonly vi: string; readonly en: string } {
  if (present.length === 0) return { vi: "", en: "" };
  const vi = present.map(({ source, lamps, personName, until, outranks }) =>
    [
      `${lamps} đèn đang theo ${sourceNames[source].vi}`,
      personName === undefined ? "" : ` của ${personName}`,
      until === undefined ? "" : ` đến ${writeTime(until)}`,
      outranks ? " và sẽ giữ nguyên" : "",
    ].join(""),
  );
  const en = present.map(({ source, lamps, personName, until, outranks }) =>
    [
      `${lamps} ${lamps === 1 ? "lamp follows" : "lamps follow"} ${sourceNames[source].en}`,
      personName === undefined ? "" : ` by ${personName}`,
      until === undefined ? "" : ` until ${writeTime(until)}`,
      outranks ? (lamps === 1 ? " and stays as it is" : " and stay as they are") : "",
    ].join(""),
  );
  return { vi: `${vi.join("; ")}.`, en: `${en.join("; ")}.` };
}
