/** Orders one person may not give alone: which they are, and what waits for the second person. */
import { ControllerError } from "../../errors.ts";
import type { Signature } from "../plans/approval.ts";
import type { Order } from "./order.ts";
import type { OrderRequest } from "./place-order.ts";

/** A wish that becomes an order of the same id once somebody else gives it. Its lamps are resolved then. */
export interface WaitingOrder {
  readonly id: string;
  /** Drawn by the client of who asked. */
  readonly key: string;
  readonly request: OrderRequest;
  readonly requested: Signature;
  /** Absent while it waits. */
  readonly answered?: Signature & { readonly outcome: "given" | "withdrawn"; readonly why?: string };
}

/** @returns whether it can still be given: nobody answered it, and what it asks for is not over. */
export function isWaiting({ answered, request }: WaitingOrder, now: number): boolean {
  return answered === undefined && (request.until ?? Number.POSITIVE_INFINITY) > now;
}

/** @param above lamps above which passing a road's floor takes two people. */
export function needsTwoPeople({ darken, lampIds }: Pick<Order, "darken" | "lampIds">, above: number): boolean {
  return darken === true && lampIds.length > above;
}

/** @throws ControllerError `plans/second-person` where who gives the order is the only one who wants it. */
export function refuseAlone(order: Order, above: number): void {
  if (!needsTwoPeople(order, above)) return;
  if (order.requested !== undefined && order.requested.personId !== order.personId) return;
  throw new ControllerError(
    "plans/second-person",
    `It takes ${order.lampIds.length} lamps below their road's floor; above ${above} somebody asks for it and somebody else than ${order.personName} gives it.`,
    { params: { lamps: order.lampIds.length, above, person: order.personName } },
  );
}

/** One text per wish: equal ones are the same wish, however their fields are ordered. */
export function wishOf(request: OrderRequest): string {
  return JSON.stringify(request, (_, value: unknown) =>
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
