import { expect, it } from "vitest";
import { createPeopleStore } from "../../controller/stores/people.ts";
import { createViewStore } from "../../controller/stores/views.ts";
import { onEveryDatabase } from "../support/databases.ts";

const view = (name: string) => ({ name, values: { q: "đại lộ", sort: "-name" } });

onEveryDatabase("the store of saved views", (open) => {
  const openStore = async () => {
    const db = await open();
    const people = createPeopleStore(db);
    for (const id of ["lan", "minh"]) {
      const account = {
        id,
        name: id,
        grants: [],
        version: 1,
        createdAt: 1,
        passwordIsInitial: false,
        passwordHash: "x",
      };
      await people.addAccount(account);
    }
    return createViewStore(db);
  };

  it("gives back what was kept, each person and each list for itself", async () => {
    const store = await openStore();
    await store.keep("lan", "lamps", { version: 1, views: [view("Đêm")] });
    await store.keep("lan", "jobs", { version: 1, views: [] });
    await store.keep("lan", "lamps", { version: 2, views: [view("Đêm"), view("Sáng")] });
    expect(await store.find("lan", "lamps")).toEqual({ version: 2, views: [view("Đêm"), view("Sáng")] });
    expect(await store.find("minh", "lamps")).toBeUndefined();
    expect([await store.count("lan"), await store.count("minh")]).toEqual([2, 0]);
  });

  it("lets one of two writers of the same version through, also of the first", async () => {
    const store = await openStore();
    const keep = (version: number, name: string) => store.keep("lan", "lamps", { version, views: [view(name)] });
    const refused = { code: "people/changed-meanwhile" };
    await keep(1, "a");
    await expect(keep(1, "b")).rejects.toMatchObject(refused);
    await keep(2, "c");
    await expect(keep(2, "d")).rejects.toMatchObject(refused);
    expect(await store.find("lan", "lamps")).toEqual({ version: 2, views: [view("c")] });
  });
});
