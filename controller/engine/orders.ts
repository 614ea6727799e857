/** Orders in memory: places, tests and ends them, and says for every device what is wanted of it. */
import type { Target } from "#protocol/wire/directive.ts";
import type { Clock } from "../clock.ts";
import { type DeviceOrder, spreadOrder } from "../core/fleet/device-orders.ts";
import { topicGroupOf } from "../core/fleet/membership.ts";
import type { Downlink } from "../core/fleet/ports.ts";
import type { InventoryIndex } from "../core/inventory/index.ts";
import type { Inventory } from "../core/inventory/model.ts";
import type { Job } from "../core/jobs/job.ts";
import type { Person } from "../core/people/model.ts";
import { mayEnd, mayTest } from "../core/plans/end-order.ts";
import { isOpen, lampDirective, type Order, type OrderKind } from "../core/plans/order.ts";
import { checkOrdering, type OrderRequest, placeOrder } from "../core/plans/place-order.ts";
import type { OrderStore } from "../core/plans/ports.ts";
import { ControllerError } from "../errors.ts";
import type { Fleet } from "./fleet.ts";
import type { Jobs } from "./jobs.ts";

export interface OrdersDeps {
  readonly clock: Clock;
  readonly store: OrderStore;
  readonly downlink: Downlink;
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
  /** Random u32. */
  readonly draw: () => number;
  readonly newId: () => string;
}

export interface Placed {
  readonly order: Order;
  readonly job: Job;
  /** True where the key was used before: nothing new happened. */
  readonly repeated: boolean;
}

export interface Orders {
  /** Connects the parts that need each other; once, before anything else. */
  attach(parts: { fleet: Fleet; jobs: Jobs }): void;
  ordersOf(device: string): readonly DeviceOrder[];
  untilOf(ref: number): number | undefined;
  /** The order behind a ref of the wire, companions included. */
  byRef(ref: number): Order | undefined;
  find(id: string): Promise<Order | undefined>;
  /** As far as it is open, at once. */
  known(id: string): Order | undefined;
  list(query: { kind: OrderKind; limit: number; before?: string }): Promise<Order[]>;
  open(): readonly Order[];
  /** @param key the client's own: the same key again answers the same order. */
  place(person: Person, key: string, request: OrderRequest): Promise<Placed>;
  /** The holder of a work lock tries another light under its own lock. */
  test(person: Person, id: string, target: Target | undefined): Promise<Order>;
  end(person: Person, id: string, why?: string): Promise<Order>;
  /** Sends again, at once and with a new deadline, to the lamps of a job that did not follow. */
  retry(person: Person, jobId: string): Promise<void>;
  /** Devices were replaced or lamps moved: who owes what is spread anew. */
  respread(): void;
}

/** s within which members of a group answer. */
const reportWithin = 3;
/** ms a silent member gets beyond that before it is addressed alone. */
const patience = 5_000;
/** ms from an order to the end of its job, beyond `reportWithin` and ramp. */
const lateAfter = 30_000;
/** Fewer devices than this are addressed one by one: a group publish saves nothing. */
const groupFrom = 4;
/** ms an order without an end stays barred on devices after it was ended. */
const barFor = 86_400_000;

function isSameWish(order: Order, { kind, selection, target, until, why }: OrderRequest): boolean {
  const end = until === undefined ? undefined : Math.floor(until / 1000) * 1000;
  const wish = (parts: unknown[]) => JSON.stringify(parts);
  return (
    wish([order.kind, order.selection, order.target, order.until, order.why]) ===
    wish([kind, selection, target, end, why])
  );
}

const deadlineOf = ({ ramp = 0 }: Order, now: number) => now + (reportWithin + ramp) * 1000 + lateAfter;

export async function createOrders(deps: OrdersDeps): Promise<Orders> {
  const { clock, store, downlink } = deps;
  const open = new Map<string, Order>((await store.open(clock.now())).map((order) => [order.id, order]));
  let lastIssuedAt = await store.lastIssuedAt();
  let byDevice = new Map<string, DeviceOrder[]>();
  let byRef = new Map<number, Order>();
  let parts: { fleet: Fleet; jobs: Jobs } | undefined;

  /** Orders past their end stay known for a while: reports on the way may still name them. */
  function forgetOld(now: number): void {
    for (const [id, order] of open) {
      const end = order.ended?.at ?? order.until;
      if (end !== undefined && end + barFor < now) open.delete(id);
    }
  }

  function respread(): void {
    byDevice = new Map();
    byRef = new Map();
    for (const order of [...open.values()].sort((a, b) => a.issuedAt - b.issuedAt)) register(order);
  }

  function register(order: Order): Map<string, DeviceOrder> {
    byRef.set(order.ref, order);
    if (order.companionRef !== undefined) byRef.set(order.companionRef, order);
    const spread = spreadOrder(order, deps.inventory());
    for (const [device, entry] of spread) {
      const list = byDevice.get(device);
      if (list === undefined) byDevice.set(device, [entry]);
      else list.push(entry);
    }
    return spread;
  }

  function replace(order: Order): void {
    open.set(order.id, order);
    respread();
  }

  function drawRef(): number {
    for (;;) {
      const ref = deps.draw();
      if (!byRef.has(ref)) return ref;
    }
  }

  /** One publish where a topic group is exactly the target; the rest, and stragglers, device by device. */
  function send(order: Order, spread: ReadonlyMap<string, DeviceOrder>): void {
    const { fleet } = parts!;
    const group =
      order.selection === undefined ? undefined : topicGroupOf(order.selection, order.lampIds, deps.inventory());
    const members = [...spread.keys()].filter(
      (device) => spread.get(device)!.lampOutputs.length > 0 && fleet.isConfigured(device),
    );
    if (group !== undefined && order.kind !== "workLock" && members.length >= groupFrom) {
      fleet.expectRef(members, order.ref, clock.now() + reportWithin * 1000 + patience);
      downlink.directive(group, { ...lampDirective(order), reportWithin });
    }
    fleet.touch(spread.keys());
  }

  function withdraw(order: Order): void {
    const { fleet } = parts!;
    const spread = spreadOrder(order, deps.inventory());
    const group =
      order.selection === undefined ? undefined : topicGroupOf(order.selection, order.lampIds, deps.inventory());
    const members = [...spread.keys()].filter((device) => fleet.isConfigured(device));
    if (group !== undefined && order.kind !== "workLock" && members.length >= groupFrom) {
      const now = clock.now();
      fleet.expectRef(members, order.ref, now + reportWithin * 1000 + patience);
      downlink.directive(group, {
        kind: "end",
        ref: drawRef(),
        priority: 0,
        issuedAt: Math.floor(now / 1000) * 1000,
        until: order.until ?? Math.floor(now / 1000) * 1000 + barFor,
        ends: order.ref,
        reportWithin,
      });
    }
    fleet.touch(spread.keys());
  }

  async function repeated(person: Person, key: string, request: OrderRequest): Promise<Placed | undefined> {
    const job = await parts!.jobs.findByKey(person.id, key);
    const order = job && (await store.find(job.orderId));
    if (job === undefined || order === undefined) return undefined;
    if (!isSameWish(order, request)) {
      throw new ControllerError("request/key-reused", "this Idempotency-Key ordered something else; draw a new one");
    }
    return { order, job, repeated: true };
  }

  async function openOrder(id: string): Promise<Order> {
    const order = open.get(id) ?? (await store.find(id));
    if (order === undefined) throw new ControllerError("plans/unknown", `there is no order ${id}`, { params: { id } });
    if (!isOpen(order, clock.now())) {
      throw new ControllerError("plans/ended", "it has ended already", { params: { id } });
    }
    return order;
  }

  respread();

  return {
    attach(given) {
      parts = given;
    },
    ordersOf: (device) => byDevice.get(device) ?? [],
    untilOf: (ref) => byRef.get(ref)?.until,
    byRef: (ref) => byRef.get(ref),
    find: async (id) => open.get(id) ?? store.find(id),
    known: (id) => open.get(id),
    list: (query) => store.list(query),
    open: () => [...open.values()].filter((order) => isOpen(order, clock.now())),
    async place(person, key, request) {
      const before = await repeated(person, key, request);
      if (before !== undefined) return before;
      const now = clock.now();
      const order = placeOrder(request, {
        inventory: deps.inventory(),
        index: deps.index(),
        person,
        now,
        id: deps.newId(),
        ref: drawRef(),
        companionRef: drawRef(),
        lastIssuedAt,
      });
      lastIssuedAt = order.issuedAt;
      const job: Job = {
        id: deps.newId(),
        key,
        orderId: order.id,
        orderKind: order.kind,
        createdAt: now,
        personId: person.id,
        personName: person.name,
        state: "running",
        deadline: deadlineOf(order, now),
        lampIds: order.lampIds,
      };
      await store.insert(order, job);
      forgetOld(now);
      open.set(order.id, order);
      const spread = register(order);
      parts!.jobs.follow(job);
      send(order, spread);
      return { order, job, repeated: false };
    },
    async test(person, id, target) {
      const order = await openOrder(id);
      mayTest(order, [...open.values()], person, {
        inventory: deps.inventory(),
        index: deps.index(),
        now: clock.now(),
      });
      const { target: _, ...untargeted } = order;
      lastIssuedAt = Math.max(Math.floor(clock.now() / 1000) * 1000, lastIssuedAt + 1000);
      const tested: Order = { ...untargeted, issuedAt: lastIssuedAt, ...(target === undefined ? {} : { target }) };
      await store.update(tested);
      replace(tested);
      parts!.fleet.touch(spreadOrder(tested, deps.inventory()).keys());
      return tested;
    },
    async end(person, id, why) {
      const order = await openOrder(id);
      mayEnd(order, person, deps.inventory(), why);
      const ended: Order = {
        ...order,
        ended: { at: clock.now(), personId: person.id, personName: person.name, ...(why === undefined ? {} : { why }) },
      };
      await store.update(ended);
      replace(ended);
      parts!.jobs.orderEnded(id);
      withdraw(ended);
      return ended;
    },
    async retry(person, jobId) {
      const { jobs, fleet } = parts!;
      const view = await jobs.find(jobId);
      if (view === undefined)
        throw new ControllerError("jobs/unknown", `There is no job ${jobId}.`, { params: { id: jobId } });
      const order = await openOrder(view.job.orderId);
      checkOrdering(person, order, deps.inventory());
      const again = new Set(await jobs.retry(jobId, deadlineOf(order, clock.now())));
      const { lamp } = deps.inventory();
      fleet.retryNow(new Set([...again].map((id) => lamp.get(id)?.deviceId).filter((id) => id !== undefined)));
    },
    respread() {
      respread();
      parts?.fleet.touch(byDevice.keys());
    },
  };
}
