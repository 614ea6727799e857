/** What devices last said: state of lamps, why they are like that, and how the fleet does as a whole. */
import { z } from "zod";
import { countByArea } from "../../core/fleet/overview.ts";
import { isContested, stateOf } from "../../core/fleet/twin.ts";
import type { InventoryIndex } from "../../core/inventory/index.ts";
import type { Inventory } from "../../core/inventory/model.ts";
import { isVisible, reachOf } from "../../core/inventory/scope.ts";
import { mayIn, type Person } from "../../core/people/model.ts";
import type { Explainer } from "../../engine/fleet/explain.ts";
import type { TimeExplainer } from "../../engine/fleet/explain-at.ts";
import type { Fleet } from "../../engine/fleet/fleet.ts";
import type { SecurityLog } from "../../engine/people/security.ts";
import { ControllerError } from "../../errors.ts";
import type { Rejects } from "../../ingest/rejects.ts";
import { AreaOverview, at, DeviceState, instant, LampState, RefusalsView, WhyView } from "../fleet-schemas.ts";
import { pageFrom, pageOf, pageQuery } from "../page.ts";
import type { ApiRoutes } from "../route.ts";

export interface FleetRoutesDeps {
  readonly fleet: Fleet;
  readonly explainer: Explainer;
  readonly timeExplainer: TimeExplainer;
  readonly rejects: Rejects;
  readonly security: SecurityLog;
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
  readonly clock: { now(): number };
}

const lampParams = z.object({ id: z.string() });

export function fleetRoutes(deps: FleetRoutesDeps): ApiRoutes {
  const { fleet, explainer, timeExplainer, rejects, security, inventory, index, clock } = deps;

  function visibleLamp(id: string, person: Person) {
    const lamp = inventory().lamp.get(id);
    if (lamp === undefined || !mayIn(person, "read", lamp.areaId, inventory().area)) {
      throw new ControllerError("inventory/unknown", `There is no lamp ${id}.`, { params: { sort: "lamp", id } });
    }
    return lamp;
  }

  /** Devices of the inventory where they lie; strangers are shown to everybody who may take them in. */
  function isDeviceVisible(id: string, person: Person, spoke: boolean): boolean {
    const device = inventory().device.get(id);
    if (device === undefined) return spoke;
    return isVisible("device", device, person, reachOf(person, "inventory", inventory()), inventory(), index());
  }

  function lampState(lampId: string): z.input<typeof LampState> {
    const lamp = inventory().lamp.get(lampId)!;
    const twin = lamp.deviceId === undefined ? undefined : fleet.twin(lamp.deviceId);
    const state = stateOf(twin, lamp.output ?? 0);
    return {
      lampId,
      online: lamp.deviceId !== undefined && fleet.isOnline(lamp.deviceId),
      ...(twin === undefined || twin.reportedAt === 0 ? {} : { reportedAt: twin.reportedAt }),
      ...(state === undefined ? {} : { level: state.level, source: state.source, settled: state.settled }),
      ...(state?.activePower === undefined ? {} : { activePower: state.activePower }),
    };
  }

  return async (app) => {
    app.get(
      "/lamps/:id/why",
      {
        config: { power: "read", errors: ["inventory/unknown"] },
        schema: {
          summary: "Why is this lamp like that?",
          description:
            "What it should show, who or what decided, until when, what it reports, and one sentence in both languages. With `at` for another instant: of the past from what was deployed and ordered then, with what the lamp measured; of the future from what is in force and known now.",
          tags: ["fleet"],
          params: lampParams,
          querystring: z.strictObject({ at: instant }),
          response: { 200: WhyView },
        },
      },
      async ({ params: { id }, query, person }) => {
        const lamp = visibleLamp(id, person);
        return query.at === undefined ? explainer.why(id) : await timeExplainer.whyAt(person, lamp, query.at);
      },
    );

    app.get(
      "/lamps/:id/state",
      {
        config: { power: "read", errors: ["inventory/unknown"] },
        schema: {
          summary: "What a lamp last said",
          description: "Its level, who decided it, and its power. Absent values were never reported.",
          tags: ["fleet"],
          params: lampParams,
          response: { 200: LampState },
        },
      },
      async ({ params: { id }, person }) => lampState(visibleLamp(id, person).id),
    );

    app.get(
      "/fleet/lamps",
      {
        config: { power: "read" },
        schema: {
          summary: "State of many lamps",
          description: "Ascending by lamp id, of one area with everything below it, or of all your areas.",
          tags: ["fleet"],
          querystring: z.object({ ...pageQuery, areaId: z.exactOptional(z.string()) }),
          response: { 200: pageOf(LampState) },
        },
      },
      async ({ query, person }) => {
        const mayRead = reachOf(person, "read", inventory());
        const lamps = query.areaId === undefined ? [...inventory().lamp.values()] : index().lampsOfArea(query.areaId);
        const shown = lamps
          .filter(({ retiredAt, areaId }) => retiredAt === undefined && mayRead(areaId))
          .map(({ id }) => id)
          .sort();
        const { items, ...rest } = pageFrom(shown, query, (id) => id);
        return { ...rest, items: items.map(lampState) };
      },
    );

    app.get(
      "/fleet/areas",
      {
        config: { power: "read" },
        schema: {
          summary: "Counts per area",
          description: "Lamps, lamps online, lit and dimmed, and their power, of each area that is yours.",
          tags: ["fleet"],
          response: { 200: z.object({ at, areas: z.array(AreaOverview) }) },
        },
      },
      async ({ person }) => {
        const { area } = inventory();
        const counts = countByArea({
          inventory: inventory(),
          index: index(),
          twin: fleet.twin,
          isOnline: fleet.isOnline,
        });
        const areas = counts
          .filter(({ areaId }) => mayIn(person, "read", areaId, area))
          .map((entry) => {
            const { name, parentId } = area.get(entry.areaId)!;
            return { ...entry, name, ...(parentId === undefined ? {} : { parentId }) };
          });
        return { at: clock.now(), areas };
      },
    );

    app.get(
      "/devices/:id/state",
      {
        config: { power: "inventory", errors: ["fleet/unknown"] },
        schema: {
          summary: "What a device last said of itself",
          description:
            "Presence, clock, firmware, whether it holds what was sent, and the last message of it that was refused.",
          tags: ["fleet"],
          params: lampParams,
          response: { 200: DeviceState },
        },
      },
      async ({ params: { id }, person }) => {
        const twin = fleet.twin(id);
        const lastReject = rejects.lastOf(id);
        if (!isDeviceVisible(id, person, lastReject !== undefined)) {
          throw new ControllerError("fleet/unknown", `Nothing was ever heard of a device ${id}.`, { params: { id } });
        }
        const { hello } = twin ?? {};
        return {
          deviceId: id,
          online: fleet.isOnline(id),
          contested: twin !== undefined && isContested(twin, clock.now()),
          inSync: twin?.sent !== undefined && twin.holds?.rev === twin.sent.rev,
          ...(twin === undefined || twin.heardAt === 0 ? {} : { heardAt: twin.heardAt }),
          ...(twin?.clockOffset === undefined ? {} : { clockOffset: twin.clockOffset }),
          ...(hello === undefined
            ? {}
            : { swVersion: hello.swVersion, model: hello.model, bootCount: hello.bootCount }),
          ...(twin?.selector === undefined ? {} : { selector: twin.selector }),
          ...(lastReject === undefined ? {} : { lastReject }),
        };
      },
    );

    app.get(
      "/fleet/refusals",
      {
        config: { power: "audit" },
        schema: {
          summary: "What was not taken",
          description:
            "Messages refused by the controller by code, refusals of the broker by rule, the newest of those of your areas' devices and of strangers, and devices that speak without being in the inventory.",
          tags: ["fleet"],
          response: {
            200: RefusalsView,
          },
        },
      },
      async ({ person }) => ({
        messages: { ...rejects.counts() },
        broker: { ...security.counts() },
        recent: security
          .recent(100)
          .filter(({ client }) => isDeviceVisible(client, person, true))
          .map(({ address, topic, ...event }) => ({
            ...event,
            ...(address === undefined ? {} : { address }),
            ...(topic === undefined ? {} : { topic }),
          })),
        strangers: rejects.strangers().map(({ device, last }) => ({ deviceId: device, at: last.at })),
      }),
    );
  };
}
