/** Overrides that take two people: what waits for the second one, giving it and turning it down. */
import { z } from "zod";
import { reachOf } from "../../core/inventory/scope.ts";
import { lampsOfWaiting, showWaiting, type WaitingOrder } from "../../core/orders/waiting-order.ts";
import { mayIn, type Person } from "../../core/people/model.ts";
import type { WaitingOrders } from "../../engine/orders/waiting-orders.ts";
import { ControllerError } from "../../errors.ts";
import { EndBody, OverrideBody, PlacedView, WaitingView } from "../order-schemas.ts";
import { placedView } from "../order-views.ts";
import type { ApiRoutes } from "../route.ts";
import { idempotencyKey, type OrderRoutesDeps } from "./orders.ts";

const path = "/waiting-overrides";
const tags = ["orders"];
const params = z.object({ id: z.string() });

export interface WaitingOrderRoutesDeps extends OrderRoutesDeps {
  readonly waitingOrders: WaitingOrders;
}

export function waitingOrderRoutes(deps: WaitingOrderRoutesDeps): ApiRoutes {
  const { waitingOrders, inventory, index } = deps;

  const lampsOf = (waiting: WaitingOrder) => lampsOfWaiting(waiting, inventory(), index());

  function isVisible(waiting: WaitingOrder, person: Person): boolean {
    if (waiting.requested.personId === person.id) return true;
    const { lamp, area } = inventory();
    return lampsOf(waiting).some((id) => mayIn(person, "read", lamp.get(id)!.areaId, area));
  }

  async function visible(id: string, person: Person): Promise<WaitingOrder> {
    const waiting = await waitingOrders.find(id);
    if (waiting === undefined || !isVisible(waiting, person)) {
      throw new ControllerError("plans/unknown", `There is no wish ${id}.`, { params: { id } });
    }
    return waiting;
  }

  /** As far as it lies in areas of the person, who gave it or asked for it. */
  const view = (waiting: WaitingOrder, person: Person) =>
    showWaiting(waiting, inventory(), index(), reachOf(person, "read", inventory())) as z.input<typeof WaitingView>;

  /** For each area what it means there. */
  async function tell(action: string, waiting: WaitingOrder, person: Person, why: string | undefined) {
    const { request, requested, id } = waiting;
    const byArea = Map.groupBy(lampsOf(waiting), (lampId) => inventory().lamp.get(lampId)?.areaId);
    const parts = [...byArea].map(([areaId, { length }]) => ({ areaId, lamps: length }));
    await deps.audit.record(
      ...(parts.length === 0 ? [{ areaId: undefined, lamps: 0 }] : parts).map(({ areaId, lamps }) => ({
        at: deps.clock.now(),
        personId: person.id,
        personName: person.name,
        action,
        thing: { sort: request.kind, id },
        ...(areaId === undefined ? {} : { areaId }),
        details: {
          why,
          lamps,
          target: request.target,
          until: request.until,
          darken: request.darken,
          requestedBy: requested.personName,
        },
        ...(request.documentNumber === undefined ? {} : { documentNumber: request.documentNumber }),
      })),
    );
  }

  return async (app) => {
    app.post(
      path,
      {
        config: {
          power: "override",
          errors: [
            "plans/empty-target",
            "plans/bad-period",
            "plans/over-cap",
            "plans/unsupported",
            "request/key-reused",
            "people/outside-area",
            "inventory/unknown",
          ],
        },
        schema: {
          summary: "Ask for an override that somebody else gives",
          description:
            "Nothing is sent. It is judged as if it were given now, and waits for a second person until its own end.",
          tags,
          headers: idempotencyKey,
          body: OverrideBody,
          response: { 201: WaitingView },
        },
      },
      async ({ body, headers, person }, reply) => {
        const request = { ...body, kind: "override" as const };
        const { waiting, repeated } = await waitingOrders.ask(person, headers["idempotency-key"], request);
        if (!repeated) await tell("override.ask", waiting, person, request.why);
        reply.code(201);
        return view(waiting, person);
      },
    );

    app.get(
      path,
      {
        config: { power: "read" },
        schema: {
          summary: "Overrides that wait for a second person",
          description: "Oldest first; only one's own and those that concern an area of yours.",
          tags,
          response: { 200: z.object({ items: z.array(WaitingView) }) },
        },
      },
      async ({ person }) => {
        const open = await waitingOrders.open();
        return { items: open.filter((waiting) => isVisible(waiting, person)).map((one) => view(one, person)) };
      },
    );

    app.get(
      `${path}/:id`,
      {
        config: { power: "read", errors: ["plans/unknown"] },
        schema: {
          summary: "One override that waits for a second person, or did",
          description: "What was asked for, by whom, and who answered it how.",
          tags,
          params,
          response: { 200: WaitingView },
        },
      },
      async ({ params: { id }, person }) => view(await visible(id, person), person),
    );

    app.post(
      `${path}/:id/give`,
      {
        config: {
          power: "override",
          errors: [
            "plans/unknown",
            "plans/ended",
            "plans/second-person",
            "plans/empty-target",
            "plans/bad-period",
            "plans/over-cap",
            "request/key-reused",
            "people/outside-area",
          ],
        },
        schema: {
          summary: "Give what somebody else asked for",
          description:
            "By somebody else than who asked, with every power the override needs wherever it reaches. Its lamps are resolved now, and it is sent at once.",
          tags,
          headers: idempotencyKey,
          params,
          response: { 202: PlacedView },
        },
      },
      async ({ params: { id }, headers, person }, reply) => {
        await visible(id, person);
        const placed = await waitingOrders.give(person, headers["idempotency-key"], id);
        reply.code(202);
        return placedView(placed, person, deps);
      },
    );

    app.post(
      `${path}/:id/withdraw`,
      {
        config: { power: "override", errors: ["plans/unknown", "plans/ended", "people/outside-area"] },
        schema: {
          summary: "Take back or turn down what waits for a second person",
          description: "By who asked for it, or by who could give it.",
          tags,
          params,
          body: EndBody,
          response: { 200: WaitingView },
        },
      },
      async ({ params: { id }, body: { why }, person }) => {
        await visible(id, person);
        const closed = await waitingOrders.withdraw(person, id, why);
        await tell("override.withdraw", closed, person, why);
        return view(closed, person);
      },
    );
  };
}
