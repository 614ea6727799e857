/** Whose telemetry somebody asks for, and whether they may: one lamp, one cabinet, or all lamps of a place. */
import type { InventoryIndex } from "../../core/inventory/index.ts";
import type { Cabinet, Inventory, Lamp } from "../../core/inventory/model.ts";
import type { Assignment } from "../../core/inventory/ports.ts";
import { type Selection, selectLamps } from "../../core/inventory/select.ts";
import { mayIn, type Person } from "../../core/people/model.ts";
import type { SourceSpan } from "../../core/telemetry/ports.ts";
import { spansOfLamps } from "../../core/telemetry/sources.ts";
import { ControllerError } from "../../errors.ts";

/** A lamp, with all devices it ever had, or a cabinet's present device: its meter, or one of its relay outputs. */
export type Subject = { readonly lampId: string } | { readonly cabinetId: string; readonly output?: number };

export interface TelemetrySubjectsDeps {
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
  readonly assignments: (lampIds: readonly string[]) => Promise<readonly Assignment[]>;
}

/** @throws ControllerError `inventory/unknown`, `people/outside-area` */
export interface TelemetrySubjects {
  spansOf(person: Person, subject: Subject): Promise<SourceSpan[]>;
  /** The device that is there now; undefined where there is none. */
  deviceOf(person: Person, subject: Subject): string | undefined;
  lampsOf(person: Person, selection: Selection): Lamp[];
  spansOfLamps(lamps: readonly Lamp[]): Promise<SourceSpan[]>;
}

export function createTelemetrySubjects({ inventory, index, assignments }: TelemetrySubjectsDeps): TelemetrySubjects {
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
    return spansOfLamps(await assignments(lamps.map(({ id }) => id)));
  }

  return {
    async spansOf(person, subject) {
      const thing = thingOf(person, subject);
      if ("lampId" in subject) return spansOfAll([thing as Lamp]);
      const { output } = subject;
      const always = { from: 0, to: Number.MAX_SAFE_INTEGER, source: subject.cabinetId };
      if (thing.deviceId === undefined) return [];
      return [{ device: thing.deviceId, ...(output === undefined ? {} : { output }), ...always }];
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
