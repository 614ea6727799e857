/** Orders, jobs and fleet over the API: people with roles in the north or the south of the street, and a fleet that answers. */

import type { Ask } from "#protocol/wire/ask.ts";
import { baselineRoutes } from "../../controller/api/routes/baselines.ts";
import { dayFileRoutes } from "../../controller/api/routes/day-files.ts";
import { expectedLightRoutes } from "../../controller/api/routes/expected-light.ts";
import { fleetRoutes } from "../../controller/api/routes/fleet.ts";
import { fleetMapRoutes } from "../../controller/api/routes/fleet-map.ts";
import { identifyRoutes } from "../../controller/api/routes/identify.ts";
import { jobRoutes } from "../../controller/api/routes/jobs.ts";
import { lampPlanRoutes } from "../../controller/api/routes/lamp-plans.ts";
import { orderRoutes } from "../../controller/api/routes/orders.ts";
import { planRoutes } from "../../controller/api/routes/plans.ts";
import { previewRoutes } from "../../controller/api/routes/previews.ts";
import { rateRoutes } from "../../controller/api/routes/rates.ts";
import { searchRoutes } from "../../controller/api/routes/search.ts";
import { siteRoutes } from "../../controller/api/routes/site.ts";
import { waitingOrderRoutes } from "../../controller/api/routes/waiting-orders.ts";
import { iCalFiles } from "../../controller/bridges/ical.ts";
import type { Measured } from "../../controller/core/fleet/why.ts";
import type { Grant, Role } from "../../controller/core/people/model.ts";
import { createExpectedLight } from "../../controller/engine/fleet/expected-light.ts";
import { createExplainer } from "../../controller/engine/fleet/explain.ts";
import { createTimeExplainer } from "../../controller/engine/fleet/explain-at.ts";
import { createWaitingFeed } from "../../controller/engine/orders/waiting-feed.ts";
import { createWaitingOrders } from "../../controller/engine/orders/waiting-orders.ts";
import type { Audit } from "../../controller/engine/people/audit.ts";
import { createSecurityLog } from "../../controller/engine/people/security.ts";
import { createDayFiles } from "../../controller/engine/plans/day-files.ts";
import { createPlanApprovals } from "../../controller/engine/plans/plan-approvals.ts";
import { createRejects } from "../../controller/ingest/rejects.ts";
import { silentLog } from "../../controller/log.ts";
import { createWaitingOrderStore } from "../../controller/stores/waiting-orders.ts";
import { type ControlRoom, openControlRoom, street, twoPeopleAbove } from "./control-room.ts";
import { evening, site } from "./fleet-things.ts";
import { type OpenApi, openApi } from "./open-api.ts";
import { openPreviewDesk } from "./preview-desk.ts";

/** Who asks: a role in the north, in the south, or everywhere. */
export type Who = `${Role}@${"north" | "south" | "everywhere"}`;

export interface FleetApi extends AsyncDisposable {
  readonly room: ControlRoom;
  /** What lamps measured around an instant, by lamp; nothing unless a test says so. */
  readonly measured: Map<string, (at: number) => Measured>;
  readonly api: OpenApi;
  /** What devices were asked over the API. */
  readonly asked: { readonly device: string; readonly ask: Ask }[];
  /** What a browser of this person sends along. */
  as(who: Who): Promise<{ cookie: string }>;
  /** @param key drawn anew for each call unless given. */
  call(who: Who, method: "GET" | "POST" | "PUT" | "DELETE", path: string, body?: object, key?: string): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever came
  readonly body: any;
}

export async function openFleetApi(): Promise<FleetApi> {
  const room = await openControlRoom();
  const measured = new Map<string, (at: number) => Measured>();
  const asked: FleetApi["asked"] = [];
  const rejects = createRejects();
  rejects.add("stranger", { at: evening, topic: "t", code: "unknownDevice", detail: "x" });
  const security = createSecurityLog(silentLog);
  security.add("broker-1", { at: evening, rule: "wildcard", client: "d9", count: 3 });
  security.add("broker-1", { at: evening, rule: "wildcard", client: "d-n1", count: 1 });
  const things = { inventory: room.inventory, index: room.index, clock: room.clock };
  const writeTime = (at: number) => new Date(at).toISOString();
  // the routes are made before the API that keeps their log
  const audit: Audit = {
    record: (...entries) => api.audit.record(...entries),
    find: (...query) => api.audit.find(...query),
  };
  const { orders, jobs, fleet, plans, deployments, lampPlans } = room;
  const explainer = createExplainer({
    ...things,
    site: () => site,
    twin: fleet.twin,
    isOnline: fleet.isOnline,
    ordersOf: room.pauses.ordersToldTo,
    planOf: room.given.planOf,
    calendarOf: room.given.calendarOf,
    calendarName: lampPlans.nameOf,
    inForce: deployments.inForce,
    orderByRef: orders.byRef,
    writeTime,
  });
  const expectedLight = createExpectedLight({
    ...things,
    expectedLevel: explainer.expectedLevel,
    twin: fleet.twin,
    isOnline: fleet.isOnline,
    breathe: async () => {},
  });
  const timeExplainer = createTimeExplainer({
    ...things,
    site: () => site,
    twin: fleet.twin,
    openOrders: orders.open,
    orderStore: room.orderStore,
    planStore: room.planStore,
    measuredAt: async (_, lampId, at) => measured.get(lampId)?.(at),
    writeTime,
  });
  const { rates, baselines, previews } = await openPreviewDesk(room);
  const approvals = createPlanApprovals({
    ...things,
    store: room.planStore,
    plans,
    twoPeopleAbove,
    writeTime,
  });
  const dayFiles = createDayFiles({ clock: room.clock, site: () => site, files: iCalFiles });
  const names = { orderByRef: orders.byRef, cabinetName: (id: string) => id, writeTime };
  let waits = 0;
  const waitingOrders = createWaitingOrders({
    clock: room.clock,
    store: createWaitingOrderStore(room.db),
    orders,
    effects: room.effects,
    newId: () => `waiting-${++waits}`,
    // the routes are made before the API that keeps their stream
    onChange: createWaitingFeed({ ...things, live: { publish: (change) => api.live.publish(change) } }),
  });
  const ordering = {
    ...things,
    orders,
    jobs,
    audit,
    effects: room.effects,
  };
  const api = await openApi({
    now: evening,
    routes: [
      orderRoutes(ordering),
      waitingOrderRoutes({ ...ordering, waitingOrders }),
      jobRoutes({ ...things, orders, jobs, pauses: room.pauses, audit, names }),
      planRoutes({ ...things, plans, approvals, deployments, audit }),
      dayFileRoutes({ ...things, plans, approvals, deployments, audit, dayFiles }),
      lampPlanRoutes({ ...things, lampPlans }),
      fleetRoutes({ ...things, fleet, explainer, timeExplainer, rejects, security }),
      fleetMapRoutes({ ...things, fleet }),
      expectedLightRoutes({ ...things, expectedLight }),
      searchRoutes(things),
      siteRoutes({ ...things, site: () => site, kept: { samples: 90, halfHours: 400 } }),
      identifyRoutes({ ...things, fleet, audit, draw: () => 7, ask: (device, ask) => asked.push({ device, ask }) }),
      previewRoutes({ ...things, previews }),
      rateRoutes({ rates, audit }),
      baselineRoutes({ baselines, audit, areas: () => room.inventory().area }),
    ],
  });
  api.areas.clear();
  for (const area of street.area.values()) api.areas.set(area.id, area);
  const cookies = new Map<Who, { cookie: string }>();
  let keys = 10_000;

  async function as(who: Who): Promise<{ cookie: string }> {
    const known = cookies.get(who);
    if (known !== undefined) return known;
    const [role, place] = who.split("@") as [Role, string];
    const grant: Grant = place === "everywhere" ? { role } : { role, areaIds: [place] };
    const headers = await api.signedIn(who.toLowerCase().replace("@", "-"), [grant]);
    cookies.set(who, headers);
    return headers;
  }

  return {
    room,
    asked,
    measured,
    api,
    as,
    async call(who, method, path, body, key = `key-${++keys}`) {
      const answer = await api.app.inject({
        method,
        url: `/api/v1${path}`,
        headers: { ...(await as(who)), "idempotency-key": key },
        ...(body === undefined ? {} : { payload: body }),
      });
      return { status: answer.statusCode, body: answer.json() };
    },
    async [Symbol.asyncDispose]() {
      await previews.close();
      await room[Symbol.asyncDispose]();
      await api[Symbol.asyncDispose]();
    },
  };
}
