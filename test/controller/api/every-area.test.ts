/** Two wards with one of everything, and every route there is: who belongs to one sees and does nothing in the other. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { liveData } from "../../../controller/api/live-schemas.ts";
import { type ComposedAlone, composeAlone } from "../../support/compose-alone.ts";
import { share, stir } from "../../support/shared-by-wards.ts";
import { foundCity, furnish, type Headers, type Ward, writeTelemetry } from "../../support/two-wards.ts";
import { bodies, bodyOf, everybodys, examples, pointers, queries, saidToNobody } from "../../support/what-to-ask.ts";

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
  const said = new URLSearchParams({
    ...(queries[nameOf(route)]?.(ward, composed.clock.now()) ?? {}),
    ...query,
  } as Record<string, string>);
  const body = route.hasBody ? bodyOf(nameOf(route), ward, composed.clock.now()) : undefined;
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
  const bodiless = routes.filter(
    (route) => route.hasBody && bodyOf(nameOf(route), north, composed.clock.now()) === undefined,
  );
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
