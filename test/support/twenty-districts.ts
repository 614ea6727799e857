/** A city of twenty districts, the plan of each, and the saving order laid over all of them, as a person enters them. */
import type { City } from "../../simulator/city/city.ts";
import { bridgeModel, streetModel } from "../../simulator/city/lamp-models.ts";

export const districts = Array.from({ length: 20 }, (_, n) => n);
export const why = "tiết giảm điện mùa khô";
export const site = { place: { lat: 10.98, lon: 106.65 }, offsets: [{ at: Date.UTC(2026, 0), offset: 420 }] };

/** In each district a cabinet that only measures, a road lamp and a luminaire of a facade, all on a live feeder. */
export const city: City = {
  seed: 1,
  site: { ...site.place, zone: "Asia/Ho_Chi_Minh" },
  climate: { mean: 27, swing: 4 },
  areas: [
    { id: "city", name: "Thành phố" },
    ...districts.map((n) => ({ id: `d${n}`, name: `Quận ${n}`, parentId: "city" })),
  ],
  supplyPoints: districts.map((n) => ({
    id: `s${n}`,
    name: `Điểm ${n}`,
    areaId: `d${n}`,
    utilityCode: `PE${n}`,
    meterSerial: `M${n}`,
    factor: 1,
    ...site.place,
  })),
  cabinets: districts.map((n) => ({
    id: `c${n}`,
    name: `Tủ ${n}`,
    areaId: `d${n}`,
    supplyPointId: `s${n}`,
    deviceId: `cab-${n}`,
    ...site.place,
  })),
  circuits: districts.map((n) => ({ id: `k${n}`, name: `Tuyến ${n}`, cabinetId: `c${n}`, kind: "alwaysLive" })),
  roads: districts.map((n) => ({ id: `r${n}`, name: `Đường ${n}`, areaId: `d${n}`, path: [] })),
  lampModels: [streetModel, bridgeModel],
  devices: districts.flatMap((n) => [
    { id: `cab-${n}`, name: "", profile: "R" as const, outputs: 1 },
    { id: `road-${n}`, name: "", profile: "W" as const, outputs: 1 },
    { id: `deco-${n}`, name: "", profile: "C" as const, outputs: 1 },
  ]),
  lamps: districts.flatMap((n) =>
    (["road", "decorative"] as const).map((use) => ({
      id: `${use}-${n}`,
      name: `${use} ${n}`,
      areaId: `d${n}`,
      use,
      modelId: use === "road" ? streetModel.id : bridgeModel.id,
      ...site.place,
      pole: `${use}${n}`,
      circuitId: `k${n}`,
      phase: 1 as const,
      deviceId: use === "road" ? `road-${n}` : `deco-${n}`,
      output: 0,
      ...(use === "road" ? { roadId: `r${n}`, order: 1 } : {}),
    })),
  ),
  hardware: districts.flatMap((n) =>
    [`cab-${n}`, `road-${n}`, `deco-${n}`].map((deviceId) => ({ deviceId, link: "ethernet" as const, drift: 0 })),
  ),
};

const point = (when: object, level: number) => ({ at: when, target: { level } });
const empty = { holidaySets: [], roadFloors: [], curfews: [], campaigns: [], limits: [] };
/** The road at a level of its own, a facade until half past midnight. */
export const districtPlan = (n: number) => ({
  ...empty,
  name: `Kế hoạch quận ${n}`,
  areaId: `d${n}`,
  programs: [
    {
      id: "road",
      name: "Đường",
      points: [point({ sun: "sunset", offset: 10 }, 100 - n), point({ sun: "sunrise", offset: -15 }, 0)],
    },
    { id: "facade", name: "Mặt dựng", points: [point({ sun: "civilDusk" }, 70), point({ clock: "00:30" }, 0)] },
  ],
  calendars: [
    { id: "road", name: `Đường quận ${n}`, rules: [], defaultProgramId: "road" },
    { id: "facade", name: `Mặt dựng quận ${n}`, rules: [], defaultProgramId: "facade" },
  ],
  assignments: [
    { id: "road", to: { areaId: `d${n}` }, calendarId: "road" },
    { id: "facade", to: { areaId: `d${n}`, use: "decorative" }, calendarId: "facade" },
  ],
});
export const savingPlan = {
  ...empty,
  name: "Tiết giảm điện",
  areaId: "city",
  programs: [],
  calendars: [],
  assignments: [],
  campaigns: [
    {
      id: "saving",
      name: "Tiết giảm điện 2027",
      from: { year: 2027, month: 5, day: 16 },
      to: { year: 2027, month: 6, day: 30 },
      scope: { use: "all" },
      shift: { onMinutes: 30, offMinutes: -30 },
      reductions: [{ from: "22:00", to: "12:00", byPercent: 50, scope: { use: "road" } }],
      curfews: [{ from: "22:00", to: "06:00", percent: 0, scope: { use: "decorative" } }],
      why,
      documentNumber: "1234/UBND",
    },
  ],
};
