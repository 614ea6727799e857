/** Reads what lamps used: from their meters, from their samples where they have none, from their circuit where they have neither. */
import {
  type Account,
  accountOfEstimate,
  accountOfMeter,
  addAccounts,
  emptyAccount,
  energyOf,
} from "../../core/energy/account.ts";
import { edgesOf } from "../../core/energy/buckets.ts";
import { energyOfCircuit, shareOf } from "../../core/energy/circuit-share.ts";
import type { EnergyMeters } from "../../core/energy/ports.ts";
import { energyOfSamples } from "../../core/energy/sample-energy.ts";
import type { InventoryIndex } from "../../core/inventory/index.ts";
import type { Circuit, Inventory, Lamp } from "../../core/inventory/model.ts";
import type { Assignment } from "../../core/inventory/ports.ts";
import type { SourceSpan, TelemetryHistory } from "../../core/telemetry/ports.ts";
import type { CabinetReader } from "./cabinet-readings.ts";

export interface LampAccountsDeps {
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
  readonly meters: Pick<EnergyMeters, "energyOfAll">;
  readonly history: Pick<TelemetryHistory, "summaries">;
  readonly cabinets: CabinetReader;
  readonly assignments: (lampIds: readonly string[]) => Promise<readonly Assignment[]>;
}

export interface LampAccounts {
  /** All these lamps together, one account per bucket. */
  of(lamps: readonly Lamp[], edges: readonly number[], signal?: AbortSignal): Promise<Account[]>;
}

const hour = 3_600_000;
/** Lamps times days that are estimated from samples at once: some seconds of reading. Beyond, they stay unknown. */
const maxLampDays = 20_000;

/** Lamps with the devices they hung on in the period. */
type Equipped = ReadonlyMap<Lamp, readonly SourceSpan[]>;

export function createLampAccounts(deps: LampAccountsDeps): LampAccounts {
  const { inventory, index, meters, history, cabinets } = deps;

  return {
    async of(lamps, edges, signal) {
      const { equipped, plain } = await split(lamps, edges);
      const accounts = [await countedBy(equipped, edges, signal), await sharedBy(plain, edges, signal)];
      return bucketsOf(edges).map((n) => addAccounts(accounts.map((each) => each[n]!)));
    },
  };

  async function split(lamps: readonly Lamp[], edges: readonly number[]) {
    const [begin, end] = [edges[0]!, edges.at(-1)!];
    const spans = Map.groupBy(await deps.assignments(lamps.map(({ id }) => id)), ({ lampId }) => lampId);
    const equipped = new Map<Lamp, SourceSpan[]>();
    const plain: Lamp[] = [];
    for (const lamp of lamps) {
      const theirs = (spans.get(lamp.id) ?? []).flatMap(({ device, output, from, to = Number.MAX_SAFE_INTEGER }) =>
        from < end && to > begin ? [{ device, output, from, to, source: lamp.id }] : [],
      );
      if (theirs.length > 0) equipped.set(lamp, theirs);
      // one whose first device came later was not there yet
      else if (lamp.deviceId === undefined) plain.push(lamp);
    }
    return { equipped, plain };
  }

  async function countedBy(equipped: Equipped, edges: readonly number[], signal?: AbortSignal): Promise<Account[]> {
    if (equipped.size === 0) return bucketsOf(edges).map(() => emptyAccount);
    const spans = [...equipped.values()].flat();
    const { buckets, silent } = await meters.energyOfAll({ spans, edges, counter: "activeEnergy" }, signal);
    const unheard = new Set(silent);
    const [quiet, heard] = [new Map<Lamp, readonly SourceSpan[]>(), new Map<Lamp, readonly SourceSpan[]>()];
    for (const [lamp, theirs] of equipped) (unheard.has(lamp.id) ? quiet : heard).set(lamp, theirs);
    const hours = hoursOf(heard, edges);
    const metered = buckets.map((bucket, n) => accountOfMeter(bucket, lengthOf(edges, n), hours[n]!));
    if (quiet.size === 0) return metered;
    const sampled = await sampledBy(quiet, edges, signal);
    return metered.map((account, n) => addAccounts([account, sampled[n]!]));
  }

  /** Lamps whose electronics have no meter, or were never heard. */
  async function sampledBy(lamps: Equipped, edges: readonly number[], signal?: AbortSignal): Promise<Account[]> {
    const accounts = hoursOf(lamps, edges).map((hours): Account => ({ ...emptyAccount, hours }));
    const [begin, end] = [edges[0]!, edges.at(-1)!];
    if (lamps.size * ((end - begin) / (24 * hour)) > maxLampDays) return accounts;
    const models = new Map([...lamps.keys()].map(({ id, modelId }) => [id, inventory().lampModel.get(modelId)]));
    const query = { spans: [...lamps.values()].flat(), edges: edgesOf("halfHour", begin, end, "UTC") };
    for (const { source, buckets } of await history.summaries(
      { ...query, quantities: ["activePower", "level"] },
      signal,
    )) {
      const model = models.get(source);
      if (model === undefined) continue;
      let n = 0;
      for (const { at, energy, hours } of energyOfSamples(buckets, model)) {
        while (edges[n + 1]! <= at) n++;
        accounts[n] = addAccounts([accounts[n]!, accountOfEstimate(energy, hours, 0)]);
      }
    }
    return accounts;
  }

  /** Lamps without electronics, circuit by circuit. */
  async function sharedBy(lamps: readonly Lamp[], edges: readonly number[], signal?: AbortSignal): Promise<Account[]> {
    const spans = new Map(lamps.map((lamp) => [lamp, [{ from: 0 }]]));
    let accounts = hoursOf(spans, edges).map((hours): Account => ({ ...emptyAccount, hours }));
    for (const [circuitId, theirs] of Map.groupBy(lamps, (lamp) => lamp.circuitId ?? "")) {
      const circuit = inventory().circuit.get(circuitId);
      if (circuit === undefined) continue;
      const shares = await sharesOf(circuit, theirs, edges, signal);
      accounts = accounts.map((account, n) => addAccounts([account, shares[n] ?? emptyAccount]));
    }
    return accounts;
  }

  async function sharesOf(
    circuit: Circuit,
    lamps: readonly Lamp[],
    edges: readonly number[],
    signal?: AbortSignal,
  ): Promise<Account[]> {
    const readings = await cabinets.readings(circuit.cabinetId, edges, signal);
    if (readings === undefined) return [];
    const { equipped, plain } = await split(index().lampsOfCircuit(circuit.id), edges);
    const counted = await countedBy(equipped, edges, signal);
    // lamps that were retired since had their part as well
    const allWatts = wattsOf(new Set([...plain, ...lamps]));
    if (allWatts <= 0) return [];
    const livePart = cabinets.alwaysLivePart(circuit);
    return bucketsOf(edges).map((n) => {
      const length = lengthOf(edges, n);
      const energy = energyOfCircuit(readings, circuit.segment, n, livePart);
      const own = shareOf(energy, energyOf(counted[n]!), wattsOf(lamps), allWatts);
      return accountOfEstimate(own, energy.known * length * lamps.length, 0);
    });
  }

  function wattsOf(lamps: Iterable<Lamp>): number {
    let watts = 0;
    for (const { modelId } of lamps) watts += inventory().lampModel.get(modelId)?.nominalPower ?? 0;
    return watts;
  }
}

function bucketsOf(edges: readonly number[]): number[] {
  return edges.slice(1).map((_, n) => n);
}

/** h */
function lengthOf(edges: readonly number[], n: number): number {
  return (edges[n + 1]! - edges[n]!) / hour;
}

/** Lamp-hours of each bucket: before a lamp hung there, and after it was retired, it is not asked about. */
function hoursOf(lamps: ReadonlyMap<Lamp, readonly { readonly from: number }[]>, edges: readonly number[]): number[] {
  const hours = bucketsOf(edges).map(() => 0);
  for (const [{ retiredAt }, spans] of lamps) {
    const begin = Math.min(...spans.map(({ from }) => from));
    const end = retiredAt ?? Number.POSITIVE_INFINITY;
    for (let n = 0; n < hours.length; n++) {
      const time = Math.min(end, edges[n + 1]!) - Math.max(begin, edges[n]!);
      if (time > 0) hours[n]! += time / hour;
    }
  }
  return hours;
}
