/** Reads what cabinets counted and how much flowed through their relays. */
import type { CabinetReadings } from "../../core/energy/circuit-share.ts";
import type { EnergyBucket } from "../../core/energy/interval-energy.ts";
import type { EnergyMeters } from "../../core/energy/ports.ts";
import type { InventoryIndex } from "../../core/inventory/index.ts";
import type { Cabinet, Circuit, Inventory } from "../../core/inventory/model.ts";
import type { CabinetAssignment } from "../../core/inventory/ports.ts";
import type { SourceBucket, TelemetryHistory } from "../../core/telemetry/ports.ts";
import { spansOfCabinets } from "../../core/telemetry/sources.ts";

type Quantities = SourceBucket["quantities"];

export interface CabinetReaderDeps {
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
  readonly meters: Pick<EnergyMeters, "energyOf">;
  readonly history: Pick<TelemetryHistory, "summaries">;
  readonly cabinetAssignments: (cabinetIds: readonly string[]) => Promise<readonly CabinetAssignment[]>;
}

export interface CabinetReader {
  /** By cabinet; those without a meter that was heard in the period are absent. */
  meters(
    cabinets: readonly Cabinet[],
    edges: readonly number[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, readonly EnergyBucket[]>>;
  /** Over all controllers it had. Undefined: it had none in the period. */
  readings(cabinetId: string, edges: readonly number[], signal?: AbortSignal): Promise<CabinetReadings | undefined>;
  /** Share of an always-live circuit among those of its cabinet, by rated watts; 0 for a switched one. */
  alwaysLivePart(circuit: Circuit): number;
}

export function createCabinetReader(deps: CabinetReaderDeps): CabinetReader {
  const { inventory, index, meters, history } = deps;

  /** Which controllers they had between the first edge and the last. */
  async function controllersOf(cabinetIds: readonly string[], edges: readonly number[]) {
    const [begin, end] = [edges[0]!, edges.at(-1)!];
    const all = await deps.cabinetAssignments(cabinetIds);
    return all.filter(({ from, to = Number.POSITIVE_INFINITY }) => from < end && to > begin);
  }

  async function metersOf(cabinets: readonly Pick<Cabinet, "id">[], edges: readonly number[], signal?: AbortSignal) {
    const ids = cabinets.map(({ id }) => id);
    const spans = spansOfCabinets(await controllersOf(ids, edges));
    if (spans.length === 0) return new Map<string, readonly EnergyBucket[]>();
    const found = await meters.energyOf({ spans, edges, counter: "totalActiveEnergy" }, signal);
    return new Map(found.map(({ source, buckets }) => [source, buckets]));
  }

  function wattsOf(circuit: Circuit): number {
    const { lampModel } = inventory();
    return index()
      .lampsOfCircuit(circuit.id)
      .reduce((sum, { modelId }) => sum + (lampModel.get(modelId)?.nominalPower ?? 0), 0);
  }

  return {
    meters: metersOf,

    async readings(cabinetId, edges, signal) {
      const controllers = await controllersOf([cabinetId], edges);
      if (controllers.length === 0) return undefined;
      const outputs = new Set(
        index()
          .circuitsOfCabinet(cabinetId)
          .flatMap(({ segment }) => segment ?? []),
      );
      const whole = "meter";
      const spans = [
        ...spansOfCabinets(controllers, { source: whole }),
        ...[...outputs].flatMap((output) => spansOfCabinets(controllers, { output, source: String(output) })),
      ];
      const [meter, summaries] = await Promise.all([
        metersOf([{ id: cabinetId }], edges, signal),
        history.summaries({ spans, edges, quantities: ["totalPower", "activePower"] }, signal),
      ]);
      const told = (source: string, tell: (said: Quantities) => number | undefined) => {
        const list: (number | undefined)[] = edges.slice(1).map(() => undefined);
        for (const { from, quantities } of summaries.find((one) => one.source === source)?.buckets ?? []) {
          list[edges.indexOf(from)] = tell(quantities);
        }
        return list;
      };
      const ofEach = (tell: (said: Quantities) => number | undefined) =>
        new Map([...outputs].map((output) => [output, told(String(output), tell)]));
      return {
        meter: meter.get(cabinetId),
        // TALQ's meter totals are kW
        total: told(whole, ({ totalPower }) => totalPower && totalPower.mean * 1000),
        segments: ofEach(({ activePower }) => activePower?.mean),
        onShare: ofEach(({ activePower: power }) => power && (power.max > 0 ? power.mean / power.max : 0)),
      };
    },

    alwaysLivePart(circuit) {
      if (circuit.segment !== undefined) return 0;
      const live = index()
        .circuitsOfCabinet(circuit.cabinetId)
        .filter(({ segment }) => segment === undefined);
      const all = live.reduce((sum, one) => sum + wattsOf(one), 0);
      return all > 0 ? wattsOf(circuit) / all : 0;
    },
  };
}
