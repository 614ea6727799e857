/** How many values of one quantity become one: over time within a source, and over sources. */
import { type Quantity, quantityNames } from "#protocol/wire/samples.ts";

export type Combination = "sum" | "mean" | "min" | "max";

/** Powers of several sources add up. Everything else that is not listed is a mean. */
const others: Partial<Record<Quantity, Combination>> = {
  activePower: "sum",
  reactivePower: "sum",
  totalPower: "sum",
  phase1ActivePower: "sum",
  phase2ActivePower: "sum",
  phase3ActivePower: "sum",
  supplyVoltageMin: "min",
  supplyVoltageMax: "max",
};

/** Counters that only grow: neither sum nor mean of them says anything, energy is their difference. */
const cumulative: readonly Quantity[] = [
  "activeEnergy",
  "totalActiveEnergy",
  "operatingHours",
  "switchOnCounter",
  "supplyLossCount",
];

/** How each quantity combines over sources; those that cannot are absent. Within one source `sum` is a mean. */
export const combinations: ReadonlyMap<Quantity, Combination> = new Map(
  quantityNames.filter((name) => !cumulative.includes(name)).map((name) => [name, others[name] ?? "mean"] as const),
);
