/** Whose telemetry somebody asks for, and whether they may: one lamp, one cabinet, or all lamps of a place. */
import type { InventoryIndex } from "../../core/inventory/index.ts";
import type { Cabinet, Inventory, Lamp } from "../../core/inventory/model.ts";
import type { Assignment, CabinetAssignment } from "../../core/inventory/ports.ts";
import { type Selection, selectLamps } from "../../core/inventory/select.ts";
import { mayIn, type Person } from "../../core/people/model.ts";
import type { SourceSpan } from "../../core/telemetry/ports.ts";
import { spansOfCabinets, spansOfLamps } from "../../core/telemetry/sources.ts";
import { ControllerError } from "../../errors.ts";

/** A lamp or a cabinet, with all devices it ever had; of a cabinet its meter, or one of its relay outputs. */
export type Subject = { readonly lampId: string } | { readonly cabinetId: string; readonly output?: number };

export interface TelemetrySubjectsDeps {
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
  readonly assignments: (lampIds: readonly string[]) => Promise<readonly Assignment[]>;
  readonly cabinetAssignments: (cabinetIds: readonly string[]) => Promise<readonly CabinetAssignment[]>;
}

/** @throws ControllerError `inventory/unknown`, `people/outside-area` */
export interface TelemetrySubjects {
  spansOf(person: Person, subject: Subject): Promise<SourceSpan[]>;
  /** The device that is there now; undefined where there is none. */
  deviceOf(person: Person, subject: Subject): string | undefined;
  lampsOf(person: Person, selection: Selection): Lamp[];
  spansOfLamps(lamps: readonly Lamp[]): Promise<SourceSpan[]>;
}

export function createTelemetrySubjects(deps: TelemetrySubjectsDeps): TelemetrySubjects {
  const { inventory, index } = deps;
  function thingOf(person: Person, subject: Subject): Lamp | Cabinet {
    const { lamp, cabinet, area } = inventory();
    const [sort, id] =
      "lampId" in subject ? (["lamp", subject.lampId] as const) : (["cabinet", subject.cabinetId] as const);
    const thing = sort === "lamp" ? lamp.get(id) : cabinet.get(id);
    // what somebody may not see does not exist
    if (thing === undefined || !mayIn(person, "read", thing.areaId, area)) {
      throw new ControllerError("inventory/unknown", `There is no ${sort} ${id}.`, { params: { sort, id } });
    }
    return thing;
  }

  async function spansOfAll(lamps: readonly Lamp[]): Promise<SourceSpan[]> {
    return spansOfLamps(await deps.assignments(lamps.map(({ id }) => id)));
  }

  return {
    async spansOf(person, subject) {
      const thing = thingOf(person, subject);
      if ("lampId" in subject) return spansOfAll([thing as Lamp]);
      return spansOfCabinets(await deps.cabinetAssignments([thing.id]), subject);
    },
    deviceOf: (person, subject) => thingOf(person, subject).deviceId,
    lampsOf(person, selection) {
      const { area, lamp } = inventory();
      const lamps = selectLamps(inventory(), index(), selection).map((id) => lamp.get(id)!);
      if (lamps.length === 0) {
        throw new ControllerError("inventory/unknown", "No lamps in use are found where this selection points.", {
          params: { sort: "lamp", id: Object.values(selection).map(String).join(" ").slice(0, 100) },
        });
      }
      // a selection that reaches outside is refused whole: half a sum would be read as the whole
      for (const areaId of new Set(lamps.map((one) => one.areaId))) {
        if (mayIn(person, "read", areaId, area)) continue;
        const name = area.get(areaId)?.name ?? areaId;
        throw new ControllerError("people/outside-area", `${person.name} may not read in ${name}.`, {
          params: { area: name },
        });
      }
      return lamps;
    },
    spansOfLamps: spansOfAll,
  };
}
