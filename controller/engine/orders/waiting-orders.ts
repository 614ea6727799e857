/** Orders that take two people: one asks, another gives or turns down. Until then nothing is sent. */
import type { Clock } from "../../clock.ts";
import type { OrderRequest } from "../../core/orders/place-order.ts";
import type { WaitingOrderStore } from "../../core/orders/ports.ts";
import { isWaiting, type WaitingOrder, wishOf } from "../../core/orders/waiting-order.ts";
import type { Person } from "../../core/people/model.ts";
import { ControllerError } from "../../errors.ts";
import { createOneAtATime } from "../one-at-a-time.ts";
import type { OrderEffects } from "./order-effects.ts";
import type { Orders, Placed } from "./orders.ts";

export interface WaitingOrdersDeps {
  readonly clock: Clock;
  readonly store: WaitingOrderStore;
  readonly orders: Pick<Orders, "look" | "give">;
  readonly effects: Pick<OrderEffects, "reasonsForTwo">;
  readonly newId: () => string;
  /** Told of each that was asked for, given, taken back or turned down. */
  readonly onChange: (waiting: WaitingOrder) => void;
}

export interface WaitingOrders {
  /** Those that can still be given, oldest first. */
  open(): Promise<WaitingOrder[]>;
  find(id: string): Promise<WaitingOrder | undefined>;
  /** Everything is judged as if it were given now. @param key the same key again answers the same. */
  ask(person: Person, key: string, request: OrderRequest): Promise<{ waiting: WaitingOrder; repeated: boolean }>;
  /** @throws ControllerError `plans/second-person` for who asked, `plans/unknown`, `plans/ended`, and as `Orders.place`. */
  give(person: Person, key: string, id: string): Promise<Placed>;
  /** Taken back by who asked, or turned down by who could give it. @throws as `give`. */
  withdraw(person: Person, id: string, why?: string): Promise<WaitingOrder>;
}

export function createWaitingOrders(deps: WaitingOrdersDeps): WaitingOrders {
  const { clock, store, orders, effects, onChange } = deps;
  /** One key asks once, however often it comes. */
  const oneAtATime = createOneAtATime();
  const ended = (id: string) => new ControllerError("plans/ended", "it was answered, or is over", { params: { id } });

  async function known(id: string): Promise<WaitingOrder> {
    const waiting = await store.find(id);
    if (waiting === undefined) throw new ControllerError("plans/unknown", `there is no wish ${id}`, { params: { id } });
    return waiting;
  }

  async function ask(person: Person, key: string, request: OrderRequest) {
    const before = await store.findByKey(person.id, key);
    if (before !== undefined) {
      if (wishOf(before.request) === wishOf(request)) return { waiting: before, repeated: true };
      throw new ControllerError("request/key-reused", "this Idempotency-Key asked for something else; draw a new one");
    }
    const reasons = effects.reasonsForTwo(orders.look(person, request));
    const requested = { at: clock.now(), personId: person.id, personName: person.name };
    const waiting: WaitingOrder = { id: deps.newId(), key, request, requested, reasons };
    await store.insert(waiting);
    onChange(waiting);
    return { waiting, repeated: false };
  }

  return {
    open: () => store.open(clock.now()),
    find: (id) => store.find(id),
    ask: (person, key, request) => oneAtATime(() => ask(person, key, request)),
    async give(person, key, id) {
      const waiting = await known(id);
      if (waiting.requested.personId === person.id) {
        throw new ControllerError("plans/second-person", `${person.name} asked for it; somebody else has to give it.`, {
          params: { person: person.name },
        });
      }
      // given by the same person it is the same call again, and the key answers it
      const again = waiting.answered?.outcome === "given" && waiting.answered.personId === person.id;
      if (!again && !isWaiting(waiting, clock.now())) throw ended(id);
      const placed = await orders.give(person, key, waiting);
      if (!placed.repeated) onChange(await known(id));
      return placed;
    },
    async withdraw(person, id, why) {
      const waiting = await known(id);
      if (!isWaiting(waiting, clock.now())) throw ended(id);
      // who could not give it cannot turn it down
      if (waiting.requested.personId !== person.id) orders.look(person, waiting.request);
      const answered = {
        at: clock.now(),
        personId: person.id,
        personName: person.name,
        outcome: "withdrawn" as const,
        ...(why === undefined ? {} : { why }),
      };
      const closed: WaitingOrder = { ...waiting, answered };
      if (!(await store.answer(closed))) throw ended(id);
      onChange(closed);
      return closed;
    },
  };
}
