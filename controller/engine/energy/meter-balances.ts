/** Holds a cabinet's meter against the sum of its lamps. */
import { addAccounts, completenessOf, energyOf } from "../../core/energy/account.ts";
import { edgesOf } from "../../core/energy/buckets.ts";
import { balanceMeter, type MeterBalance } from "../../core/energy/meter-balance.ts";
import { lampsAt } from "../../core/energy/select-lamps.ts";
import type { Site } from "../../core/fleet/configure.ts";
import type { InventoryIndex } from "../../core/inventory/index.ts";
import type { Inventory, Lamp } from "../../core/inventory/model.ts";
import { mayIn, type Person } from "../../core/people/model.ts";
import { ControllerError } from "../../errors.ts";
import type { CabinetReader } from "./cabinet-readings.ts";
import type { LampAccounts } from "./lamp-accounts.ts";

export interface MeterBalancesDeps {
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
  readonly site: () => Pick<Site, "timeZone">;
  readonly cabinets: CabinetReader;
  readonly accounts: LampAccounts;
}

export interface MeterBalances {
  /**
   * @param period EpochMs, half-open.
   * @throws ControllerError `inventory/unknown`, `telemetry/bad-range`, `telemetry/unavailable`
   */
  of(
    person: Person,
    cabinetId: string,
    period: { readonly from: number; readonly until: number },
    signal?: AbortSignal,
  ): Promise<MeterBalance>;
}

const hour = 3_600_000;
/** Days one balance may span: a year and a month. */
const maxDays = 400;

export function createMeterBalances(deps: MeterBalancesDeps): MeterBalances {
  const { inventory, index, site, cabinets, accounts } = deps;

  /** W of the lamps that draw all their rated power while their circuit is closed. */
  function plainWatts(lamps: readonly Lamp[], circuitId: string): number {
    return lamps
      .filter((lamp) => lamp.circuitId === circuitId && lamp.deviceId === undefined)
      .reduce((sum, { modelId }) => sum + (inventory().lampModel.get(modelId)?.nominalPower ?? 0), 0);
  }

  return {
    async of(person, cabinetId, { from, until }, signal) {
      const cabinet = inventory().cabinet.get(cabinetId);
      if (cabinet === undefined || !mayIn(person, "read", cabinet.areaId, inventory().area)) {
        throw new ControllerError("inventory/unknown", `There is no cabinet ${cabinetId}.`, {
          params: { sort: "cabinet", id: cabinetId },
        });
      }
      if (!(from < until) || until - from > maxDays * 24 * hour) {
        throw new ControllerError("telemetry/bad-range", `The period must be from 1 ms to ${maxDays} days long.`);
      }
      const lamps = lampsAt(inventory(), index(), { cabinetId }, from);
      const edges = edgesOf("day", from, until, site().timeZone);
      const readings = await cabinets.readings(cabinetId, edges, signal);
      const counted = addAccounts(
        await accounts.of(
          lamps.filter(({ deviceId }) => deviceId !== undefined),
          edges,
          signal,
        ),
      );
      const meter = readings?.meter ?? [];
      let expected = 0;
      // a cabinet without controllers at its lamps lacks nothing of them
      let known = completenessOf(counted) ?? 1;
      for (const [n, begin] of edges.slice(0, -1).entries()) {
        const length = edges[n + 1]! - begin;
        const { measured = 0, interpolated = 0 } = meter[n] ?? {};
        known = Math.min(known, measured + interpolated);
        for (const circuit of index().circuitsOfCabinet(cabinetId)) {
          const watts = plainWatts(lamps, circuit.id);
          if (watts === 0) continue;
          const on = circuit.segment === undefined ? undefined : readings?.onShare.get(circuit.segment)?.[n];
          // what an always-live circuit with plain lamps should take, nobody can know
          if (on === undefined) known = 0;
          // a cabinet that is dead by day measures nothing then, and its lamps take nothing
          else expected += (watts * on * measured * length) / hour / 1000;
        }
      }
      const total = meter.reduce((sum, { energy }) => sum + energy, 0);
      return balanceMeter(total, energyOf(counted) + expected, (until - from) / hour, known);
    },
  };
}
