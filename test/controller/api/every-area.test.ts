/** Two wards with one of everything, and every route there is: who belongs to one sees and does nothing in the other. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { liveData } from "../../../controller/api/live-schemas.ts";
import { type ComposedAlone, composeAlone } from "../../support/compose-alone.ts";
import { goodPassword } from "../../support/open-api.ts";
import {
  billFile,
  foundCity,
  furnish,
  type Headers,
  overrideOf,
  planOf,
  share,
  stir,
  type Ward,
  writeTelemetry,
} from "../../support/two-wards.ts";

interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** As described, below the base path: `/lamps/{id}/why`. */
  readonly path: string;
  readonly query: readonly string[];
  readonly hasBody: boolean;
}
interface Described {
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly requestBody?: unknown;
  readonly security?: unknown;
}

let composed: ComposedAlone;
let north: Ward;
let south: Ward;
const routes: Route[] = [];
const nameOf = ({ method, path }: Route) => `${method} ${path}`;
const why = "thử";

beforeAll(async () => {
  composed = await composeAlone((folder, now) => writeTelemetry(folder, ["hoa-bac", "hoa-nam"], now));
  await foundCity(composed);
  north = await furnish(composed, "hoa-bac", "Hòa Bắc");
  south = await furnish(composed, "hoa-nam", "Hòa Nam");
  await share(composed, [north, south]);
  await composed.clock.settleBy(45 * 60_000);
  const { paths } = composed.controller.api.swagger() as { paths: Record<string, Record<string, Described>> };
  for (const [path, methods] of Object.entries(paths))
    for (const [method, { parameters = [], requestBody, security }] of Object.entries(methods))
      if (security !== undefined)
        routes.push({
          method: method.toUpperCase() as Route["method"],
          path: path.replace("/api/v1", ""),
          query: parameters.filter((one) => one.in === "query").map(({ name }) => name),
          hasBody: requestBody !== undefined,
        });
}, 60_000);
afterAll(() => composed[Symbol.asyncDispose]());

/** What stands behind the ids of a path, by the path as far as its first id. A new sort of thing has to be entered here. */
const examples: Readonly<Record<string, (ward: Ward) => Readonly<Record<string, string>>>> = {
  // the same for everybody, wherever it lies
  "/basemap/tiles/{z}": () => ({ z: "1", x: "1", y: "1" }),
  "/me/views/{list}": () => ({ list: "lamps" }),
  "/me/tokens/{id}": ({ id }) => ({ id: `${id}-token` }),
  "/people/{id}": ({ id }) => ({ id: `${id}-viewer` }),
  "/areas/{id}": ({ id }) => ({ id }),
  "/supply-points/{id}": ({ id }) => ({ id: `${id}-supply` }),
  "/cabinets/{id}": ({ id }) => ({ id: `${id}-cabinet` }),
  "/circuits/{id}": ({ id }) => ({ id: `${id}-circuit` }),
  "/roads/{id}": ({ id }) => ({ id: `${id}-road` }),
  "/lamp-models/{id}": () => ({ id: "model" }),
  "/devices/{id}": ({ id }) => ({ id: `${id}-w` }),
  "/lamps/{id}": ({ id }) => ({ id: `${id}-lamp` }),
  "/groups/{id}": ({ id }) => ({ id: `${id}-group` }),
  "/inventory/imports/{id}": ({ id }) => ({ id: `${id}-import` }),
  "/overrides/{id}": ({ drawn }) => ({ id: drawn.override }),
  "/work-locks/{id}": ({ drawn }) => ({ id: drawn.workLock }),
  "/isolations/{id}": ({ drawn }) => ({ id: drawn.isolation }),
  "/emergencies/{id}": ({ drawn }) => ({ id: drawn.emergency }),
  "/waiting-overrides/{id}": ({ drawn }) => ({ id: drawn.waiting }),
  "/jobs/{id}": ({ drawn }) => ({ id: drawn.job }),
  "/plans/{id}": ({ id }) => ({
    id: `${id}-plan`,
    revision: "1",
    calendarId: `${id}-year`,
    holidaySetId: `${id}-days`,
  }),
  "/deployments/{id}": ({ drawn }) => ({ id: drawn.deployment }),
  "/previews/{id}": ({ drawn }) => ({ id: drawn.preview }),
  "/baselines/{areaId}": ({ id }) => ({ areaId: id }),
  "/energy/cabinets/{id}": ({ id }) => ({ id: `${id}-cabinet` }),
  "/bills/imports/{id}": ({ id }) => ({ id: `${id}-bills` }),
  "/reports/{id}": ({ drawn }) => ({ id: drawn.report }),
};

/** Answered to everybody: models are the city's, views one's own. */
const everybodys = ["GET /lamp-models/{id}", "GET /me/views/{list}", "PUT /me/views/{list}"];

/** What a query can point with. */
const pointers: Readonly<Record<string, (ward: Ward) => string>> = {
  areaId: ({ id }) => id,
  parentId: ({ id }) => id,
  thingId: ({ id }) => id,
  personId: ({ id }) => `${id}-administrator`,
  supplyPointId: ({ id }) => `${id}-supply`,
  cabinetId: ({ id }) => `${id}-cabinet`,
  circuitId: ({ id }) => `${id}-circuit`,
  roadId: ({ id }) => `${id}-road`,
  groupId: ({ id }) => `${id}-group`,
  lampId: ({ id }) => `${id}-lamp`,
  deviceId: ({ id }) => `${id}-w`,
  planId: ({ id }) => `${id}-plan`,
  q: ({ name }) => name,
};

/** What a route does not answer without. */
const queries: Readonly<Record<string, (ward: Ward) => object>> = {
  "GET /energy": hourAfter,
  "GET /energy/cabinets/{id}/balance": hourAfter,
  "GET /previews/{id}/nights": ({ id }) => ({ planId: `${id}-plan`, calendarId: `${id}-year` }),
  "GET /reports/{id}/file": () => ({ format: "csv" }),
  "DELETE /plans/{id}/draft": () => ({ version: 1 }),
  "POST /bills/import": () => ({ id: "new-bills" }),
  "POST /inventory/import": () => ({ id: "new-import", format: "csv" }),
};

function hourAfter() {
  const until = composed.clock.now();
  return { from: until - 45 * 60_000, until };
}

const version = { version: 1 };
const order = (ward: Ward) => overrideOf(ward.id, composed.clock.now());
const emergency = (ward: Ward) => {
  const { target: _, ...rest } = order(ward);
  return rest;
};
const protection = ({ id }: Ward) => ({ segments: [{ cabinetId: `${id}-cabinet`, output: 1 }], why });
const here = ({ id }: Ward) => ({ areaId: id });
const place = (ward: Ward) => ({ ...here(ward), lon: 106.65, lat: 10.98 });
const lamp = (ward: Ward) => ({ ...place(ward), use: "road", modelId: "model" });
const model = { outputKind: "white", curve: "linear", nominalPower: 100, powerAtMinimumDimLevel: 20, minLevel: 10 };
const hardware = { profile: "W", outputs: 1 };
const circuit = ({ id }: Ward) => ({ cabinetId: `${id}-cabinet`, kind: "wholeNight" });
const survey = ({ id }: Ward) => ({
  revision: 1,
  recordedOn: { year: 2026, month: 4, day: 1 },
  source: `${id} survey`,
  groups: [
    {
      name: "x",
      lamps: 1,
      power: 250,
      program: { id: "x", name: "x", points: [{ at: { clock: "18:00" }, target: { level: 100 } }] },
    },
  ],
  why,
});

/** What is said to change something in a ward. A new route that takes a body has to be entered here. */
const bodies: Readonly<Record<string, (ward: Ward) => object | string>> = {
  "POST /people": ({ id }) => ({
    id: "somebody",
    name: "Somebody",
    grants: [{ role: "viewer", areaIds: [id] }],
    password: goodPassword,
  }),
  "PATCH /people/{id}": () => ({ ...version, name: "x" }),
  "POST /me/tokens": ({ id }) => ({ id: "new-token", name: "x", grants: [{ role: "viewer", areaIds: [id] }] }),
  "PUT /me/views/{list}": () => ({ version: 0, views: [] }),
  "POST /areas": ({ id }) => ({ id: "new", name: "x", parentId: id }),
  "POST /areas/{id}/restore": () => ({ ...version, name: "x" }),
  "POST /supply-points": (ward) => ({ id: "new", name: "x", ...here(ward) }),
  "POST /supply-points/{id}/restore": (ward) => ({ ...version, name: "x", ...here(ward) }),
  "POST /cabinets": (ward) => ({ id: "new", name: "x", ...place(ward) }),
  "POST /cabinets/{id}/restore": (ward) => ({ ...version, name: "x", ...place(ward) }),
  "POST /circuits": (ward) => ({ id: "new", name: "x", ...circuit(ward) }),
  "POST /circuits/{id}/restore": (ward) => ({ ...version, name: "x", ...circuit(ward) }),
  "POST /roads": (ward) => ({ id: "new", name: "x", ...here(ward) }),
  "POST /roads/{id}/restore": (ward) => ({ ...version, name: "x", ...here(ward) }),
  "POST /lamp-models": () => ({ id: "new", name: "x", ...model }),
  "POST /lamp-models/{id}/restore": () => ({ ...version, name: "x", ...model }),
  "POST /devices/{id}/restore": () => ({ ...version, name: "x", ...hardware }),
  "POST /lamps": (ward) => ({ id: "new", name: "x", ...lamp(ward) }),
  "POST /lamps/{id}/restore": (ward) => ({ ...version, name: "x", ...lamp(ward) }),
  "POST /groups": (ward) => ({ id: "new", name: "x", ...here(ward), lampIds: [`${ward.id}-lamp`] }),
  "POST /groups/{id}/restore": (ward) => ({ ...version, name: "x", ...here(ward) }),
  "POST /inventory/changes": ({ id }) => ({ changes: [{ do: "retire", sort: "lamp", id: `${id}-lamp`, ...version }] }),
  "POST /inventory/import": ({ id }) => `lamp,area,model,lon,lat\nnew,${id},model,106.65,10.98\n`,
  "POST /lamps/{id}/replace-device": () => ({ ...version, device: { id: "another" } }),
  "POST /devices/{id}/end-rotation": () => ({ keep: "new" }),
  "POST /lamps/{id}/identify": () => ({}),
  "POST /overrides": order,
  "POST /overrides/effects": order,
  "POST /waiting-overrides": order,
  "POST /work-locks": protection,
  "POST /isolations": protection,
  "POST /emergencies": emergency,
  "POST /emergencies/effects": emergency,
  "POST /work-locks/effects": protection,
  "POST /isolations/effects": protection,
  "POST /jobs/{id}/retry": () => ({}),
  "POST /plan-coverage": ({ id }) => ({ planId: `${id}-plan`, areaId: id, assignments: [] }),
  "POST /work-locks/{id}/test": () => ({}),
  "POST /waiting-overrides/{id}/withdraw": () => ({ why }),
  "POST /plans": ({ id }) => ({ id: "new-plan", name: "x", areaId: id, why }),
  "POST /plans/{id}/return": () => ({ why }),
  "POST /plans/{id}/draft": () => ({ why }),
  "PUT /plans/{id}/draft": ({ id, name }) => ({ ...version, plan: planOf(id, name), why }),
  "POST /plans/{id}/deploy": () => ({ ...version, why }),
  "POST /plans/{id}/draft/approvals": ({ id }) => ({
    ...version,
    list: "roadFloors",
    partId: `${id}-floor`,
    approvalId: `${id}-less`,
  }),
  "POST /previews": ({ id }) => ({ planId: `${id}-plan` }),
  "POST /baselines/{areaId}": survey,
  "POST /bills/import": ({ id }) => billFile(id, "10"),
  "POST /reports": ({ id }) => ({ kind: "energy", areaId: id, from: { year: 2026, month: 11 } }),
};
const bodyOf = (route: Route, ward: Ward): object | string | undefined => {
  const name = nameOf(route);
  if (bodies[name] !== undefined) return bodies[name](ward);
  if (route.method === "PATCH") return { ...version, name: "x" };
  if (name.endsWith("/retire")) return version;
  return name.endsWith("/end") ? { why } : undefined;
};

/** What is said to nobody's area: one's own password, dates, files that are only read. */
const saidToNobody = [
  "POST /me/password",
  "POST /calendar-nights",
  "POST /holidays/ical",
  // hardware lies nowhere until it hangs somewhere
  "POST /devices",
  "PUT /rates",
];

/** Lists of nobody's ward, and sums that name nothing. */
const nameless = [
  "GET /openapi.json",
  "GET /",
  "GET /lamp-models",
  "GET /fleet/refusals",
  "GET /basemap",
  "GET /rates",
  "GET /rates/revisions",
  "GET /energy",
  "GET /telemetry/series",
  "GET /telemetry/forwarding",
  "GET /telemetry/forwarding/refused",
  "GET /site",
];

const isRefused = (status: number) => status === 404 || status === 403;

const stemOf = (path: string) => path.slice(0, path.indexOf("}") + 1);
const withIds = (ofWhat: readonly Route[]) => ofWhat.filter(({ path }) => path.includes("{"));
const lists = () => routes.filter(({ method, path }) => method === "GET" && !path.includes("{") && path !== "/live");

async function ask(route: Route, headers: Headers, ward: Ward, query: object = {}) {
  const ids = route.path.includes("{") ? (examples[stemOf(route.path)]?.(ward) ?? {}) : {};
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(ids[name] ?? "?"));
  const said = new URLSearchParams({ ...(queries[nameOf(route)]?.(ward) ?? {}), ...query } as Record<string, string>);
  const body = route.hasBody ? bodyOf(route, ward) : undefined;
  const answer = await composed.controller.api.inject({
    method: route.method,
    url: `/api/v1${path}?${said}`,
    headers: {
      ...headers,
      "idempotency-key": randomUUID(),
      ...(typeof body === "string" ? { "content-type": "text/csv" } : {}),
    },
    ...(body === undefined ? {} : { payload: body }),
  });
  return { status: answer.statusCode, body: answer.body };
}

/** What of a ward stands in a text: its ids, its names, its people. */
function tracesOf({ name, id, drawn }: Ward, text: string): string[] {
  const words = new RegExp(`[\\w-]*(${[id, name, ...Object.values(drawn)].join("|")})[\\w -]*`, "gu");
  return [...new Set(text.match(words))];
}

test("what stands behind every id of a path, and what is said to every route, is known here", () => {
  const unknown = withIds(routes).filter(({ path }) => examples[stemOf(path)] === undefined);
  expect(unknown.map(nameOf)).toEqual([]);
  const bodiless = routes.filter((route) => route.hasBody && bodyOf(route, north) === undefined);
  expect(bodiless.map(nameOf).filter((name) => !saidToNobody.includes(name))).toEqual([]);
  const known = new Set(routes.map(nameOf));
  expect([...Object.keys(bodies), ...Object.keys(queries), ...saidToNobody].filter((name) => !known.has(name))).toEqual(
    [],
  );
});

test("a ward's own people read everything of it", async () => {
  const refused: unknown[] = [];
  for (const route of withIds(routes.filter(({ method }) => method === "GET"))) {
    const { status } = await ask(route, south.administrator, south);
    if (status !== 200 && !route.path.startsWith("/basemap")) refused.push([nameOf(route), status]);
  }
  expect(refused).toEqual([]);
});

test("nothing of another ward is answered by its id, nor changed, whatever powers somebody has in his own", async () => {
  const passed: unknown[] = [];
  for (const route of withIds(routes))
    for (const who of ["viewer", "administrator"] as const) {
      const { status, body } = await ask(route, south[who], north);
      const isFine = everybodys.includes(nameOf(route)) ? tracesOf(north, body).length === 0 : isRefused(status);
      if (!isFine) passed.push([who, nameOf(route), status, body.slice(0, 200)]);
    }
  expect(passed).toEqual([]);
});

test("nothing is made in another ward, nor with what it has", async () => {
  const passed: unknown[] = [];
  const making = routes.filter(({ method, path, hasBody }) => method !== "GET" && hasBody && !path.includes("{"));
  for (const route of making.filter((one) => !saidToNobody.includes(nameOf(one)))) {
    const { status, body } = await ask(route, south.administrator, north);
    // a customer code of others is refused as one that nobody knows, cell by cell
    if (nameOf(route) === "POST /bills/import" && status === 422) continue;
    if (!isRefused(status)) passed.push([nameOf(route), status, body.slice(0, 200)]);
  }
  expect(passed).toEqual([]);
});

test("no list, table, snapshot or search holds anything of another ward, also where it is asked for by name", async () => {
  const found: unknown[] = [];
  for (const route of lists())
    for (const who of ["viewer", "administrator"] as const)
      for (const pointer of ["", ...route.query.filter((name) => name in pointers)]) {
        const query = pointer === "" ? {} : { [pointer]: pointers[pointer]!(north) };
        const { status, body } = await ask(route, south[who], north, query);
        const traces = status === 200 ? tracesOf(north, body) : [];
        if (traces.length > 0 || status >= 500) found.push([who, nameOf(route), pointer, status, traces]);
      }
  expect(found).toEqual([]);
});

test("the same lists hold what is the reader's own", async () => {
  const empty: string[] = [];
  for (const route of lists()) {
    const asked = ["", ...route.query.filter((name) => name in pointers)];
    const texts = await Promise.all(
      asked.map(async (pointer) => {
        const query = pointer === "" ? {} : { [pointer]: pointers[pointer]!(south) };
        return (await ask(route, south.administrator, south, query)).body;
      }),
    );
    if (tracesOf(south, texts.join("\n")).length === 0) empty.push(nameOf(route));
  }
  expect(empty).toEqual(nameless);
});

test("the live stream tells of one's own ward alone", async () => {
  const { api } = composed.controller;
  await api.listen({ host: "127.0.0.1", port: 0 });
  const { port } = api.server.address() as { port: number };
  const stop = new AbortController();
  const url = `http://127.0.0.1:${port}/api/v1/live`;
  const { body } = await fetch(url, { headers: south.viewer, signal: stop.signal });
  let text = "";
  const reading = (async () => {
    for await (const part of body!.pipeThrough(new TextDecoderStream())) text += part;
  })().catch(() => {});
  await stir(composed, [north, south]);
  const kinds = () => new Set(text.matchAll(/^event: (\w+)$/gm).map(([, kind]) => kind));
  // areas are counted when a device speaks, and no device does here
  const told = Object.keys(liveData).filter((kind) => kind !== "area");
  await expect.poll(() => told.filter((kind) => !kinds().has(kind)), { timeout: 5000 }).toEqual([]);
  stop.abort();
  await reading;
  expect(tracesOf(south, text)).not.toEqual([]);
  expect(tracesOf(north, text)).toEqual([]);
});
