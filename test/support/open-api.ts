/** The whole API over a database in memory, on a clock that stands still: everything is real but time, chance and the cost of hashing. */
import { Registry } from "prom-client";
import { createApi } from "../../controller/api/create-api.ts";
import type { Api, ApiRoutes } from "../../controller/api/route.ts";
import type { Area } from "../../controller/core/inventory/model.ts";
import type { Grant } from "../../controller/core/people/model.ts";
import { createLive, type Live } from "../../controller/engine/live/live.ts";
import { type Audit, createAudit } from "../../controller/engine/people/audit.ts";
import { createAuditFile } from "../../controller/engine/people/audit-file.ts";
import { createPasswordHasher } from "../../controller/engine/people/password-hash.ts";
import { createPeople, type People } from "../../controller/engine/people/people.ts";
import { createAuditStore } from "../../controller/stores/audit.ts";
import { type Db, openDatabase } from "../../controller/stores/database.ts";
import { migrate } from "../../controller/stores/migrations.ts";
import { createPeopleStore } from "../../controller/stores/people.ts";
import { createFakeClock, type FakeClock } from "./fake-clock.ts";

export interface OpenApi extends AsyncDisposable {
  app: Api;
  clock: FakeClock;
  db: Db;
  people: People;
  audit: Audit;
  live: Live;
  /** The tree the API sees; may be changed. */
  areas: Map<string, Area>;
  /** The first administrator's password. */
  password: string;
  /** Headers of a new person with these grants, signed in with a cookie. */
  signedIn(id: string, grants: readonly Grant[]): Promise<{ cookie: string }>;
  /** Headers of the first administrator. */
  admin: { cookie: string };
}

export const goodPassword = "chín cây cầu bắc qua sông";

/** Bình Dương in small: two areas, one with a ward below it. */
const someAreas: readonly Area[] = [
  { id: "di-an", name: "Dĩ An", version: 1, topicNumber: 1 },
  { id: "di-an-1", name: "Dĩ An 1", version: 1, topicNumber: 2, parentId: "di-an" },
  { id: "ben-cat", name: "Bến Cát", version: 1, topicNumber: 3 },
];

export async function openApi({
  now = 1_795_000_000_000,
  routes = [],
  pages = [],
  trustedProxies = [],
  signInFirst = true,
}: {
  now?: number;
  routes?: readonly ApiRoutes[];
  pages?: readonly ApiRoutes[];
  trustedProxies?: readonly string[];
  /** False: the first administrator has not signed in, and `admin` signs nobody in. */
  signInFirst?: boolean;
} = {}): Promise<OpenApi> {
  const clock = createFakeClock(now);
  const after = (span: number, run: () => void) => clock.wakeAt(clock.now() + span, run);
  const areas = new Map(someAreas.map((area) => [area.id, area]));
  const db = openDatabase({ file: ":memory:" });
  await migrate(db);
  const secretBytes = countedBytes();
  const audit = await createAudit({ store: createAuditStore(db), areas: () => areas });
  const people = await createPeople({
    store: createPeopleStore(db),
    audit,
    hasher: createPasswordHasher(secretBytes, { memory: 8, passes: 1, parallelism: 1 }),
    clock,
    secretBytes,
    areas: () => areas,
  });
  const live = createLive({ clock, after, boot: "boot1" });
  const app = await createApi({
    clock,
    after,
    people,
    audit,
    auditFile: createAuditFile({ audit, areas: () => areas, timeZone: "Asia/Ho_Chi_Minh" }),
    live,
    areas: () => areas,
    health: () => ({ ok: true, figures: { devices: 0 } }),
    metrics: new Registry(),
    trustedProxies,
    routes,
    pages,
  });
  const first = await people.firstAdministrator();
  if (!first) throw new Error("the database is not new");

  const cookieOf = async (id: string, password: string) => {
    const { secret } = await people.signIn({ id, password, address: "127.0.0.1" });
    return { cookie: `den_session=${secret}` };
  };
  return {
    app,
    clock,
    db,
    people,
    audit,
    live,
    areas,
    password: first.password,
    admin: signInFirst ? await cookieOf(first.id, first.password) : { cookie: "" },
    async signedIn(id, grants) {
      const root = { id: "system", name: "Den", grants: [{ role: "administrator" as const }] };
      await people.addAccount(root, { id, name: id, grants, password: goodPassword });
      return cookieOf(id, goodPassword);
    },
    async [Symbol.asyncDispose]() {
      await app.close();
      await people.close();
      await db.destroy();
    },
  };
}

/** Bytes that are all different and the same in every run. */
function countedBytes(): (count: number) => Uint8Array {
  let drawn = 0;
  return (count) => Uint8Array.from({ length: count }, () => (drawn++ * 167 + (drawn >> 8)) & 0xff);
}
