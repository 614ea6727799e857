/** What all routes of orders and their jobs share: who sees which, how much of it, and how a change is written down. */
import type { z } from "zod";
import type { InventoryIndex } from "../core/inventory/index.ts";
import type { Inventory } from "../core/inventory/model.ts";
import { areasInReach, type Reach, reachOf } from "../core/inventory/scope.ts";
import { countWords, type JobCounts, showJob } from "../core/jobs/job.ts";
import { areasOfOrder } from "../core/orders/areas-of-order.ts";
import type { Order, OrderKind } from "../core/orders/order.ts";
import { lampsShown, partOfOrder } from "../core/orders/part-of-order.ts";
import type { Person } from "../core/people/model.ts";
import type { JobSummary, Jobs, JobView } from "../engine/orders/jobs.ts";
import type { Orders, Placed } from "../engine/orders/orders.ts";
import type { Audit } from "../engine/people/audit.ts";
import { ControllerError } from "../errors.ts";
import type { OrderView } from "./order-schemas.ts";

export interface OrderViewDeps {
  readonly orders: Orders;
  readonly jobs: Jobs;
  readonly audit: Audit;
  readonly clock: { now(): number };
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
}

type Things = Pick<OrderViewDeps, "inventory" | "index">;

/** Which orders a list is about: those that reach where the reader may read, and of these where he looks. */
export interface Look {
  /** For the store; absent: everywhere. */
  readonly areaIds?: readonly string[];
  readonly meets: (order: Order) => boolean;
}

/** @param areaId this area and everything below it; absent: everything that is the person's. */
export function lookOf(person: Person, areaId: string | undefined, { inventory, index }: Things): Look {
  const things = inventory();
  const areaIds = areasInReach(person, "read", things, index(), areaId);
  if (areaIds === undefined) return { meets: () => true };
  const within = new Set(areaIds);
  return {
    areaIds,
    meets: (order) =>
      areasOfOrder(order, things)
        .values()
        .some((id) => within.has(id)),
  };
}

/** @returns whether the person may read in some area the order concerns. */
export function isVisible(order: Order, person: Person, deps: Things): boolean {
  return lookOf(person, undefined, deps).meets(order);
}

/** @throws ControllerError `plans/unknown`, also for an order of areas that are not the person's. */
export async function visibleOrder(id: string, kind: OrderKind, person: Person, deps: OrderViewDeps): Promise<Order> {
  const order = await deps.orders.find(id);
  if (order === undefined || order.kind !== kind || !isVisible(order, person, deps)) {
    throw new ControllerError("plans/unknown", `There is no ${kind} ${id}.`, { params: { id } });
  }
  return order;
}

/** The order as far as it lies in areas of the person. */
export function orderView(order: Order, person: Person, { inventory, index }: Things): z.input<typeof OrderView> {
  const shows = reachOf(person, "read", inventory());
  const { lampIds, companionRef: _, ...rest } = partOfOrder(order, inventory(), index(), shows);
  const meant = new Set(order.lampIds);
  const reached = [...areasOfOrder(order, inventory())];
  const areaIds = reached.filter(shows);
  const otherLamps = rest.companions
    .flatMap(({ cabinetId, output }) => index().lampsOfSegment(cabinetId, output))
    .filter(({ id, areaId }) => !meant.has(id) && shows(areaId)).length;
  return {
    ...rest,
    areaIds,
    reachesFurther: areaIds.length < reached.length,
    segments: [...rest.segments],
    companions: [...rest.companions],
    lamps: lampIds.length,
    otherLamps,
  } as z.input<typeof OrderView>;
}

/** A job with the counts of the lamps that are the person's to see. */
export async function jobView(
  summary: JobSummary | JobView,
  person: Person,
  { inventory, jobs }: Pick<OrderViewDeps, "inventory" | "jobs">,
) {
  const shows = reachOf(person, "read", inventory());
  return showJob(summary.job, await countsFor(summary, shows, inventory(), jobs));
}

async function countsFor(
  summary: JobSummary | JobView,
  shows: Reach,
  things: Inventory,
  jobs: Jobs,
): Promise<JobCounts> {
  const { job, counts } = summary;
  const lampIds = lampsShown(job.lampIds, things, shows);
  if (lampIds.length === job.lampIds.length) return counts;
  const words = "words" in summary ? summary.words : (await jobs.find(job.id))?.words;
  return countWords({ lampIds }, words ?? new Map());
}

/** What the giver of an order is answered, after it was written down. */
export async function placedView({ order, job, repeated }: Placed, person: Person, deps: OrderViewDeps) {
  if (!repeated) await tell(deps, person, `${order.kind}.place`, order);
  const view = (await deps.jobs.find(job.id))!;
  return {
    orderId: order.id,
    jobId: job.id,
    order: orderView(order, person, deps),
    job: await jobView(view, person, deps),
  };
}

/** Writes down who did what to an order, before the answer goes out: for each area what it means there. */
export async function tell(
  { audit, clock, inventory, index }: Pick<OrderViewDeps, "audit" | "clock"> & Things,
  person: Person,
  action: string,
  order: Order,
  why = order.why,
) {
  const things = inventory();
  const areaIds = [...areasOfOrder(order, things)];
  const parts = areaIds.map((areaId) => ({ areaId, part: partOfOrder(order, things, index(), (id) => id === areaId) }));
  await audit.record(
    ...(parts.length === 0 ? [{ part: order }] : parts).map(({ part, ...where }) => ({
      at: clock.now(),
      personId: person.id,
      personName: person.name,
      action,
      thing: { sort: order.kind, id: order.id },
      ...where,
      details: {
        why,
        lamps: part.lampIds.length,
        target: order.target,
        until: order.until,
        segments: part.segments,
        ...(order.darken === undefined ? {} : { darken: order.darken }),
        ...(part.roads === undefined ? {} : { roads: part.roads.roads, roadsBelowFloor: part.roads.below }),
        ...(order.requested === undefined ? {} : { requestedBy: order.requested.personName }),
      },
      ...(order.documentNumber === undefined ? {} : { documentNumber: order.documentNumber }),
    })),
  );
}
