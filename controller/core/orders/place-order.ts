/** Turns a wish into an order: checks it, resolves its lamps, finds the segments that must close or open with it. */
import type { Target } from "#protocol/wire/directive.ts";
import { ControllerError } from "../../errors.ts";
import type { InventoryIndex } from "../inventory/index.ts";
import type { Inventory, Lamp } from "../inventory/model.ts";
import { type Selection, selectLamps } from "../inventory/select.ts";
import { mayIn, type Person, type Power } from "../people/model.ts";
import type { Signature } from "../plans/approval.ts";
import { areasOfOrder } from "./areas-of-order.ts";
import { givesLight, type Order, type OrderKind, type SegmentName, segmentKey } from "./order.ts";

/** Longest time a person may move lamps away from their plan, ms. */
export const overrideCap = 7 * 86_400_000;

/** What a person asked for, checked for shape only. */
export interface OrderRequest {
  readonly kind: OrderKind;
  readonly selection?: Selection;
  readonly segments?: readonly SegmentName[];
  readonly target?: Target;
  /** Go below the road's floor, as far as the target says. */
  readonly darken?: true;
  readonly ramp?: number;
  readonly from?: number;
  readonly until?: number;
  readonly why: string;
  readonly documentNumber?: string;
}

export interface PlaceContext {
  readonly inventory: Inventory;
  readonly index: InventoryIndex;
  readonly person: Person;
  readonly now: number;
  readonly id: string;
  /** Who asked for it, where `person` gives what somebody else wished. */
  readonly requested?: Signature;
  /** Random, unused so far. */
  readonly ref: number;
  readonly companionRef: number;
  /** `issuedAt` of the newest order; 0 if there is none. */
  readonly lastIssuedAt: number;
}

const powerOf: Record<OrderKind, Power> = {
  override: "override",
  workLock: "workLock",
  isolate: "isolate",
  emergency: "emergency",
};

/**
 * @throws ControllerError `plans/empty-target`, `plans/bad-period`, `plans/over-cap`, `plans/unsupported`,
 * `people/outside-area`, `inventory/unknown`. Nothing has happened then.
 */
export function placeOrder(request: OrderRequest, context: PlaceContext): Order {
  const { inventory, index, person, now } = context;
  const issuedAt = Math.max(wholeSeconds(now), context.lastIssuedAt + 1000);
  const period = periodOf(request, issuedAt, now);
  checkTarget(request);
  const lamps =
    request.selection === undefined
      ? []
      : selectLamps(inventory, index, request.selection).map((id) => inventory.lamp.get(id)!);
  const named = (request.segments ?? []).map((segment) => checkSegment(inventory, segment));
  if (lamps.length === 0 && named.length === 0) {
    throw new ControllerError("plans/empty-target", "no lamp in use matches the selection; point at others");
  }
  const lampIds = lamps.map(({ id }) => id);
  checkAreas(person, powersFor(request), areasOfOrder({ lampIds, segments: named }, inventory), inventory);
  const { opened, closed } = segmentsMoved(request, lamps, index);
  const { selection, target, darken, ramp, documentNumber } = request;
  return {
    id: context.id,
    kind: request.kind,
    ref: context.ref,
    issuedAt,
    personId: person.id,
    personName: person.name,
    ...(context.requested === undefined ? {} : { requested: context.requested }),
    why: request.why,
    lampIds,
    segments: eachOnce([...named, ...opened]),
    companions: closed,
    ...(closed.length === 0 ? {} : { companionRef: context.companionRef }),
    ...(selection === undefined ? {} : { selection }),
    ...(target === undefined ? {} : { target }),
    ...(darken === undefined ? {} : { darken }),
    ...(ramp === undefined ? {} : { ramp }),
    ...period,
    ...(documentNumber === undefined ? {} : { documentNumber }),
  };
}

/** Devices keep time in whole seconds. */
const wholeSeconds = (at: number) => Math.floor(at / 1000) * 1000;

/** Beginning and end as devices will read them. A beginning in the past is none. */
function periodOf({ kind, from, until }: OrderRequest, issuedAt: number, now: number): Pick<Order, "from" | "until"> {
  if (kind === "workLock" || kind === "isolate") {
    if (from !== undefined || until !== undefined) {
      throw new ControllerError(
        "plans/bad-period",
        `a ${kind} begins at once and only a person ends it; leave out from and until`,
      );
    }
    return {};
  }
  if (until === undefined) throw new ControllerError("plans/bad-period", `an ${kind} needs an end: set until`);
  if (until <= now) throw new ControllerError("plans/bad-period", "until lies in the past", { params: { until, now } });
  const begins = from === undefined || from <= now ? {} : { from: wholeSeconds(from) };
  const end = wholeSeconds(until);
  if (end <= (begins.from ?? issuedAt)) {
    throw new ControllerError("plans/bad-period", "from must lie before until, by a second at least");
  }
  if (until - Math.max(from ?? now, now) > overrideCap) {
    throw new ControllerError("plans/over-cap", "an order may last 7 days at most; for longer change the plan", {
      params: { days: 7 },
    });
  }
  return { ...begins, until: end };
}

function checkTarget({ kind, target, darken, segments = [] }: OrderRequest): void {
  if (darken !== undefined && kind !== "override") {
    throw new ControllerError("plans/unsupported", `an ${kind} knows no floor; leave out darken`);
  }
  if (kind === "workLock" && target !== undefined && segments.length > 0) {
    throw new ControllerError("plans/unsupported", "a lock opens its segments first; try a light under it afterwards");
  }
  if ((kind === "override" || kind === "emergency") && target === undefined) {
    throw new ControllerError("plans/unsupported", `an ${kind} needs a target, a level for example`);
  }
  if (kind === "isolate" && target !== undefined) {
    throw new ControllerError("plans/unsupported", "an isolation only opens; leave out target");
  }
  if (target !== undefined && "closed" in target) {
    throw new ControllerError("plans/unsupported", "lamps take a level or a colour; segments follow their lamps");
  }
}

function checkSegment(inventory: Inventory, segment: SegmentName): SegmentName {
  const cabinet = inventory.cabinet.get(segment.cabinetId);
  const device = cabinet?.deviceId === undefined ? undefined : inventory.device.get(cabinet.deviceId);
  if (cabinet === undefined || cabinet.retiredAt !== undefined) {
    throw new ControllerError("inventory/unknown", `there is no cabinet ${segment.cabinetId} in use`, {
      params: { id: segment.cabinetId },
    });
  }
  if (device === undefined || segment.output >= device.outputs) {
    throw new ControllerError(
      "plans/unsupported",
      `cabinet ${cabinet.name} has no segment ${segment.output} that can be switched`,
    );
  }
  return segment;
}

/** @throws ControllerError `people/outside-area` if the person may not give this order everywhere it reaches. */
export function checkOrdering(person: Person, order: Order, inventory: Inventory): void {
  checkAreas(person, powersFor(order), areasOfOrder(order, inventory), inventory);
}

/** A selection that reaches outside is refused whole: half a road is not what was meant. */
function checkAreas(person: Person, powers: readonly Power[], areaIds: Iterable<string>, inventory: Inventory): void {
  for (const areaId of areaIds) {
    const missing = powers.find((power) => !mayIn(person, power, areaId, inventory.area));
    if (missing === undefined) continue;
    const name = inventory.area.get(areaId)?.name ?? areaId;
    throw new ControllerError("people/outside-area", `${person.name} may not do this in ${name}`, {
      params: { power: missing, areaId, area: name },
    });
  }
}

function powersFor({ kind, darken }: Pick<OrderRequest, "kind" | "darken">): Power[] {
  return darken === undefined ? [powerOf[kind]] : [powerOf[kind], "darken"];
}

/**
 * Segments that move with the lamps: a lamp that is to give light needs its segment closed; an isolation, and the
 * darkness of lamps without electronics, needs it open, which is done only where every lamp on it is meant.
 */
function segmentsMoved(
  { kind, target }: OrderRequest,
  lamps: readonly Lamp[],
  index: InventoryIndex,
): { opened: SegmentName[]; closed: SegmentName[] } {
  if (kind === "workLock") return { opened: [], closed: [] };
  const light = target !== undefined && givesLight(target);
  const meant = new Set(lamps.map(({ id }) => id));
  const moved = new Map<string, SegmentName>();
  for (const lamp of lamps) {
    const feed = index.segmentOf(lamp);
    if (feed?.device === undefined) continue;
    if (!light && kind !== "isolate" && lamp.deviceId !== undefined) continue;
    const name: SegmentName = { cabinetId: feed.cabinet.id, output: feed.output };
    const key = segmentKey(name);
    if (moved.has(key)) continue;
    const whole = light || index.lampsOfSegment(name.cabinetId, name.output).every(({ id }) => meant.has(id));
    if (whole) moved.set(key, name);
  }
  const names = [...moved.values()];
  return light ? { opened: [], closed: names } : { opened: names, closed: [] };
}

function eachOnce(segments: readonly SegmentName[]): SegmentName[] {
  return [...new Map(segments.map((segment) => [segmentKey(segment), segment])).values()];
}
