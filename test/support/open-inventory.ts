/** A real inventory on a real database in memory, with a clock that stands still and secrets that can be foretold. */
import type { ThingChange } from "../../controller/core/inventory/model.ts";
import type { AuditEntry } from "../../controller/core/people/audit.ts";
import type { Person } from "../../controller/core/people/model.ts";
import { createInSlices } from "../../controller/engine/in-slices.ts";
import {
  createInventory,
  type InventoryDeps,
  type InventoryKeeper,
} from "../../controller/engine/inventory/inventory.ts";
import { openDatabase } from "../../controller/stores/database.ts";
import { createInventoryStore } from "../../controller/stores/inventory.ts";
import { migrate } from "../../controller/stores/migrations.ts";
import { createFakeClock, type FakeClock } from "./fake-clock.ts";

export const admin: Person = { id: "admin", name: "Quản trị", grants: [{ role: "administrator" }] };
export const adminOf = (...areaIds: string[]): Person => ({
  id: "local",
  name: "Quản trị quận",
  grants: [{ role: "administrator", areaIds }],
});

export interface InventoryBench extends AsyncDisposable {
  readonly inventory: InventoryKeeper;
  /** As after a restart: a new keeper over the same database, with other doors where given. */
  reopen(doors?: Partial<InventoryDeps>): Promise<InventoryKeeper>;
  readonly store: InventoryDeps["store"];
  readonly clock: FakeClock;
  /** What the broker was told, oldest first. */
  readonly published: ReadonlyMap<string, readonly string[]>[];
  readonly lines: AuditEntry[];
  /** The steps listeners were told of. */
  readonly heard: (readonly ThingChange[])[];
}

export async function openInventory(): Promise<InventoryBench> {
  const db = openDatabase({ file: ":memory:" });
  await migrate(db);
  const clock = createFakeClock(1_800_000_000_000);
  const published: ReadonlyMap<string, readonly string[]>[] = [];
  const lines: AuditEntry[] = [];
  const heard: (readonly ThingChange[])[] = [];
  let draws = 0;
  const store = createInventoryStore(db);
  const deps: InventoryDeps = {
    store,
    clock,
    broker: { publish: async (secrets) => void published.push(secrets) },
    audit: { record: async (...entries) => void lines.push(...entries) },
    drawSecret: () => new Uint8Array(32).fill(++draws),
    inSlices: createInSlices(() => performance.now()),
  };
  const inventory = await createInventory(deps);
  inventory.onChange((changes) => heard.push(changes));
  return {
    inventory,
    reopen: (doors = {}) => createInventory({ ...deps, ...doors }),
    store,
    clock,
    published,
    lines,
    heard,
    [Symbol.asyncDispose]: () => db.destroy(),
  };
}
