/** Overrides, work locks, isolations and emergencies: what people want of lamps now. */
import { z } from "zod";
import type { OrderKind } from "../../core/orders/order.ts";
import type { OrderRequest } from "../../core/orders/place-order.ts";
import type { Power } from "../../core/people/model.ts";
import {
  EmergencyBody,
  EndBody,
  IsolationBody,
  OrderView,
  OverrideBody,
  PlacedView,
  TestBody,
  WorkLockBody,
} from "../order-schemas.ts";
import { lookOf, type OrderViewDeps, orderView, placedView, tell, visibleOrder } from "../order-views.ts";
import { fillPage, pageOf, pageQuery } from "../page.ts";
import type { Api, ApiRoutes } from "../route.ts";
import { type OrderEffectRoutesDeps, orderEffectRoutes } from "./order-effects.ts";

export interface OrderRoutesDeps extends OrderViewDeps, OrderEffectRoutesDeps {
  readonly orders: OrderViewDeps["orders"];
}

/** One kind of order and how its collection is called. */
interface Collection {
  readonly path: string;
  readonly kind: OrderKind;
  readonly power: Power;
  readonly body: z.ZodType<Omit<OrderRequest, "kind">>;
  readonly summary: string;
  readonly description: string;
}

const collections: readonly Collection[] = [
  {
    path: "/overrides",
    kind: "override",
    power: "override",
    body: OverrideBody,
    summary: "Override lamps until a given time",
    description:
      "Moves the selected lamps to a target until `until`, then they go back to their plan by themselves. Segments that feed them close with it.",
  },
  {
    path: "/work-locks",
    kind: "workLock",
    power: "workLock",
    body: WorkLockBody,
    summary: "Lock lamps or segments for work on site",
    description:
      "Someone has hands in it. Named segments open and stay open; lamps hold their light. Ends only by its holder or, with a reason, by a supervisor. It is no isolation: open and padlock the breaker.",
  },
  {
    path: "/isolations",
    kind: "isolate",
    power: "isolate",
    body: IsolationBody,
    summary: "Isolate after flood, leakage or damage",
    description:
      "Opens the segments and keeps everything on them dark until a person on site confirms that it is safe.",
  },
  {
    path: "/emergencies",
    kind: "emergency",
    power: "emergency",
    body: EmergencyBody,
    summary: "Emergency light",
    description:
      "Full white until `until`, above overrides and shows; it closes no segment that is locked or isolated.",
  },
];

export const idempotencyKey = z.object({
  "idempotency-key": z
    .string()
    .min(8)
    .max(128)
    .describe("Drawn by the client for this wish: sending it again answers the same order, it is not placed twice."),
});

/** Of a list of orders or of their jobs. */
export const withinArea = z.exactOptional(
  z.string().max(64).describe("Only those that reach into this area or below it."),
);

export function orderRoutes(deps: OrderRoutesDeps): ApiRoutes {
  return async (app) => {
    for (const collection of collections) addCollection(app, collection, deps);
    addTest(app, deps);
    await app.register(orderEffectRoutes(deps));
  };
}

function addCollection(app: Api, { path, kind, power, body, summary, description }: Collection, deps: OrderRoutesDeps) {
  const { orders } = deps;

  app.post(
    path,
    {
      config: {
        power,
        errors: [
          "plans/empty-target",
          "plans/bad-period",
          "plans/over-cap",
          "plans/unsupported",
          "plans/second-person",
          "plans/dark-cabinets",
          "request/key-reused",
          "people/outside-area",
          "inventory/unknown",
        ],
      },
      schema: { summary, description, tags: ["orders"], headers: idempotencyKey, body, response: { 202: PlacedView } },
    },
    async (request, reply) => {
      const placed = await orders.place(request.person, request.headers["idempotency-key"], { ...request.body, kind });
      reply.code(202);
      return placedView(placed, request.person, deps);
    },
  );

  app.get(
    path,
    {
      config: { power: "read" },
      schema: {
        summary: `List: ${summary.toLowerCase()}`,
        description: "Newest first; only those that concern an area of yours, and of each what lies there.",
        tags: ["orders"],
        querystring: z.object({
          ...pageQuery,
          areaId: withinArea,
          open: z.exactOptional(z.enum(["true", "false"]).describe("true: only those that have not ended.")),
        }),
        response: { 200: pageOf(OrderView) },
      },
    },
    async ({ query, person }) => {
      const { meets, ...of } = lookOf(person, query.areaId, deps);
      if (query.open === "true") {
        const items = orders.open().filter((order) => order.kind === kind && meets(order));
        return { items: items.reverse().map((order) => orderView(order, person, deps)) };
      }
      return fillPage(
        query,
        (page) => orders.list({ kind, ...of, ...page }),
        (order) => (meets(order) ? orderView(order, person, deps) : undefined),
      );
    },
  );

  app.get(
    `${path}/:id`,
    {
      config: { power: "read", errors: ["plans/unknown"] },
      schema: {
        summary: `One of them: ${summary.toLowerCase()}`,
        description: "The order as it stands.",
        tags: ["orders"],
        params: z.object({ id: z.string() }),
        response: { 200: OrderView },
      },
    },
    async ({ params, person }) => orderView(await visibleOrder(params.id, kind, person, deps), person, deps),
  );

  app.post(
    `${path}/:id/end`,
    {
      config: {
        power,
        errors: ["plans/unknown", "plans/ended", "plans/not-holder", "plans/confirm-needed", "people/outside-area"],
      },
      schema: {
        summary: `End it: ${summary.toLowerCase()}`,
        description:
          "Takes it back: lamps show what stands below it. Work locks of others and isolations need a reason.",
        tags: ["orders"],
        params: z.object({ id: z.string() }),
        body: EndBody,
        response: { 200: OrderView },
      },
    },
    async ({ params, body: { why }, person }) => {
      await visibleOrder(params.id, kind, person, deps);
      const ended = await orders.end(person, params.id, why);
      await tell(deps, person, `${kind}.end`, ended, why);
      return orderView(ended, person, deps);
    },
  );
}

function addTest(app: Api, deps: OrderRoutesDeps) {
  app.post(
    "/work-locks/:id/test",
    {
      config: { power: "workLock", errors: ["plans/unknown", "plans/locked", "plans/not-holder", "plans/ended"] },
      schema: {
        summary: "Try a light under one's own work lock",
        description: "Only its holder may, and only while nobody else has a lock on the same lamp or segment.",
        tags: ["orders"],
        params: z.object({ id: z.string() }),
        body: TestBody,
        response: { 200: OrderView },
      },
    },
    async ({ params, body: { target }, person }) => {
      await visibleOrder(params.id, "workLock", person, deps);
      const tested = await deps.orders.test(person, params.id, target);
      await tell(deps, person, "workLock.test", tested);
      return orderView(tested, person, deps);
    },
  );
}
