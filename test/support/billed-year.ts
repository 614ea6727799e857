/** Twenty supply points over a year: what their cabinets counted, and the bills a utility with meters of its own wrote. */
import { nightAt } from "#protocol/behavior/night.ts";
import type { Sample } from "#protocol/wire/samples.ts";
import type { Inventory, ThingSort } from "../../controller/core/inventory/model.ts";
import { inventoryOf } from "../../controller/core/inventory/snapshot.ts";
import type { Arrival } from "../../controller/core/telemetry/ports.ts";
import type { Rng } from "../../simulator/rng.ts";
import { arrivalOf } from "./telemetry.ts";

export const points = 20;
export const timeZone = "Asia/Ho_Chi_Minh";
const hour = 3_600_000;
const day = 24 * hour;
const site = { place: { lat: 10.98, lon: 106.65 }, offsets: [{ at: Date.UTC(2025, 0), offset: 420 }] };
/** Noon of 4 December 2025 at the site: the first reading is taken the next morning. */
const begin = Date.UTC(2025, 11, 4, 5);
/** EpochMs on which the reader of this year stands: all twelve periods have ended. */
export const lastDay = Date.UTC(2026, 11, 8);
const trueFactor = 20;

interface Named {
  readonly id: string;
  readonly name: string;
  readonly [field: string]: unknown;
}

export function billedCity(): Inventory {
  const ids = Array.from({ length: points }, (_, n) => n + 1);
  const things: Partial<Record<ThingSort, readonly Named[]>> = {
    area: [
      { id: "city", name: "Thành phố" },
      { id: "north", name: "Phường Bắc", parentId: "city" },
      { id: "south", name: "Phường Nam", parentId: "city" },
    ],
    supplyPoint: ids.map((n) => ({
      id: `pe-${n}`,
      name: `Trạm ${n}`,
      areaId: n <= 5 ? "north" : "south",
      utilityCode: `PE${String(n).padStart(2, "0")}`,
    })),
    cabinet: ids.map((n) => ({
      id: `c-${n}`,
      name: `Tủ ${n}`,
      areaId: n <= 5 ? "north" : "south",
      supplyPointId: `pe-${n}`,
      deviceId: `cab-${n}`,
      lon: 106.65,
      lat: 10.98,
    })),
  };
  return inventoryOf(
    (sort) => new Map((things[sort] ?? []).map((thing) => [thing.id, { version: 1, ...thing }])) as never,
  );
}

export interface BilledYear {
  readonly arrivals: readonly Arrival[];
  /** CSV as Excel in Vietnamese writes it. */
  readonly file: string;
  /** Supply point whose bills are reckoned with 30 where the transformers are 100/5 A. */
  readonly wrong: string;
  /** Supply point whose cabinet lost a month for good: its controller was exchanged at the end of it. */
  readonly away: string;
}

export function billedYear(rng: Rng): BilledYear {
  const [wrong, away] = [7, 12];
  const arrivals: Arrival[] = [];
  const rows = ["Mã PE;Từ ngày;Đến ngày;Chỉ số đầu;Chỉ số cuối;Hệ số nhân;Điện năng (kWh)"];
  for (let n = 1; n <= points; n++) {
    const load = rng.between(1_500, 6_000);
    const ours = rng.between(0.996, 1.004);
    // class 1: a percent either way
    const theirs = rng.between(0.992, 1.008);
    const counter = hourlyCounter(load);
    arrivals.push(...cabinetRows(`cab-${n}`, counter, ours, n === away));
    const read = (at: number) => ((counter(at) * theirs) / trueFactor).toFixed(2).replace(".", ",");
    const factor = n === wrong ? 30 : trueFactor;
    for (let month = 0; month < 12; month++) {
      // the man with the ladder comes in the morning of the last day, which he prints as part of the period
      const first = Temporal.PlainDate.from("2025-12-06").add({ months: month });
      const last = first.add({ months: 1 }).subtract({ days: 1 });
      const [before, after] = [first.subtract({ days: 1 }), last].map((date) => read(morning(date)));
      const used = Math.round((Number(after!.replace(",", ".")) - Number(before!.replace(",", "."))) * factor);
      const name = `PE${String(n).padStart(2, "0")}`;
      rows.push([name, written(first), written(last), before, after, factor, used].join(";"));
    }
  }
  return { arrivals, file: `\uFEFF${rows.join("\r\n")}\r\n`, wrong: `pe-${wrong}`, away: `pe-${away}` };
}

const written = ({ day: d, month, year }: Temporal.PlainDate) =>
  `${String(d).padStart(2, "0")}/${String(month).padStart(2, "0")}/${year}`;
const morning = (date: Temporal.PlainDate) => date.toZonedDateTime({ timeZone, plainTime: "09:30" }).epochMilliseconds;

/** @param load W by night, 60 % of it after 23:00. @returns kWh since `begin`, as it truly was. */
function hourlyCounter(load: number): (at: number) => number {
  const sums = [0];
  for (let at = begin; at < lastDay; at += hour) {
    const { sunset, sunrise, noon } = nightAt(site, at + hour / 2);
    const late = noon + 11 * hour;
    const lit = (from: number, until: number) => Math.max(0, Math.min(at + hour, until) - Math.max(at, from)) / hour;
    const energy = (load * (lit(sunset, late) + 0.6 * lit(late, sunrise))) / 1000;
    sums.push(sums.at(-1)! + energy);
  }
  return (at) => {
    const n = (at - begin) / hour;
    const [low, high] = [sums[Math.floor(n)]!, sums[Math.ceil(n)] ?? sums.at(-1)!];
    return low + (high - low) * (n % 1);
  };
}

/** Hourly rows of a cabinet's meter, 48 in a message, received when the last was taken. */
function cabinetRows(device: string, counter: (at: number) => number, gain: number, away: boolean): Arrival[] {
  const from = Date.UTC(2026, 4, 5, 17);
  const until = from + 31 * day;
  const offset = (at: number) => (away && at >= until ? counter(until) * gain : 0);
  const arrivals: Arrival[] = [];
  let rows: Sample[] = [];
  let after = 0;
  for (let at = begin; at < lastDay; at += hour) {
    if (away && at >= from && at < until) continue;
    rows.push({ at, totalActiveEnergy: 1_000 + counter(at) * gain - offset(at) } as Sample);
    if (rows.length < 48) continue;
    const batch = { stream: "raw" as const, epoch: 7, after, rows };
    arrivals.push(arrivalOf(device, "report", { states: [], batches: [batch] }, "cbor", at + 60_000));
    after += rows.length;
    rows = [];
  }
  return arrivals;
}
