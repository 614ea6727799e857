/** Orders, twins and messages for tests, complete and plain; a test says only what matters to it. */
import type { Hello } from "#protocol/wire/hello.ts";
import type { OutputState, Report } from "#protocol/wire/report.ts";
import type { Site } from "../../controller/core/fleet/configure.ts";
import { newTwin, type Twin } from "../../controller/core/fleet/twin.ts";
import type { Job } from "../../controller/core/jobs/job.ts";
import type { Order } from "../../controller/core/orders/order.ts";
import type { Grant, Person, Role } from "../../controller/core/people/model.ts";
import { emptyPlan, type Plan } from "../../controller/core/plans/plan.ts";

/** 22 November 2026, 19:00 in Bình Dương: dark. */
export const evening = Date.UTC(2026, 10, 22, 12, 0, 0);
/** The same day at noon: light. */
export const noon = Date.UTC(2026, 10, 22, 5, 0, 0);
export const hour = 3_600_000;

export const site: Site = {
  lat: 10.98,
  lon: 106.65,
  timeZone: "Asia/Ho_Chi_Minh",
  offsets: [{ at: 1_577_836_800_000, offset: 420 }],
  samplePeriod: 900,
  reportPeriod: 900,
  fallback: 80,
};

/** An override of `l1` to 30 % for an hour, unless told otherwise. */
export function anOrder(said: Partial<Order> = {}): Order {
  const issuedAt = said.issuedAt ?? evening;
  const timed = said.kind === "workLock" || said.kind === "isolate" ? {} : { until: issuedAt + hour };
  const target = said.kind === undefined ? { target: { level: 30 } } : {};
  return {
    id: "order-1",
    kind: "override",
    ref: 100,
    issuedAt,
    personId: "lan",
    personName: "Lan",
    why: "test",
    lampIds: ["l1"],
    segments: [],
    companions: [],
    ...timed,
    ...target,
    ...said,
  };
}

/** The job that follows an order. */
export const aJobOf = (order: Order, said: Partial<Job> = {}): Job => ({
  id: `job-${order.id}`,
  key: `key-${order.id}`,
  wish: "{}",
  orderId: order.id,
  orderKind: order.kind,
  createdAt: order.issuedAt,
  personId: "lan",
  personName: "Lan",
  state: "running",
  deadline: order.issuedAt + 33_000,
  lampIds: order.lampIds,
  ...said,
});

/** Road lamps of an area from sunset to sunrise at one level, as one plan. */
export function aPlan(said: Partial<Plan> & { level?: number } = {}): Plan {
  const { level = 70, ...rest } = said;
  const target = { level };
  return {
    ...emptyPlan("streets", "Đường phố", "city"),
    programs: [
      {
        id: "night",
        name: "Cả đêm",
        points: [
          { at: { sun: "sunset" }, target },
          { at: { sun: "sunrise" }, target: { level: 0 } },
        ],
      },
    ],
    calendars: [{ id: "all-year", name: "Quanh năm", rules: [], defaultProgramId: "night" }],
    assignments: [{ id: "everybody", to: { areaId: "city" }, calendarId: "all-year" }],
    ...rest,
  };
}

export function aPerson(role: Role, areaIds?: readonly string[], id = "lan"): Person {
  const grant: Grant = areaIds === undefined ? { role } : { role, areaIds };
  return { id, name: id.charAt(0).toUpperCase() + id.slice(1), grants: [grant] };
}

/** Output 0 at 80 % because of the fallback, settled. */
export function aState(said: Partial<OutputState> = {}): OutputState {
  return { output: 0, level: 80, source: "fallback", settled: true, ...said };
}

/** A twin that is online and was just heard. */
export function aTwin(said: Partial<Twin> = {}): Twin {
  return { ...newTwin(said.device ?? "twin"), session: 7, heardAt: evening, reportedAt: evening, ...said };
}

export function aHello(said: Partial<Hello> = {}): Hello {
  return {
    protocol: 1,
    profile: "W",
    session: 7,
    model: "den-w1",
    swVersion: "1.0.0",
    bootCount: 1,
    bootReason: "powerOn",
    uptime: 60,
    capabilities: [{ outputKind: "white", minLevel: 10, curve: "dali" }],
    link: "ethernet",
    encoding: "cbor",
    holds: { rev: 0, refs: [] },
    clock: { clockSource: "mqtt", bound: 20 },
    ...said,
  };
}

export function aReport(said: Partial<Report> = {}): Report {
  return { states: [aState()], ...said };
}
