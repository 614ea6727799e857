/** What orders ask of the world. */
import type { Job } from "../jobs/job.ts";
import type { Order, OrderKind } from "./order.ts";
import type { WaitingOrder } from "./waiting-order.ts";

export interface OrderStore {
  /** Orders that decided light at `since` or any time after it, or will; oldest first. */
  openSince(since: number): Promise<Order[]>;
  /** Orders that had been given and not ended at `at` (EpochMs), those that begin later among them; oldest first. */
  openAt(at: number): Promise<Order[]>;
  find(id: string): Promise<Order | undefined>;
  /**
   * Newest first, older than the order `before` where it is given; with `areaIds` those that reach into one of them, and
   * some that did before their lamps were moved away.
   */
  list(query: { kind: OrderKind; limit: number; before?: string; areaIds?: readonly string[] }): Promise<Order[]>;
  /** `issuedAt` of the newest order ever; 0 if there is none. */
  lastIssuedAt(): Promise<number>;
  /**
   * The order and the job that follows it, both or neither; with them the answer to the wish it was made of.
   * @param areaIds it reaches into.
   * @throws ControllerError `request/key-reused`, `plans/ended` where that wish was answered already.
   */
  insert(order: Order, job: Job, areaIds: readonly string[], given?: WaitingOrder): Promise<void>;
  /** Writes what may change of an order: its target, issue time and end. */
  update(order: Order): Promise<void>;
  /** Lamps or cabinets of one area lie in another from now on: its orders reach there too. */
  thingsMoved(from: string, to: string): Promise<void>;
}

/** Wishes that wait for a second person, and what became of them. */
export interface WaitingOrderStore {
  /** @throws ControllerError `request/key-reused` where the person's key names another wish. */
  insert(waiting: WaitingOrder): Promise<void>;
  find(id: string): Promise<WaitingOrder | undefined>;
  findByKey(personId: string, key: string): Promise<WaitingOrder | undefined>;
  /** Those nobody answered whose end lies after `now` (EpochMs); oldest first. */
  open(now: number): Promise<WaitingOrder[]>;
  /** @returns false where somebody answered it before. */
  answer(waiting: WaitingOrder): Promise<boolean>;
}
