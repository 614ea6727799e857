/**
 * What is wrong in the demonstration's area, so that a dimming job has something to find: dead drivers, lamps under a
 * crew's work lock, lamps outranked by emergency light, and lamps whose segment is isolated.
 */
import type { City, CityLamp } from "../city/city.ts";
import { type PublicApi, signIn } from "../public-api.ts";
import type { SimCity } from "../run-city.ts";
import { deadDriver } from "../troubles/dead-driver.ts";
import { begin } from "../troubles/inject.ts";

export interface Scenario {
  readonly area: { readonly id: string; readonly name: string };
  /** Lamps whose drivers are dead. */
  readonly dead: readonly CityLamp[];
  readonly locked: readonly CityLamp[];
  readonly outranked: readonly CityLamp[];
  readonly isolated: { readonly cabinetId: string; readonly segment: number; readonly lamps: readonly CityLamp[] };
  /** Road lamps of the area nothing is wrong with. */
  readonly healthy: readonly CityLamp[];
}

/** Lamps of each sort of trouble. */
const count = { dead: 3, locked: 2, outranked: 3 } as const;

/**
 * Chooses the area with most road lamps among those that can show everything, and the lamps in it.
 * @throws RangeError where no area has two switched circuits with enough lamps
 */
export function chooseScenario(city: City): Scenario {
  const areas = city.areas
    .map((area) => ({ area, lamps: city.lamps.filter((lamp) => lamp.areaId === area.id && lamp.use === "road") }))
    .toSorted((a, b) => b.lamps.length - a.lamps.length);
  for (const { area, lamps } of areas) {
    const isolated = smallestSwitched(city, lamps);
    if (isolated === undefined) continue;
    const onIsolated = new Set(isolated.lamps);
    // spread along the roads
    const free = lamps.filter((lamp) => lamp.deviceId !== undefined && !onIsolated.has(lamp));
    const wanted = count.dead + count.locked + count.outranked;
    if (free.length < 3 * wanted) continue;
    const chosen = Array.from({ length: wanted }, (_, n) => free[Math.floor(((n + 0.5) * free.length) / wanted)]!);
    const troubled = new Set([...chosen, ...isolated.lamps]);
    return {
      area,
      dead: chosen.slice(0, count.dead),
      locked: chosen.slice(count.dead, count.dead + count.locked),
      outranked: chosen.slice(count.dead + count.locked),
      isolated,
      healthy: lamps.filter((lamp) => !troubled.has(lamp)),
    };
  }
  throw new RangeError("no area of this city is large enough for the demonstration");
}

function smallestSwitched(city: City, lamps: readonly CityLamp[]): Scenario["isolated"] | undefined {
  const circuits = city.circuits.flatMap(({ id, cabinetId, segment }) => {
    const hung = lamps.filter((lamp) => lamp.circuitId === id);
    const smart = hung.length > 0 && hung.every((lamp) => lamp.deviceId !== undefined);
    return segment !== undefined && smart ? [{ cabinetId, segment, lamps: hung }] : [];
  });
  return circuits.length < 2 ? undefined : circuits.toSorted((a, b) => a.lamps.length - b.lamps.length)[0];
}

const ids = (lamps: readonly CityLamp[]) => lamps.map((lamp) => lamp.id);
const hours = 3_600_000;

/** Places the orders through the API, as the people concerned, and breaks the drivers. */
export async function play({ area, dead, locked, outranked, isolated }: Scenario, city: SimCity, admin: PublicApi) {
  for (const lamp of dead) begin(city, deadDriver, lamp.id);
  const crew = { id: "nam", name: "Trần Văn Nam", grants: [{ role: "crew", areaIds: [area.id] }] };
  const { password } = await admin.post<{ password: string }>("/people", crew);
  const nam = await signIn(admin.url, crew.id, password);
  await nam.post("/work-locks", { selection: { lampIds: ids(locked) }, why: "Thay bộ nguồn / replacing drivers" });
  await admin.post("/emergencies", {
    selection: { lampIds: ids(outranked) },
    until: city.clock.now() + 6 * hours,
    why: "Tai nạn giao thông / traffic accident",
  });
  await admin.post("/isolations", {
    segments: [{ cabinetId: isolated.cabinetId, output: isolated.segment }],
    why: "Ngập nước / flooded",
  });
}
