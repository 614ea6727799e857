/** A ward with one of everything people and lamps leave behind, made over the API by its own administrator. */
import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Api } from "../../controller/api/route.ts";
import { openDatabase } from "../../controller/stores/database.ts";
import { migrate } from "../../controller/stores/migrations.ts";
import { openSqliteJournal } from "../../controller/stores/telemetry/sqlite.ts";
import type { ComposedAlone } from "./compose-alone.ts";
import { goodPassword } from "./open-api.ts";
import { arrivalOf, sampleAt } from "./telemetry.ts";

/** Who asks, as the headers a browser sends along. */
export type Headers = Readonly<Record<string, string>>;

/** A ward, what is in it, and its people. Every id and name begins with the ward's own word. */
export interface Ward {
  readonly id: string;
  readonly name: string;
  /** Its ids that were drawn, by what they name. */
  readonly drawn: Readonly<Record<"override" | "workLock" | "isolation" | "emergency" | "waiting" | "job", string>> &
    Readonly<Record<"deployment" | "preview" | "report", string>>;
  /** Reads its ward. */
  readonly viewer: Headers;
  /** Has every power in its ward. */
  readonly administrator: Headers;
}

export const hour = 3_600_000;
export const why = "thử";

/** A data folder with rows of the wards' lamps and cabinets, of the hour after `now` (EpochMs), and nothing else yet. */
export async function writeTelemetry(folder: string, wards: readonly string[], now: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  // a journal beside no database is taken for a lost city
  const db = openDatabase({ file: join(folder, "den.sqlite") });
  await migrate(db);
  await db.destroy();
  const journal = await openSqliteJournal({ path: join(folder, "telemetry.sqlite"), commitDelay: 2, foldDelay: 5 });
  const first = Math.ceil((now - sampleAt(0).at) / 300_000) + 1;
  const rows = Array.from({ length: 6 }, (_, n) => sampleAt(first + n));
  for (const ward of wards)
    for (const device of [`${ward}-w`, `${ward}-r`]) {
      const batch = { stream: "raw" as const, epoch: 7, after: first - 1, rows };
      journal.append(arrivalOf(device, "report", { states: [], batches: [batch] }, "cbor", rows.at(-1)!.at + 1000));
    }
  await journal.flushed();
  await journal.close();
}

/** The city above the wards and what belongs to nobody in particular. */
export async function foundCity({ controller, admin }: ComposedAlone): Promise<void> {
  const write = writer(controller.api, admin);
  await write("POST", "/areas", { id: "city", name: "Thành phố" });
  const power = { nominalPower: 100, powerAtMinimumDimLevel: 20, minLevel: 10 };
  await write("POST", "/lamp-models", { id: "model", name: "Đèn", outputKind: "white", curve: "linear", ...power });
}

/** @param id the word all its ids begin with. */
export async function furnish(composed: ComposedAlone, id: string, name: string): Promise<Ward> {
  const { controller, admin } = composed;
  const { api } = controller;
  await writer(api, admin)("POST", "/areas", { id, name, parentId: "city" });
  const person = async (role: string) => {
    const password = `${goodPassword} ${randomUUID()}`;
    const grants = [{ role, areaIds: [id] }];
    const payload = { id: `${id}-${role}`, name: `${name} ${role}`, grants, password };
    await writer(api, admin)("POST", "/people", payload);
    return composed.signedIn(payload.id, password);
  };
  const administrator = await person("administrator");
  const write = writer(api, administrator);
  await addThings(write, id, name);
  const file = `lamp,name,area,model,lon,lat\n${id}-imported,${name} imported,${id},model,106.65,10.98\n`;
  await importFile(api, administrator, `/inventory/import?format=csv&id=${id}-import`, file);
  await write("PUT", "/me/views/lamps", { version: 0, views: [{ name: `${name} view`, values: { area: id } }] });
  const deployment = await addPlan(write, id, name);
  const orders = await addOrders(write, id, composed.clock.now());
  await write("POST", "/me/tokens", {
    id: `${id}-token`,
    name: `${name} token`,
    grants: [{ role: "viewer", areaIds: [id] }],
  });
  await addEnergy(api, administrator, id);
  const report = { kind: "energy", areaId: id, from: { year: 2026, month: 11 }, months: 1 };
  const asked = await write("POST", "/reports", report);
  await done(api, administrator, `/reports/${asked.id}`);
  return {
    id,
    name,
    drawn: {
      ...orders,
      deployment,
      report: asked.id,
      preview: await addPreview(api, administrator, id),
    },
    viewer: await person("viewer"),
    administrator,
  };
}

type Write = ReturnType<typeof writer>;

export function writer(api: Api, headers: Headers) {
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever came
  return async (method: "POST" | "PUT", path: string, payload: object): Promise<any> => {
    const url = `/api/v1${path}`;
    const answer = await api.inject({ method, url, headers: { ...headers, "idempotency-key": randomUUID() }, payload });
    if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.statusCode} ${answer.body}`);
    return answer.json();
  };
}

async function addThings(write: Write, id: string, name: string): Promise<void> {
  const place = { areaId: id, lon: 106.65, lat: 10.98 };
  const path = [
    [106.65, 10.98],
    [106.66, 10.98],
  ];
  const on = { use: "road", modelId: "model", circuitId: `${id}-circuit`, roadId: `${id}-road` };
  const things: readonly (readonly [string, string, object])[] = [
    ["area", "quarter", { parentId: id }],
    ["supplyPoint", "supply", { areaId: id, utilityCode: `${id}-pe` }],
    ["device", "r", { profile: "R", outputs: 2 }],
    ["device", "w", { profile: "W", outputs: 1 }],
    ["cabinet", "cabinet", { ...place, supplyPointId: `${id}-supply`, deviceId: `${id}-r` }],
    ["circuit", "circuit", { cabinetId: `${id}-cabinet`, kind: "wholeNight", segment: 0 }],
    ["road", "road", { areaId: id, path }],
    ["lamp", "lamp", { ...place, ...on, order: 1, deviceId: `${id}-w`, output: 0 }],
    ["lamp", "dumb", { ...place, ...on, order: 2 }],
    // the plan means the group alone
    ["lamp", "yard", { ...place, use: "road", modelId: "model" }],
    ["group", "group", { areaId: id, lampIds: [`${id}-lamp`, `${id}-dumb`] }],
  ];
  await write("POST", "/inventory/changes", {
    changes: things.map(([sort, word, thing]) => ({
      do: "create",
      sort,
      thing: { id: `${id}-${word}`, name: `${name} ${word}`, ...thing },
    })),
  });
}

/** A plan in force, and a draft of it with an exception that waits for consent. @returns the id of its deployment. */
async function addPlan(write: Write, areaId: string, name: string): Promise<string> {
  const id = `${areaId}-plan`;
  const first = await write("POST", "/plans", { id, name: `${name} plan`, areaId, why });
  const { version } = await write("PUT", `/plans/${id}/draft`, {
    version: first.version,
    plan: planOf(areaId, name),
    why,
  });
  const deployment = await write("POST", `/plans/${id}/deploy`, { version, why });
  const draft = await write("POST", `/plans/${id}/draft`, { why });
  const [from, to] = [3, 5].map((day) => ({ year: 2027, month: 3, day }));
  const less = { id: `${areaId}-less`, name: `${name} less`, from, to, level: 15, why };
  await write("PUT", `/plans/${id}/draft`, { version: draft.version, plan: planOf(areaId, name, [less]), why });
  return deployment.id;
}

/** A plan with a calendar and a holiday set. */
export function planOf(areaId: string, name: string, approvals: readonly object[] = []) {
  return {
    name: `${name} plan`,
    areaId,
    programs: [
      {
        id: `${areaId}-night`,
        name: `${name} night`,
        points: [
          { at: { sun: "sunset" }, target: { level: 80 } },
          { at: { sun: "sunrise" }, target: { level: 0 } },
        ],
      },
    ],
    holidaySets: [
      {
        id: `${areaId}-days`,
        name: `${name} days`,
        holidays: [{ name: "Giỗ Tổ", on: { by: "lunar", month: 3, day: 10 } }],
      },
    ],
    calendars: [{ id: `${areaId}-year`, name: `${name} year`, rules: [], defaultProgramId: `${areaId}-night` }],
    assignments: [{ id: `${areaId}-all`, to: { groupId: `${areaId}-group` }, calendarId: `${areaId}-year` }],
    roadFloors: [
      {
        id: `${areaId}-floor`,
        name: `${name} floor`,
        roadIds: [`${areaId}-road`],
        spans: [{ from: "22:00", to: "05:00", level: 20 }],
        approvals,
      },
    ],
    curfews: [],
    campaigns: [],
    limits: [],
  };
}

/** What an override of the ward's lamps says. @param now EpochMs */
export const overrideOf = (id: string, now: number) => ({
  selection: { groupId: `${id}-group` },
  target: { level: 50 },
  until: now + 12 * hour,
  why: `${id}: ${why}`,
});

async function addOrders(write: Write, id: string, now: number) {
  const override = overrideOf(id, now);
  const { target: _, ...emergency } = override;
  const segments = [{ cabinetId: `${id}-cabinet`, output: 1 }];
  const waiting = await write("POST", "/waiting-overrides", { ...override, darken: true });
  const given = await write("POST", "/overrides", override);
  return {
    override: given.orderId as string,
    job: given.jobId as string,
    waiting: waiting.id as string,
    workLock: (await write("POST", "/work-locks", { segments, why })).orderId as string,
    isolation: (await write("POST", "/isolations", { segments, why })).orderId as string,
    emergency: (await write("POST", "/emergencies", emergency)).orderId as string,
  };
}

async function addEnergy(api: Api, headers: Headers, id: string): Promise<void> {
  const points = [
    { at: { clock: "18:00" }, target: { level: 100 } },
    { at: { clock: "04:00" }, target: { level: 0 } },
  ];
  await writer(api, headers)("POST", `/baselines/${id}`, {
    revision: 0,
    recordedOn: { year: 2026, month: 3, day: 1 },
    source: `${id} survey`,
    groups: [{ name: "Cả đêm", lamps: 2, power: 250, program: { id: "whole", name: "Cả đêm", points } }],
    why,
  });
  await importBills(api, headers, `${id}-bills`, [billRow(id, "09")]);
}

export const billRow = (id: string, month: string) =>
  `${id}-pe,2026-${month}-01,2026-${month}-28,1200,${id}-invoice-${month}\n`;

/** A file with one bill of the ward's supply point. */
export const billFile = (id: string, month: string) => billTable([billRow(id, month)]);

const billTable = (rows: readonly string[]) => `customer code,from,to,kWh,invoice\n${rows.join("")}`;

export const importBills = (api: Api, headers: Headers, id: string, rows: readonly string[]) =>
  importFile(api, headers, `/bills/import?id=${id}`, billTable(rows));

async function importFile(api: Api, headers: Headers, path: string, payload: string): Promise<void> {
  const url = `/api/v1${path}`;
  const answer = await api.inject({
    method: "POST",
    url,
    headers: { ...headers, "content-type": "text/csv" },
    payload,
  });
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.body}`);
}

async function addPreview(api: Api, headers: Headers, id: string): Promise<string> {
  const asked = await writer(api, headers)("POST", "/previews", { planId: `${id}-plan`, revision: 1, nights: 2 });
  await done(api, headers, `/previews/${asked.id}`);
  return asked.id;
}

async function done(api: Api, headers: Headers, path: string): Promise<void> {
  for (;;) {
    const answer = await api.inject({ method: "GET", url: `/api/v1${path}`, headers });
    const { state } = answer.json<{ state: string }>();
    if (state === "done") return;
    if (state !== "waiting" && state !== "running") throw new Error(`${path}: ${answer.body}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
