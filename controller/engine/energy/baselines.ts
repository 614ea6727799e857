/** Baselines as they are recorded: one recording after the other for each area, none ever written over. */
import { offsetAt } from "#protocol/behavior/civil-time.ts";
import type { Clock } from "../../clock.ts";
import type { Baseline, BaselineRecording } from "../../core/energy/baseline.ts";
import { judgeBaseline } from "../../core/energy/judge-baseline.ts";
import type { BaselineStore } from "../../core/energy/table-ports.ts";
import type { Site } from "../../core/fleet/configure.ts";
import type { Area } from "../../core/inventory/model.ts";
import { mayIn, type Person } from "../../core/people/model.ts";
import type { PlanAct } from "../../core/plans/plan-revision.ts";
import { ControllerError } from "../../errors.ts";

export interface BaselinesDeps {
  readonly clock: Clock;
  readonly store: BaselineStore;
  readonly areas: () => ReadonlyMap<string, Area>;
  readonly site: () => Pick<Site, "offsets">;
  /** Writes an instant as people of the site read it. */
  readonly writeTime: (at: number) => string;
}

export interface Baselines {
  /** The recording that holds, for each area that has one. */
  current(): readonly BaselineRecording[];
  /** Those the person may read. */
  readable(person: Person): readonly BaselineRecording[];
  /** All recordings of an area, newest first. @throws ControllerError `energy/unknown`. */
  recordingsOf(person: Person, areaId: string): readonly BaselineRecording[];
  /**
   * Records a baseline, or corrects the revision the person read; `readRevision` 0: there was none.
   * @throws ControllerError `energy/invalid` with every place, `energy/changed-meanwhile`, `people/outside-area`,
   * `inventory/unknown`.
   */
  record(
    person: Person,
    baseline: Baseline,
    readRevision: number,
    reason: Pick<PlanAct, "why" | "documentNumber">,
  ): Promise<BaselineRecording>;
}

export async function createBaselines({ clock, store, areas, site, writeTime }: BaselinesDeps): Promise<Baselines> {
  let byArea = await load();

  async function load(): Promise<ReadonlyMap<string, readonly BaselineRecording[]>> {
    return Map.groupBy(await store.all(), ({ baseline }) => baseline.areaId);
  }

  const current = () => [...byArea.values()].map(([newest]) => newest!);
  const mayRead = (person: Person, areaId: string) => mayIn(person, "read", areaId, areas());

  function today(): number {
    const now = clock.now();
    return Math.floor((now + offsetAt([...site().offsets], now) * 60_000) / dayMs);
  }

  function check(person: Person, baseline: Baseline): void {
    const { areaId } = baseline;
    const area = areas().get(areaId);
    if (area === undefined || area.retiredAt !== undefined) {
      throw new ControllerError("inventory/unknown", `There is no area ${areaId} in use.`, {
        params: { sort: "area", id: areaId },
      });
    }
    if (!mayIn(person, "energy", areaId, areas())) {
      throw new ControllerError("people/outside-area", `${person.name} may not record baselines in ${area.name}.`, {
        params: { power: "energy", areaId, area: area.name },
      });
    }
    const places = judgeBaseline(baseline, today());
    if (places.length === 0) return;
    const [first] = places;
    throw new ControllerError("energy/invalid", `${first?.path}: ${first?.message}. Nothing was recorded.`, {
      places: places.map((place) => ({ ...place, path: `body.${place.path}` })),
      params: { count: places.length },
    });
  }

  function changedMeanwhile(newest: BaselineRecording | undefined): ControllerError {
    if (newest === undefined) {
      return new ControllerError(
        "energy/changed-meanwhile",
        "There is no such revision to correct: nothing was recorded.",
      );
    }
    const { revision, recorded } = newest;
    const at = writeTime(recorded.at);
    return new ControllerError(
      "energy/changed-meanwhile",
      `${recorded.personName} recorded revision ${revision} at ${at}. Read it, and correct that one if it is wrong.`,
      { params: { person: recorded.personName, at, version: revision } },
    );
  }

  return {
    current,
    readable: (person) => current().filter(({ baseline }) => mayRead(person, baseline.areaId)),
    recordingsOf(person, areaId) {
      const found = byArea.get(areaId);
      if (found !== undefined && mayRead(person, areaId)) return found;
      throw new ControllerError("energy/unknown", `No baseline was recorded for area ${areaId}.`, {
        params: { id: areaId },
      });
    },
    async record(person, baseline, readRevision, reason) {
      check(person, baseline);
      const recording: BaselineRecording = {
        baseline,
        revision: readRevision + 1,
        recorded: { at: clock.now(), personId: person.id, personName: person.name, ...reason },
      };
      const newest = byArea.get(baseline.areaId)?.[0];
      const isNext = (newest?.revision ?? 0) === readRevision && (await store.insert(recording));
      byArea = await load();
      if (isNext) return recording;
      throw changedMeanwhile(byArea.get(baseline.areaId)?.[0]);
    },
  };
}

const dayMs = 86_400_000;
