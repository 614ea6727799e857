/** What people see and ask: explanations, plans, history, and the API over all of it. */
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { setImmediate as breathe } from "node:timers/promises";
import type { Ask } from "#protocol/wire/ask.ts";
import { createApi } from "../api/create-api.ts";
import { baselineRoutes } from "../api/routes/baselines.ts";
import { basemapRoutes } from "../api/routes/basemap.ts";
import { billRoutes } from "../api/routes/bills.ts";
import { consolePages } from "../api/routes/console.ts";
import { dayFileRoutes } from "../api/routes/day-files.ts";
import { energyRoutes } from "../api/routes/energy.ts";
import { expectedLightRoutes } from "../api/routes/expected-light.ts";
import { fleetRoutes } from "../api/routes/fleet.ts";
import { fleetMapRoutes } from "../api/routes/fleet-map.ts";
import { forwardingRoutes } from "../api/routes/forwarding.ts";
import { identifyRoutes } from "../api/routes/identify.ts";
import { inventoryRoutes } from "../api/routes/inventory.ts";
import { jobRoutes } from "../api/routes/jobs.ts";
import { lampPlanRoutes } from "../api/routes/lamp-plans.ts";
import { orderRoutes } from "../api/routes/orders.ts";
import { planRoutes } from "../api/routes/plans.ts";
import { previewRoutes } from "../api/routes/previews.ts";
import { rateRoutes } from "../api/routes/rates.ts";
import { reportRoutes } from "../api/routes/reports.ts";
import { searchRoutes } from "../api/routes/search.ts";
import { siteRoutes } from "../api/routes/site.ts";
import { telemetryRoutes } from "../api/routes/telemetry.ts";
import { telemetryCurveRoutes } from "../api/routes/telemetry-curves.ts";
import { viewRoutes } from "../api/routes/views.ts";
import { waitingOrderRoutes } from "../api/routes/waiting-orders.ts";
import { openBasemap } from "../bridges/basemap/open-basemap.ts";
import { iCalFiles } from "../bridges/ical.ts";
import { afterOnSystem } from "../clock.ts";
import { validatePlanSteps } from "../core/plans/validate/validate-plan.ts";
import { createExpectedLight } from "../engine/fleet/expected-light.ts";
import { createExplainer } from "../engine/fleet/explain.ts";
import { createTimeExplainer } from "../engine/fleet/explain-at.ts";
import { createInventoryImports } from "../engine/inventory/inventory-import.ts";
import { createAuditFile } from "../engine/people/audit-file.ts";
import { createViews } from "../engine/people/views.ts";
import { createDayFiles } from "../engine/plans/day-files.ts";
import { createLampPlans } from "../engine/plans/lamp-plans.ts";
import { createPlanApprovals } from "../engine/plans/plan-approvals.ts";
import { createPlans } from "../engine/plans/plans.ts";
import { createPreviews } from "../engine/plans/previews.ts";
import { createTelemetryCurves } from "../engine/telemetry/curves.ts";
import { createTelemetryExport } from "../engine/telemetry/export.ts";
import { createHistory } from "../engine/telemetry/history.ts";
import { createMeasuredAt } from "../engine/telemetry/measured-at.ts";
import { createTelemetrySubjects } from "../engine/telemetry/subjects.ts";
import { createMetrics } from "../metrics.ts";
import { createViewStore } from "../stores/views.ts";
import type { City } from "./city.ts";
import type { Disk } from "./disk.ts";
import { openEnergy } from "./energy.ts";
import type { Forwarding } from "./forwarding.ts";
import { openReports } from "./reports.ts";
import { draw, type RoadDown } from "./road-down.ts";
import type { RoadUp } from "./road-up.ts";
import type { Tables } from "./tables.ts";
import type { Wiring } from "./wiring.ts";

/** Where `npm run build:console` leaves it. */
const consoleFolder = join(import.meta.dirname, "../console/dist");

export async function openPeopleSide(
  { config, clock, log, logger, closers, inSlices }: Wiring,
  { db, folder, journal }: Disk,
  { areas, audit, people, live, inventory, things }: City,
  {
    downlink,
    site,
    orders,
    effects,
    waitingOrders,
    orderStore,
    planStore,
    deployments,
    given,
    fleet,
    jobs,
    pauses,
  }: RoadDown,
  { telemetry, security, rejects, link }: RoadUp,
  { rates, baselines }: Tables,
  forwarding: Forwarding,
) {
  const lampPlans = createLampPlans({ ...things, clock, store: planStore, deployments, site: site.current });
  const explainer = createExplainer({
    ...things,
    clock,
    site: site.current,
    twin: fleet.twin,
    isOnline: fleet.isOnline,
    ordersOf: pauses.ordersToldTo,
    planOf: given.planOf,
    calendarOf: given.calendarOf,
    calendarName: lampPlans.nameOf,
    inForce: deployments.inForce,
    orderByRef: orders.byRef,
    writeTime: site.writeTime,
  });
  const plans = createPlans({
    clock,
    store: planStore,
    deployments,
    areas,
    problemsOf: (plan, others) =>
      inSlices(
        validatePlanSteps(plan, {
          inventory: inventory.current(),
          index: inventory.index(),
          others,
          site: site.current(),
          now: clock.now(),
        }),
      ),
    writeTime: site.writeTime,
  });
  const previews = createPreviews({
    ...things,
    clock,
    plans,
    store: planStore,
    site: site.current,
    rates: rates.current,
    baselines: baselines.current,
    inSlices,
    newId: randomUUID,
    log,
  });
  closers.push(() => previews.close());
  const approvals = createPlanApprovals({
    ...things,
    clock,
    store: planStore,
    plans,
    twoPeopleAbove: config.twoPeopleAbove,
    writeTime: site.writeTime,
  });
  const basemap = config.basemap === undefined ? undefined : await openBasemap(config.basemap);
  if (basemap !== undefined) closers.push(() => basemap.close());
  const ask = (device: string, what: Ask) => downlink.ask(device, what, fleet.twin(device)?.encoding ?? "cbor");
  const dayFiles = createDayFiles({ clock, site: site.current, files: iCalFiles });
  const subjects = createTelemetrySubjects({
    ...things,
    assignments: inventory.assignments,
    cabinetAssignments: inventory.cabinetAssignments,
  });
  const reading = { clock, journal, histories: forwarding.histories, subjects, timeZone: config.siteTimeZone };
  const history = createHistory(reading);
  const curves = createTelemetryCurves({ ...reading, samplePeriod: config.samplePeriod * 1000 });
  const expectedLight = createExpectedLight({
    ...things,
    clock,
    expectedLevel: explainer.expectedLevel,
    twin: fleet.twin,
    isOnline: fleet.isOnline,
    breathe: async () => void (await breathe()),
  });
  const timeExplainer = createTimeExplainer({
    ...things,
    clock,
    site: site.current,
    twin: fleet.twin,
    openOrders: orders.open,
    orderStore,
    planStore,
    measuredAt: createMeasuredAt((person, lampId, query) => history.rowsOf(person, { lampId }, query)),
    writeTime: site.writeTime,
  });
  const { energy, balances, bills } = openEnergy(
    { clock },
    { db, journal },
    { audit, inventory, things },
    { site },
    { rates, baselines },
    forwarding,
  );
  const reports = await openReports(
    { clock, log, closers },
    { db, folder },
    { inventory, things },
    { site },
    forwarding,
    { energy, bills },
    { rates },
  );
  const startedAt = clock.now();
  const figures = () => {
    const { free, of } = folder.room();
    const { accepted, committed, backlog, unfolded, doubles, lost, aside } = telemetry.figures();
    return {
      startedAt,
      diskFree: free,
      diskSize: of,
      databaseBytes: folder.sizeOf("den.sqlite"),
      telemetryBytes: folder.sizeOf("telemetry.sqlite"),
      brokerConnected: link.isConnected(),
      ...fleet.figures(),
      telemetryAccepted: accepted,
      telemetryCommitted: committed,
      telemetryBacklog: backlog,
      telemetryUnfolded: unfolded,
      telemetryDoubles: doubles,
      telemetryLost: lost,
      telemetryAside: aside,
      ...forwarding.figures(),
    };
  };
  const metrics = createMetrics(figures, rejects.counts);
  const ordering = {
    ...things,
    orders,
    jobs,
    audit,
    clock,
    effects,
  };
  const api = await createApi({
    clock,
    after: afterOnSystem,
    people,
    audit,
    auditFile: createAuditFile({ audit, areas, timeZone: config.siteTimeZone }),
    live,
    areas,
    health: () => ({ ok: link.isConnected(), figures: { ...figures(), influx: forwarding.state() } }),
    metrics,
    logger,
    trustedProxies: config.trustedProxies,
    routes: [
      inventoryRoutes({ inventory, imports: createInventoryImports(inventory) }),
      orderRoutes(ordering),
      waitingOrderRoutes({ ...ordering, waitingOrders }),
      jobRoutes({
        ...things,
        jobs,
        orders,
        pauses,
        audit,
        clock,
        names: {
          orderByRef: orders.byRef,
          cabinetName: (id) => inventory.current().cabinet.get(id)?.name ?? id,
          writeTime: site.writeTime,
        },
      }),
      fleetRoutes({ ...things, fleet, explainer, timeExplainer, rejects, security, clock }),
      fleetMapRoutes({ ...things, fleet, clock }),
      basemapRoutes({ tiles: basemap, attribution: config.basemapAttribution }),
      identifyRoutes({ inventory: things.inventory, fleet, audit, clock, draw, ask }),
      planRoutes({ plans, approvals, deployments, audit, inventory: things.inventory, clock }),
      dayFileRoutes({ plans, approvals, deployments, audit, inventory: things.inventory, clock, dayFiles }),
      lampPlanRoutes({ lampPlans, inventory: things.inventory, clock }),
      previewRoutes({ previews, inventory: things.inventory }),
      rateRoutes({ rates, audit }),
      baselineRoutes({ baselines, audit, areas }),
      energyRoutes({ energy, balances }),
      billRoutes({ bills, supplyPoints: () => inventory.current().supplyPoint }),
      reportRoutes({ reports }),
      telemetryRoutes({ history }),
      telemetryCurveRoutes({ curves, exports: createTelemetryExport(reading) }),
      forwardingRoutes(forwarding),
      searchRoutes(things),
      viewRoutes({ views: createViews({ store: createViewStore(db) }) }),
      expectedLightRoutes({ ...things, expectedLight, clock }),
      siteRoutes({
        site: site.current,
        clock,
        kept: { samples: config.keepRawDays, halfHours: config.keepHalfHoursDays },
      }),
    ],
    pages: [consolePages({ folder: consoleFolder })],
  });
  closers.push(() => api.close());
  return { api };
}
