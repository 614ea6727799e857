/** A real inventory on a real database in memory, with a clock that stands still and secrets that can be foretold. */
import { onTestFinished } from "vitest";
import type { ThingChange } from "../../../controller/core/inventory/model.ts";
import type { AuditEntry } from "../../../controller/core/people/audit.ts";
import type { Person } from "../../../controller/core/people/model.ts";
import { createInventory } from "../../../controller/engine/inventory.ts";
import { openDatabase } from "../../../controller/stores/database.ts";
import { createInventoryStore } from "../../../controller/stores/inventory.ts";
import { migrate } from "../../../controller/stores/migrations.ts";
import { createFakeClock } from "../../support/fake-clock.ts";

export const admin: Person = { id: "admin", name: "Quản trị", grants: [{ role: "administrator" }] };
export const adminOf = (...areaIds: string[]): Person => ({
  id: "local",
  name: "Quản trị quận",
  grants: [{ role: "administrator", areaIds }],
});
export const viewerOf = (...areaIds: string[]): Person => ({
  id: "viewer",
  name: "Người xem",
  grants: [{ role: "viewer", areaIds }],
});

export async function setUpInventory() {
  const db = openDatabase({ file: ":memory:" });
  onTestFinished(() => db.destroy());
  await migrate(db);
  const clock = createFakeClock(1_800_000_000_000);
  const published: ReadonlyMap<string, readonly string[]>[] = [];
  const lines: AuditEntry[] = [];
  const heard: (readonly ThingChange[])[] = [];
  let draws = 0;
  const store = createInventoryStore(db);
  const deps = {
    store,
    clock,
    broker: { publish: async (secrets: ReadonlyMap<string, readonly string[]>) => void published.push(secrets) },
    audit: { record: async (entry: AuditEntry) => void lines.push(entry) },
    drawSecret: () => new Uint8Array(32).fill(++draws),
  };
  const inventory = await createInventory(deps);
  inventory.onChange((changes) => heard.push(changes));
  return {
    inventory,
    /** As after a restart: a new keeper over the same database. */
    reopen: () => createInventory(deps),
    store,
    deps,
    clock,
    published,
    lines,
    heard,
  };
}
