/** Which unchanged things a change may have made wrong, and which changed field is to blame. */
import type { InventoryIndex } from "./index.ts";
import type { ThingChange, ThingOf, ThingSort } from "./model.ts";

export type Dependent = {
  [S in ThingSort]: { readonly sort: S; readonly thing: ThingOf[S]; readonly blame: string };
}[ThingSort];

/**
 * New things have no dependents yet, and those of retired things are their users, which a rule of its own protects.
 * @param index of the inventory as it would be. @param before of the inventory as it is.
 */
export function dependentsOf(change: ThingChange, index: InventoryIndex, before: InventoryIndex): Dependent[] {
  const { sort } = change;
  if (change.before === undefined || change.after.retiredAt !== undefined) return [];
  const { id } = change.after;
  const blame = changedField(change, decisiveFields[sort]);
  if (blame === undefined) return [];
  switch (sort) {
    case "area":
      // groups above the old place may lose the lamps of the whole subtree
      return blamed("group", before.areaAndAbove(id).flatMap(index.groupsIn), blame);
    case "cabinet":
      return blamed("circuit", index.circuitsOfCabinet(id), blame);
    case "lampModel":
      return blamed("lamp", index.lampsOfModel(id), blame);
    case "lamp":
      return blamed("group", index.groupsOfLamp(id), blame);
    case "device":
      return [
        ...blamed("lamp", index.lampsOfDevice(id), blame),
        ...blamed("cabinet", index.cabinetsOfDevice(id), blame),
        ...index
          .cabinetsOfDevice(id)
          .flatMap((cabinet) => blamed("circuit", index.circuitsOfCabinet(cabinet.id), blame)),
      ];
    default:
      return [];
  }
}

/** Fields that the rightness of others hangs on. */
const decisiveFields: { readonly [S in ThingSort]: readonly (keyof ThingOf[S] & string)[] } = {
  area: ["parentId"],
  supplyPoint: [],
  cabinet: ["deviceId"],
  circuit: [],
  road: [],
  lampModel: ["outputKind"],
  device: ["outputs", "profile"],
  lamp: ["areaId"],
  group: [],
};

function changedField({ before, after }: ThingChange, fields: readonly string[]): string | undefined {
  const [was, is] = [before, after] as unknown as Readonly<Record<string, unknown>>[];
  return fields.find((field) => was?.[field] !== is?.[field]);
}

function blamed<S extends ThingSort>(sort: S, things: readonly ThingOf[S][], blame: string): Dependent[] {
  return things.map((thing) => ({ sort, thing, blame }) as Dependent);
}
