/** Orders in memory: places, tests and ends them, and says for every device what is wanted of it. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Directive, Target } from "#protocol/wire/directive.ts";
import type { Clock } from "../../clock.ts";
import { type DeviceOrder, devicesBehind, spreadOrder } from "../../core/fleet/device-orders.ts";
import { topicGroupOf } from "../../core/fleet/membership.ts";
import type { Downlink } from "../../core/fleet/ports.ts";
import type { InventoryIndex } from "../../core/inventory/index.ts";
import type { Inventory } from "../../core/inventory/model.ts";
import type { Job } from "../../core/jobs/job.ts";
import { areasOfOrder } from "../../core/orders/areas-of-order.ts";
import { mayEnd, mayTest } from "../../core/orders/end-order.ts";
import { endDirective, isOpen, lampDirective, type Order } from "../../core/orders/order.ts";
import { checkOrdering, type OrderRequest, placeOrder } from "../../core/orders/place-order.ts";
import type { OrderStore } from "../../core/orders/ports.ts";
import { refuseAlone } from "../../core/orders/two-people.ts";
import { type WaitingOrder, wishOf } from "../../core/orders/waiting-order.ts";
import type { Person } from "../../core/people/model.ts";
import { ControllerError } from "../../errors.ts";
import type { Fleet } from "../fleet/fleet.ts";
import { createOneAtATime } from "../one-at-a-time.ts";
import type { Jobs } from "./jobs.ts";
import type { OrderEffects } from "./order-effects.ts";

export interface OrdersDeps {
  readonly clock: Clock;
  readonly store: OrderStore;
  readonly downlink: Downlink;
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
  /** Random u32, never 0. */
  readonly draw: () => number;
  readonly newId: () => string;
  /** Told of each that was given, tried or ended by a person. */
  readonly onChange: (order: Order) => void;
}

/** Parts that need the orders themselves. */
export interface OrderParts {
  readonly fleet: Fleet;
  readonly jobs: Jobs;
  readonly effects: Pick<OrderEffects, "reasonsForTwo" | "roadsLeft">;
}

export interface Placed {
  readonly order: Order;
  readonly job: Job;
  /** True where the key was used before: nothing new happened. */
  readonly repeated: boolean;
}

export interface Orders {
  /** Connects the parts that need each other; once, before anything else. */
  attach(parts: OrderParts): void;
  ordersOf(device: string): readonly DeviceOrder[];
  untilOf(ref: number): number | undefined;
  /** The order behind a ref of the wire, companions included. */
  byRef(ref: number): Order | undefined;
  find(id: string): Promise<Order | undefined>;
  /** An order that is open, or was within the last day; at once. */
  known(id: string): Order | undefined;
  list(query: Parameters<OrderStore["list"]>[0]): Promise<Order[]>;
  /** Oldest first. */
  open(): readonly Order[];
  /** What this wish would be as an order. Nothing happens. @throws as `place` does. */
  look(person: Person, request: OrderRequest): Order;
  /**
   * @param key the client's own: the same key again answers the same order.
   * @throws ControllerError as `placeOrder`, `plans/second-person`, `plans/dark-cabinets`, `request/key-reused`.
   */
  place(person: Person, key: string, request: OrderRequest): Promise<Placed>;
  /** Gives what somebody else asked for. @throws as `place`, `plans/ended`. */
  give(person: Person, key: string, waiting: WaitingOrder): Promise<Placed>;
  /** The holder of a work lock tries another light under its own lock. */
  test(person: Person, id: string, target: Target | undefined): Promise<Order>;
  end(person: Person, id: string, why?: string): Promise<Order>;
  /** Sends again, at once and with a new deadline, to the lamps of a job that did not follow: to all, or only to these. */
  retry(person: Person, jobId: string, only?: readonly string[]): Promise<void>;
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
/** ms for which orders stay known, and refs without an end of their own stay barred, after they are over. */
const rememberFor = 86_400_000;

const deadlineOf = ({ ramp = 0 }: Order, now: number) => now + (reportWithin + ramp) * 1000 + lateAfter;

export async function createOrders(deps: OrdersDeps): Promise<Orders> {
  const { clock, store, downlink } = deps;
  /** Open ones, and those that were open not long ago: reports on the way may still name them. */
  const recent = new Map<string, Order>(
    (await store.openSince(clock.now() - rememberFor)).map((order) => [order.id, order]),
  );
  /** A test must not bring back a lock that ends in the same moment, nor one key place two orders. */
  const oneAtATime = createOneAtATime();
  let lastIssuedAt = await store.lastIssuedAt();
  let byDevice = new Map<string, DeviceOrder[]>();
  let byRef = new Map<number, Order>();
  let parts: OrderParts | undefined;

  function forgetOld(now: number): void {
    const old = [...recent.values()].filter((order) => (order.ended?.at ?? order.until ?? now) + rememberFor < now);
    for (const { id } of old) recent.delete(id);
    if (old.length > 0) respread();
  }

  function respread(): void {
    byDevice = new Map();
    byRef = new Map();
    for (const order of recent.values()) register(order);
  }

  /** Takes an order, or its new form, into all tables. @returns what it means for each device. */
  function register(order: Order): Map<string, DeviceOrder> {
    recent.set(order.id, order);
    byRef.set(order.ref, order);
    if (order.companionRef !== undefined) byRef.set(order.companionRef, order);
    const spread = spreadOrder(order, deps.inventory());
    for (const [device, entry] of spread) {
      const others = (byDevice.get(device) ?? []).filter((other) => other.order.id !== order.id);
      byDevice.set(
        device,
        [...others, entry].sort((a, b) => a.order.issuedAt - b.order.issuedAt),
      );
    }
    return spread;
  }

  function drawRef(): number {
    for (;;) {
      const ref = deps.draw();
      if (!byRef.has(ref)) return ref;
    }
  }

  /** One publish where a topic group is exactly the target; the rest, and stragglers, device by device. */
  function send(order: Order, spread: ReadonlyMap<string, DeviceOrder>, directive: Directive): void {
    const { fleet } = parts!;
    const members = [...spread].flatMap(([device, { lampOutputs }]) =>
      lampOutputs.length > 0 && fleet.isConfigured(device) ? [device] : [],
    );
    const group =
      order.selection === undefined ? undefined : topicGroupOf(order.selection, order.lampIds, deps.inventory());
    // locks are given lamp by lamp: nobody should hold one because of a group he once belonged to
    if (group !== undefined && order.kind !== "workLock" && members.length >= groupFrom) {
      fleet.expectRef(members, order.ref, clock.now() + reportWithin * 1000 + patience);
      downlink.directive(group, { ...directive, reportWithin });
    }
    fleet.touchFirst(spread.keys());
  }

  async function repeated(person: Person, key: string, request: OrderRequest): Promise<Placed | undefined> {
    const job = await parts!.jobs.findByKey(person.id, key);
    const order = job && (await find(job.orderId));
    if (job === undefined || order === undefined) return undefined;
    if (job.wish !== wishOf(request)) {
      throw new ControllerError("request/key-reused", "this Idempotency-Key ordered something else; draw a new one");
    }
    return { order, job, repeated: true };
  }

  const find = async (id: string) => recent.get(id) ?? store.find(id);
  const openOrders = () => [...recent.values()].filter((order) => isOpen(order, clock.now()));

  async function openOrder(id: string): Promise<Order> {
    const order = await find(id);
    if (order === undefined) throw new ControllerError("plans/unknown", `there is no order ${id}`, { params: { id } });
    if (!isOpen(order, clock.now())) {
      throw new ControllerError("plans/ended", "it has ended already", { params: { id } });
    }
    return order;
  }

  async function place(person: Person, key: string, request: OrderRequest, given?: WaitingOrder): Promise<Placed> {
    const before = await repeated(person, key, request);
    if (before !== undefined) return before;
    const now = clock.now();
    const judged = placeOrder(request, {
      inventory: deps.inventory(),
      index: deps.index(),
      person,
      now,
      id: given?.id ?? deps.newId(),
      ...(given && { requested: given.requested }),
      ref: drawRef(),
      companionRef: drawRef(),
      lastIssuedAt,
    });
    refuseAlone(judged, parts!.effects.reasonsForTwo(judged));
    const roads = await parts!.effects.roadsLeft(judged);
    const order: Order = { ...judged, ...(roads && { roads }) };
    const job: Job = {
      id: deps.newId(),
      key,
      wish: wishOf(request),
      orderId: order.id,
      orderKind: order.kind,
      createdAt: now,
      personId: person.id,
      personName: person.name,
      state: "running",
      deadline: deadlineOf(order, now),
      lampIds: order.lampIds,
    };
    await store.insert(
      order,
      job,
      [...areasOfOrder(order, deps.inventory())],
      given && { ...given, answered: { at: now, personId: person.id, personName: person.name, outcome: "given" } },
    );
    lastIssuedAt = order.issuedAt;
    forgetOld(now);
    const spread = register(order);
    deps.onChange(order);
    send(order, spread, lampDirective(order));
    // the publish leaves before thousands of lamps are judged
    await nextTurn();
    parts!.jobs.follow(job);
    return { order, job, repeated: false };
  }

  async function test(person: Person, id: string, target: Target | undefined): Promise<Order> {
    const order = await openOrder(id);
    const now = clock.now();
    mayTest(order, target, openOrders(), person, { inventory: deps.inventory(), index: deps.index(), now });
    const { target: _, ...untargeted } = order;
    const issuedAt = Math.max(Math.floor(now / 1000) * 1000, lastIssuedAt + 1000);
    const tested: Order = { ...untargeted, issuedAt, ...(target === undefined ? {} : { target }) };
    await store.update(tested);
    deps.onChange(tested);
    lastIssuedAt = issuedAt;
    parts!.fleet.touchFirst(register(tested).keys());
    return tested;
  }

  async function end(person: Person, id: string, why: string | undefined): Promise<Order> {
    const order = await openOrder(id);
    mayEnd(order, person, deps.inventory(), why);
    const ended: Order = {
      ...order,
      ended: { at: clock.now(), personId: person.id, personName: person.name, ...(why === undefined ? {} : { why }) },
    };
    await store.update(ended);
    const spread = register(ended);
    deps.onChange(ended);
    parts!.jobs.orderEnded(id);
    send(ended, spread, endDirective(ended, drawRef(), rememberFor));
    return ended;
  }

  respread();

  return {
    attach(given) {
      parts = given;
    },
    ordersOf: (device) => byDevice.get(device) ?? [],
    untilOf: (ref) => byRef.get(ref)?.until,
    byRef: (ref) => byRef.get(ref),
    find,
    known: (id) => recent.get(id),
    list: (query) => store.list(query),
    open: openOrders,
    look: (person, request) =>
      placeOrder(request, {
        inventory: deps.inventory(),
        index: deps.index(),
        person,
        now: clock.now(),
        id: "",
        ref: 0,
        companionRef: 0,
        lastIssuedAt,
      }),
    place: (person, key, request) => oneAtATime(() => place(person, key, request)),
    give: (person, key, waiting) => oneAtATime(() => place(person, key, waiting.request, waiting)),
    test: (person, id, target) => oneAtATime(() => test(person, id, target)),
    end: (person, id, why) => oneAtATime(() => end(person, id, why)),
    async retry(person, jobId, only) {
      const { jobs, fleet } = parts!;
      const view = await jobs.find(jobId);
      if (view === undefined)
        throw new ControllerError("jobs/unknown", `There is no job ${jobId}.`, { params: { id: jobId } });
      const order = await openOrder(view.job.orderId);
      checkOrdering(person, order, deps.inventory());
      const again = await jobs.retry(jobId, deadlineOf(order, clock.now()), only);
      fleet.retryNow(devicesBehind(order, again, deps.inventory(), deps.index()));
    },
    respread() {
      const before = [...byDevice.keys()];
      respread();
      // those that owe nothing any more have something to give back
      parts?.fleet.touch(new Set([...before, ...byDevice.keys()]));
    },
  };
}
