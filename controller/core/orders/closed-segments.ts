/** What giving an order would close: segments that are open now, and how many lamps nobody meant would light with them. */
import { stateOf, type Twin } from "../fleet/twin.ts";
import type { InventoryIndex } from "../inventory/index.ts";
import type { Inventory } from "../inventory/model.ts";
import type { Order, SegmentName } from "./order.ts";

export interface ClosedSegment extends SegmentName {
  readonly cabinetName: string;
  /** Lamps on it that are not meant: they get supply. */
  readonly otherLamps: number;
  /** Those of them that light up with it, because they have no electronics; the others stay dark by their calendar. */
  readonly lights: number;
}

/** @returns segments whose cabinet reports them open; one that says nothing counts as open. */
export function closedSegments(
  { lampIds, companions }: Pick<Order, "lampIds" | "companions">,
  inventory: Inventory,
  index: InventoryIndex,
  twin: (device: string) => Twin | undefined,
): ClosedSegment[] {
  const meant = new Set(lampIds);
  return companions.flatMap(({ cabinetId, output }): ClosedSegment[] => {
    const cabinet = inventory.cabinet.get(cabinetId);
    const reported = cabinet?.deviceId === undefined ? undefined : stateOf(twin(cabinet.deviceId), output);
    if (cabinet === undefined || (reported !== undefined && reported.level > 0)) return [];
    const others = index.lampsOfSegment(cabinetId, output).filter(({ id }) => !meant.has(id));
    const lights = others.filter(({ deviceId }) => deviceId === undefined).length;
    return [{ cabinetId, output, cabinetName: cabinet.name, otherLamps: others.length, lights }];
  });
}

/** One sentence for who is about to order it; empty where nothing closes. */
export function writeClosing(closed: readonly ClosedSegment[]): { readonly vi: string; readonly en: string } {
  if (closed.length === 0) return { vi: "", en: "" };
  const others = closed.reduce((sum, { otherLamps }) => sum + otherLamps, 0);
  const lights = closed.reduce((sum, each) => sum + each.lights, 0);
  const vi = closed.map(({ output, cabinetName }) => `lộ ${output + 1} của ${cabinetName}`).join(", ");
  const en = closed.map(({ output, cabinetName }) => `segment ${output + 1} of ${cabinetName}`).join(", ");
  if (others === 0) return { vi: `Lệnh này đóng ${vi}.`, en: `This closes ${en}.` };
  if (lights === others) {
    return {
      vi: `Lệnh này đóng ${vi} và làm sáng ${others} đèn khác.`,
      en: `This closes ${en} and lights ${others} other ${lampsName(others)}.`,
    };
  }
  return {
    vi: `Lệnh này đóng ${vi}, cấp điện cho ${others} đèn khác và làm sáng ${lights} đèn trong số đó.`,
    en: `This closes ${en}, gives supply to ${others} other ${lampsName(others)} and lights ${lights} of them.`,
  };
}

const lampsName = (count: number) => (count === 1 ? "lamp" : "lamps");
