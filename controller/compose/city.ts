/** Who and what there is: accounts, their audit and live streams, the inventory and what the broker knows of it. */
import { createHash, randomBytes } from "node:crypto";
import { afterOnSystem } from "../clock.ts";
import { createInventory } from "../engine/inventory/inventory.ts";
import { createLive } from "../engine/live/live.ts";
import { createAudit } from "../engine/people/audit.ts";
import { createPasswordHasher } from "../engine/people/password-hash.ts";
import { createPeople } from "../engine/people/people.ts";
import { createAuditStore } from "../stores/audit.ts";
import { createBrokerCredentials } from "../stores/broker-credentials.ts";
import { createInventoryStore } from "../stores/inventory.ts";
import { createPeopleStore } from "../stores/people.ts";
import type { Disk } from "./disk.ts";
import type { Wiring } from "./wiring.ts";

export type City = Awaited<ReturnType<typeof openCity>>;

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

export async function openCity({ config, clock, log, closers, inSlices }: Wiring, { folder, db }: Disk) {
  const areas = () => inventory.current().area;
  const audit = await createAudit({ store: createAuditStore(db), areas });
  const people = await createPeople({
    store: createPeopleStore(db),
    audit,
    hasher: createPasswordHasher(randomBytes),
    clock,
    secretBytes: randomBytes,
    areas,
  });
  closers.push(() => people.close());
  const live = createLive({ clock, after: afterOnSystem, boot: randomBytes(6).toString("hex") });

  const brokerPassword = config.brokerPassword ?? randomBytes(32).toString("base64url");
  const credentials = createBrokerCredentials({
    file: folder.file("credentials.json"),
    accounts: [{ name: config.brokerUser, role: "controller", secretHash: sha256(brokerPassword) }],
    clock,
    onFailure: (error) => log.error(error, "broker credentials"),
  });
  closers.push(() => credentials.close());
  const inventory = await createInventory({
    store: createInventoryStore(db),
    broker: credentials,
    audit,
    clock,
    drawSecret: () => randomBytes(32),
    inSlices,
  });
  const things = { inventory: () => inventory.current(), index: () => inventory.index() };
  return { areas, audit, people, live, inventory, things, brokerPassword };
}
