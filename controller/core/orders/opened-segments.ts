/** What giving an order would open: segments that are closed now, and how many lamps go dark with it. */
import { stateOf, type Twin } from "../fleet/twin.ts";
import type { InventoryIndex } from "../inventory/index.ts";
import type { Inventory, Lamp } from "../inventory/model.ts";
import type { Order, SegmentName } from "./order.ts";

export interface OpenedSegment extends SegmentName {
  readonly cabinetName: string;
  /** Lamps on it: they lose their supply. */
  readonly lamps: number;
}

export interface Opening {
  readonly opens: readonly OpenedSegment[];
  /** Lamps that are lit now and go dark, because their segment opens or because they are isolated. */
  readonly goDark: number;
}

/** What says nothing counts as closed, and as lit: darkness is never a surprise. */
export function opening(
  { kind, lampIds, segments }: Pick<Order, "kind" | "lampIds" | "segments">,
  { cabinet, lamp }: Pick<Inventory, "cabinet" | "lamp">,
  { lampsOfSegment }: Pick<InventoryIndex, "lampsOfSegment">,
  twin: (device: string) => Twin | undefined,
): Opening {
  const isOff = (device: string | undefined, output: number) =>
    device !== undefined && stateOf(twin(device), output)?.level === 0;
  const dark = new Map<string, Lamp>();
  const opens = segments.flatMap(({ cabinetId, output }): OpenedSegment[] => {
    const { deviceId, name } = cabinet.get(cabinetId) ?? {};
    if (name === undefined || isOff(deviceId, output)) return [];
    const lamps = lampsOfSegment(cabinetId, output);
    for (const one of lamps) dark.set(one.id, one);
    return [{ cabinetId, output, cabinetName: name, lamps: lamps.length }];
  });
  if (kind === "isolate") {
    for (const one of lampIds.flatMap((id) => lamp.get(id) ?? [])) dark.set(one.id, one);
  }
  const goDark = [...dark.values()].filter(({ deviceId, output = 0 }) => !isOff(deviceId, output)).length;
  return { opens, goDark };
}

/** One sentence for who is about to order it; empty where nothing opens and nothing goes dark. */
export function writeOpening({ opens, goDark }: Opening): { readonly vi: string; readonly en: string } {
  const dark = { vi: `${goDark} đèn tắt`, en: goDark === 1 ? "1 lamp goes dark" : `${goDark} lamps go dark` };
  if (opens.length === 0) return goDark === 0 ? { vi: "", en: "" } : { vi: `${dark.vi}.`, en: `${dark.en}.` };
  const byCabinet = Map.groupBy(opens, ({ cabinetId }) => cabinetId);
  const outputs = (of: readonly OpenedSegment[]) => of.map(({ output }) => output + 1).join(", ");
  const each = (write: (of: readonly OpenedSegment[], name: string) => string) =>
    [...byCabinet.values()].map((of) => write(of, of[0]?.cabinetName ?? "")).join("; ");
  const vi = each((of, name) => `lộ ${outputs(of)} của ${name}`);
  const en = each((of, name) => `segment${of.length === 1 ? "" : "s"} ${outputs(of)} of ${name}`);
  return { vi: `Lệnh này mở ${vi}; ${dark.vi}.`, en: `This opens ${en}; ${dark.en}.` };
}
