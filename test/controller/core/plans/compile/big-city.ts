/** A city as large as the product promises to carry, and a plan of it with twenty calendars. */
import type { Inventory } from "../../../../../controller/core/inventory/model.ts";
import type { Plan } from "../../../../../controller/core/plans/plan.ts";
import { snapshot } from "../../inventory/small-town.ts";
import { cityPlan, program } from "../plan-of-a-town.ts";

const perRoad = 40;
const districts = 20;
const list = <T>(length: number, make: (n: number) => T) => Array.from({ length }, (_, n) => make(n));

/** Twenty districts over 30 km, each road on its own cabinet with a whole-night and a half-night segment. */
export function bigCity(lamps: number): Inventory {
  const roads = lamps / perRoad;
  return snapshot({
    area: [{ id: "city" }, ...list(districts, (n) => ({ id: `a${n}`, parentId: "city" }))],
    lampModel: list(6, (n) => ({ id: `m${n}`, nominalPower: 60 + n * 20 })),
    road: list(roads, (n) => ({ id: `r${n}`, areaId: `a${n % districts}` })),
    device: [...list(roads, (n) => ({ id: `cab${n}`, outputs: 2 })), ...list(lamps, (n) => ({ id: `d${n}` }))],
    cabinet: list(roads, (n) => ({ id: `c${n}`, areaId: `a${n % districts}`, deviceId: `cab${n}` })),
    circuit: list(roads, (n) => [
      { id: `whole${n}`, cabinetId: `c${n}`, segment: 0 },
      { id: `half${n}`, cabinetId: `c${n}`, kind: "halfNight" as const, segment: 1 },
    ]).flat(),
    lamp: list(lamps, (n) => {
      const road = Math.floor(n / perRoad);
      const district = road % districts;
      return {
        id: `l${n}`,
        areaId: `a${district}`,
        modelId: `m${road % 6}`,
        roadId: `r${road}`,
        order: (n % perRoad) + 1,
        lat: 10.85 + (district % 5) * 0.06 + (road % 31) * 0.001 + (n % perRoad) * 0.0002,
        lon: 106.5 + Math.floor(district / 5) * 0.08 + (road % 37) * 0.001,
        circuitId: `${n % 2 === 0 ? "whole" : "half"}${road}`,
        deviceId: `d${n}`,
        output: 0,
      };
    }),
  });
}

/** Every district has a calendar of its own for either kind of circuit: twenty in ten districts, used twice. */
export function planOfBigCity(lamps: number, late: number): Plan {
  const roads = lamps / perRoad;
  const kinds = ["whole", "half"] as const;
  return {
    ...cityPlan,
    programs: list(10, (n) => [
      program(`whole${n}`, ["sunset+5", 100], [`22:${10 + n}`, late], ["04:45", 70], ["sunrise-10", 0]),
      program(`half${n}`, ["sunset+5", 100], [`22:${30 + n}`, 0]),
      program(`festive${n}`, ["sunset", 100], ["sunrise", 0]),
    ]).flat(),
    calendars: list(10, (n) =>
      kinds.map((kind) => ({
        ...cityPlan.calendars[0]!,
        id: `${kind}${n}`,
        name: `${kind} ${n}`,
        defaultProgramId: `${kind}${n}`,
        rules: cityPlan.calendars[0]!.rules.map((rule) => ({ ...rule, programId: `festive${n}` })),
      })),
    ).flat(),
    assignments: list(roads, (n) =>
      kinds.map((kind) => ({ id: `${kind}${n}`, to: { circuitId: `${kind}${n}` }, calendarId: `${kind}${n % 10}` })),
    ).flat(),
    roadFloors: [
      {
        id: "f",
        name: "Sàn",
        roadIds: list(roads, (n) => `r${n}`),
        spans: [{ from: "18:00", to: "05:00", level: 20, mayBeDark: { every: 2, offsets: [1] } }],
      },
    ],
  };
}
