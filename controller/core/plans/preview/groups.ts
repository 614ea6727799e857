/** Sorts the lamps in question into groups that burn alike, so that a city is reckoned by courses and not by lamps. */
import type { BaselineBook, BaselineShares } from "../../energy/baseline.ts";
import { priceClassOf } from "../../energy/price-class.ts";
import type { InventoryIndex } from "../../inventory/index.ts";
import type { Inventory, Lamp, LampModel } from "../../inventory/model.ts";
import type { Steps } from "../../steps.ts";
import type { CompiledPlans } from "../compile/compile-plans.ts";
import { partKey } from "../plan.ts";
import type { Cell } from "./cells.ts";
import type { Course, CourseFinder } from "./courses.ts";
import type { CourseLamps } from "./finder.ts";
import { type Bucket, newSums } from "./ledger.ts";

/** Lamps of one model on one course. */
export interface Load {
  readonly course: Course;
  readonly model: LampModel;
}

/** Lamps that burn alike now and by the plans in question, and are summed up together. */
export interface Group {
  readonly load: Load;
  /** By the plans in force. */
  readonly present: Load;
  readonly bucket: Bucket;
  readonly baseline: BaselineShares | undefined;
  /** h at full level of one lamp over all nights, by the plans in question and by those in force. */
  readonly light: { plan: number; present: number };
  lamps: number;
}

export interface Grouped {
  readonly groups: readonly Group[];
  readonly buckets: readonly Bucket[];
  /** Courses of the plans in question with their lamps. */
  readonly lamps: ReadonlyMap<Course, CourseLamps>;
}

/** @yields 0 between its steps: nothing is reckoned yet. */
export function* groupLamps(
  lamps: readonly Lamp[],
  cells: ReadonlyMap<string, Cell>,
  courseOf: CourseFinder,
  {
    plans,
    inForce,
    baselines,
    inventory,
    index,
    nights,
  }: {
    readonly plans: CompiledPlans;
    readonly inForce: CompiledPlans;
    readonly baselines: BaselineBook;
    readonly inventory: Inventory;
    readonly index: InventoryIndex;
    readonly nights: number;
  },
): Steps<Grouped, number> {
  const loads = createLoads();
  const groups = new Map<string, Group>();
  const buckets = new Map<string, Bucket & { lamps: number; baselineLamps: number }>();
  const courses = new Map<Course, Mutable>();
  for (const [n, lamp] of lamps.entries()) {
    if (n % lampsPerStep === 0) yield 0;
    const cell = cells.get(lamp.id)!;
    const model = inventory.lampModel.get(lamp.modelId)!;
    const course = courseOf(lamp, cell, plans);
    addLamp(courses, course, lamp, inventory, index);
    const load = loads.of(course, model);
    const present = loads.of(courseOf(lamp, cell, inForce), model);
    const { followed } = plans.lamps.get(lamp.id)!;
    const calendar = followed === undefined ? "" : partKey(followed.plan.id, followed.assignment.calendarId);
    const priceClass = priceClassOf(lamp, inventory);
    const name = `${calendar}|${lamp.areaId}|${priceClass ?? ""}`;
    const bucket = buckets.get(name) ?? {
      followed,
      areaId: lamp.areaId,
      priceClass,
      lamps: 0,
      baselineLamps: 0,
      sums: newSums(nights),
    };
    buckets.set(name, bucket);
    const baseline = baselines.of(lamp.areaId);
    bucket.lamps++;
    if (baseline !== undefined) bucket.baselineLamps++;
    const key = `${name}|${loads.nameOf(load)}|${loads.nameOf(present)}`;
    const group = groups.get(key) ?? { load, present, bucket, baseline, light: { plan: 0, present: 0 }, lamps: 0 };
    group.lamps++;
    groups.set(key, group);
  }
  return { groups: [...groups.values()], buckets: [...buckets.values()], lamps: courses };
}

/** About a millisecond. */
const lampsPerStep = 128;

interface Mutable extends CourseLamps {
  readonly lampIds: string[];
  readonly uncommanded: string[];
  readonly byRoad: Map<string, string[]>;
}

function addLamp(
  courses: Map<Course, Mutable>,
  course: Course,
  lamp: Lamp,
  { circuit }: Inventory,
  index: InventoryIndex,
): void {
  const entry: Mutable = courses.get(course) ?? { course, lampIds: [], uncommanded: [], byRoad: new Map() };
  courses.set(course, entry);
  entry.lampIds.push(lamp.id);
  const kind = lamp.circuitId === undefined ? undefined : circuit.get(lamp.circuitId)?.kind;
  if (kind === "halfNight" && index.segmentOf(lamp)?.device === undefined) entry.uncommanded.push(lamp.id);
  if (lamp.roadId === undefined) return;
  const onRoad = entry.byRoad.get(lamp.roadId) ?? [];
  onRoad.push(lamp.id);
  entry.byRoad.set(lamp.roadId, onRoad);
}

function createLoads() {
  const byCourse = new Map<Course, Map<LampModel, Load>>();
  const names = new Map<Load, number>();
  return {
    of(course: Course, model: LampModel): Load {
      const known = byCourse.get(course) ?? new Map<LampModel, Load>();
      byCourse.set(course, known);
      const load = known.get(model) ?? { course, model };
      known.set(model, load);
      if (!names.has(load)) names.set(load, names.size);
      return load;
    },
    nameOf: (load: Load) => names.get(load)!,
  };
}
