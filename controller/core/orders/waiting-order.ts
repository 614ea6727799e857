/** What one person asked for and another has to give. */
import type { InventoryIndex } from "../inventory/index.ts";
import type { Inventory } from "../inventory/model.ts";
import type { Reach } from "../inventory/scope.ts";
import { selectLamps } from "../inventory/select.ts";
import type { Signature } from "../plans/approval.ts";
import { lampsShown, partOfSelection } from "./part-of-order.ts";
import type { OrderRequest } from "./place-order.ts";
import type { TwoPeopleReason } from "./two-people.ts";

/** A wish that becomes an order of the same id once somebody else gives it. Its lamps are resolved then. */
export interface WaitingOrder {
  readonly id: string;
  /** Drawn by the client of who asked. */
  readonly key: string;
  readonly request: OrderRequest;
  readonly requested: Signature;
  /** Why it took two people when it was asked for; empty where somebody wished for two. */
  readonly reasons: readonly TwoPeopleReason[];
  /** Absent while it waits. */
  readonly answered?: Signature & { readonly outcome: "given" | "withdrawn"; readonly why?: string };
}

/** @returns whether it can still be given: nobody answered it, and what it asks for is not over. */
export function isWaiting({ answered, request }: WaitingOrder, now: number): boolean {
  return answered === undefined && (request.until ?? Number.POSITIVE_INFINITY) > now;
}

/** @returns ids of the lamps it would concern if it were given now. */
export function lampsOfWaiting(
  { request: { selection } }: Pick<WaitingOrder, "request">,
  inventory: Inventory,
  index: InventoryIndex,
): string[] {
  return selection === undefined ? [] : selectLamps(inventory, index, selection);
}

/** As people see it, as far as it lies where it is shown: the key is between one client and the controller. */
export function showWaiting(
  { key: _, request, ...rest }: WaitingOrder,
  inventory: Inventory,
  index: InventoryIndex,
  shows: Reach,
) {
  const lampIds = lampsShown(lampsOfWaiting({ request }, inventory, index), inventory, shows);
  const { kind: __, selection, ...wish } = request;
  const part = selection && partOfSelection(selection, inventory, index, shows);
  return { ...rest, request: { ...wish, ...(part === undefined ? {} : { selection: part }) }, lamps: lampIds.length };
}

/** One text per wish: equal ones are the same wish, however their fields are ordered. */
export function wishOf(request: OrderRequest): string {
  return JSON.stringify(request, (_, value: unknown) =>
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
