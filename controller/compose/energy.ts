/** What was used: accounts of lamps and cabinets, what they cost and saved, and the utility's bills beside them. */
import { createBills } from "../engine/energy/bills.ts";
import { createCabinetReader } from "../engine/energy/cabinet-readings.ts";
import { createEnergy } from "../engine/energy/energy.ts";
import { createLampAccounts } from "../engine/energy/lamp-accounts.ts";
import { createMeterBalances } from "../engine/energy/meter-balances.ts";
import { createBillStore } from "../stores/bills.ts";
import type { City } from "./city.ts";
import type { Disk } from "./disk.ts";
import type { Forwarding } from "./forwarding.ts";
import type { RoadDown } from "./road-down.ts";
import type { Tables } from "./tables.ts";
import type { Wiring } from "./wiring.ts";

export function openEnergy(
  { clock }: Pick<Wiring, "clock">,
  { db, journal }: Pick<Disk, "db" | "journal">,
  { audit, inventory, things }: Pick<City, "audit" | "inventory" | "things">,
  { site }: Pick<RoadDown, "site">,
  { rates, baselines }: Tables,
  { histories }: Pick<Forwarding, "histories">,
) {
  const { assignments, cabinetAssignments } = inventory;
  const read = { ...things, meters: journal, history: histories, assignments, cabinetAssignments };
  const cabinets = createCabinetReader(read);
  const accounts = createLampAccounts({ ...read, cabinets });
  const energy = createEnergy({
    ...things,
    site: site.current,
    accounts,
    cabinets,
    baselines: () => baselines.current().map(({ baseline }) => baseline),
    rates: () => rates.current().rates,
  });
  const balances = createMeterBalances({ ...things, site: site.current, cabinets, accounts });
  const bills = createBills({
    ...things,
    clock,
    store: createBillStore(db),
    audit,
    site: site.current,
    cabinets,
    accounts,
  });
  return { energy, balances, bills };
}
