/** One step that changes many things alike: what is sent, what it will do, and which thing a complaint is about. No components here. */
import { isSame } from "../form/changes-of.ts";
import type { Place, Thing, ThingSort, Values } from "../thing.ts";

/** Puts lamps into a listed group or takes them out. */
export interface MemberRequest {
  readonly do: "change";
  readonly sort: "group";
  readonly id: string;
  readonly version: number;
  readonly set: { readonly lampIds: readonly string[] };
}

/** As `POST /inventory/changes/alike` takes it. */
export interface BulkStep {
  readonly do: "change" | "retire";
  readonly sort: ThingSort;
  readonly ids: readonly string[];
  /** That were read, in the order of the ids. */
  readonly versions: readonly number[];
  /** Of a change: fields to change, null removes. */
  readonly set?: Values;
  readonly also?: readonly MemberRequest[];
}

const inUse = ({ retiredAt }: Thing) => retiredAt === undefined;

const named = (things: readonly Thing[]) => ({
  ids: things.map(({ id }) => id),
  versions: things.map(({ version }) => version),
});

/** @returns a step over each thing that is not so already. */
export function changeStep(
  sort: ThingSort,
  things: readonly Thing[],
  set: Values,
  also: readonly MemberRequest[] = [],
): BulkStep {
  const fields = Object.entries(set);
  const differing = things.filter((thing) => inUse(thing) && fields.some(([id, value]) => !isSame(thing[id], value)));
  return { do: "change", sort, ...named(differing), set, ...(also.length > 0 && { also }) };
}

export const retireStep = (sort: ThingSort, things: readonly Thing[]): BulkStep => ({
  do: "retire",
  sort,
  ...named(things.filter(inUse)),
});

/** Whether there is anything to do. */
export const isEmpty = ({ ids, also = [] }: BulkStep): boolean => ids.length === 0 && also.length === 0;

/** @returns a request that puts lamps into a listed group or takes them out; none where that changes nothing. */
export function memberRequests(group: Thing, lampIds: readonly string[], isIn: boolean): MemberRequest[] {
  const before = (group.lampIds as readonly string[] | undefined) ?? [];
  const meant = new Set(lampIds);
  const after = isIn ? [...new Set([...before, ...lampIds])] : before.filter((id) => !meant.has(id));
  if (after.length === before.length) return [];
  return [{ do: "change", sort: "group", id: group.id, version: group.version, set: { lampIds: after } }];
}

/** How many things go from one value to another. */
export interface Move {
  readonly field: string;
  /** undefined: nothing was said. */
  readonly from: unknown;
  /** null: nothing will be said. */
  readonly to: unknown;
  readonly count: number;
}

/** @returns every move of the step, the widest first within each field. */
export function movesOf(things: readonly Thing[], set: Values): Move[] {
  const moving = things.filter(inUse);
  return Object.entries(set).flatMap(([field, to]) => {
    const leaving = moving.filter((thing) => !isSame(thing[field], to));
    const groups = Map.groupBy(leaving, (thing) => thing[field]);
    return [...groups]
      .map(([from, { length: count }]) => ({ field, from, to, count }))
      .sort((a, b) => b.count - a.count);
  });
}

/** @returns id of the thing a complaint is about; undefined where it is about the step as a whole. */
export function blamedId({ path }: Place, { ids, also = [] }: BulkStep): string | undefined {
  const [, list, number] = /^body\.(ids|also)\[(\d+)\]/.exec(path) ?? [];
  if (list === undefined) return undefined;
  return list === "ids" ? ids[Number(number)] : also[Number(number)]?.id;
}
