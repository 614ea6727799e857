/** What every route of the API is asked with, by the ward it is asked about. */
import { goodPassword } from "./open-api.ts";
import { billFile, overrideOf, planOf, type Ward } from "./two-wards.ts";

const why = "thử";

/** What stands behind the ids of a path, by the path as far as its first id. A new sort of thing has to be entered here. */
export const examples: Readonly<Record<string, (ward: Ward) => Readonly<Record<string, string>>>> = {
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
export const everybodys = ["GET /lamp-models/{id}", "GET /me/views/{list}", "PUT /me/views/{list}"];

/** What a query can point with. */
export const pointers: Readonly<Record<string, (ward: Ward) => string>> = {
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
export const queries: Readonly<Record<string, (ward: Ward, now: number) => object>> = {
  "GET /energy": lately,
  "GET /energy/cabinets/{id}/balance": lately,
  "GET /previews/{id}/nights": ({ id }) => ({ planId: `${id}-plan`, calendarId: `${id}-year` }),
  "GET /reports/{id}/file": () => ({ format: "csv" }),
  "DELETE /plans/{id}/draft": () => ({ version: 1 }),
  "POST /bills/import": () => ({ id: "new-bills" }),
  "POST /inventory/import": () => ({ id: "new-import", format: "csv" }),
};

function lately(_: Ward, until: number) {
  return { from: until - 45 * 60_000, until };
}

const version = { version: 1 };
const order = (ward: Ward, now: number) => overrideOf(ward.id, now);
const emergency = (ward: Ward, now: number) => {
  const { target: _, ...rest } = order(ward, now);
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
export const bodies: Readonly<Record<string, (ward: Ward, now: number) => object | string>> = {
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
  "POST /inventory/changes/alike": ({ id }) => ({ do: "retire", sort: "lamp", ids: [`${id}-lamp`], versions: [1] }),
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

/** What is said to nobody's area: one's own password, dates, files that are only read. */
export const saidToNobody = [
  "POST /me/password",
  "POST /calendar-nights",
  "POST /holidays/ical",
  "POST /inventory/import/headers",
  // hardware lies nowhere until it hangs somewhere
  "POST /devices",
  "PUT /rates",
];

/** What a route is told. @param name method and path. @param now EpochMs. @returns undefined where that is not known here. */
export function bodyOf(name: string, ward: Ward, now: number): object | string | undefined {
  if (bodies[name] !== undefined) return bodies[name](ward, now);
  if (name.startsWith("PATCH ")) return { ...version, name: "x" };
  if (name.endsWith("/retire")) return version;
  return name.endsWith("/end") ? { why } : undefined;
}
