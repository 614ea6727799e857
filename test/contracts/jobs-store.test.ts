import { expect, it } from "vitest";
import type { Job } from "../../controller/core/jobs/job.ts";
import type { StoredWord } from "../../controller/core/jobs/ports.ts";
import { createJobStore } from "../../controller/stores/jobs.ts";
import { createOrderStore } from "../../controller/stores/orders.ts";
import { onEveryDatabase } from "../support/databases.ts";
import { anOrder, evening, hour } from "../support/fleet-things.ts";

const lampIds = Array.from({ length: 1200 }, (_, n) => `l${n}`);

onEveryDatabase("the job store", (open) => {
  async function opened() {
    const db = await open();
    const orders = createOrderStore(db);
    const store = createJobStore(db);
    const add = async (id: string, said: Partial<Job> = {}, order: Parameters<typeof anOrder>[0] = {}) => {
      const job: Job = {
        id,
        key: `key-${id}`,
        wish: "{}",
        orderId: `order-${id}`,
        orderKind: "override",
        createdAt: evening,
        personId: "lan",
        personName: "Lan",
        state: "running",
        deadline: evening + 33_000,
        lampIds,
        ...said,
      };
      await orders.insert(anOrder({ id: job.orderId, ...order }), job, ["north"]);
      return job;
    };
    return { store, add };
  }
  const word = (lampId: string, said: Partial<StoredWord> = {}): StoredWord => ({
    lampId,
    at: evening,
    word: "followed",
    ...said,
  });

  it("gives back a job by id and by its person's key, as it was written and as it ended", async () => {
    const { store, add } = await opened();
    const job = await add("a");
    expect(await store.find("a")).toEqual(job);
    const done: Job = { ...job, state: "done", endedAt: evening + 1000, deadline: evening + 99_000 };
    await store.update(done);
    expect(await store.findByKey("lan", "key-a")).toEqual(done);
    expect(await store.findByKey("minh", "key-a")).toBeUndefined();
    expect(await store.find("b")).toBeUndefined();
  });

  it("lists those whose order is of some areas", async () => {
    const { store, add } = await opened();
    for (let n = 0; n < 4; n++) await add(`j${n}`, { createdAt: evening + n });
    const ids = async (areaIds: readonly string[]) => (await store.list({ limit: 2, areaIds })).map(({ id }) => id);
    expect(await ids(["north", "elsewhere"])).toEqual(["j3", "j2"]);
    expect(await ids(["elsewhere"])).toEqual([]);
  });

  it("opens with those that run or are paused and those whose words can still improve, oldest first", async () => {
    const { store, add } = await opened();
    const over = { issuedAt: evening - 3 * hour, until: evening };
    await add("runs-after-its-order", { createdAt: evening - 3 * hour }, over);
    const paused = { at: evening, personId: "lan", personName: "Lan", left: 20_000 };
    await add("paused-after-its-order", { state: "paused", paused, createdAt: evening - 2 * hour }, over);
    await add("done-and-over", { state: "done" }, over);
    await add("done-and-stands", { state: "done", createdAt: evening - 1 });
    await add("done-lock", { state: "done", createdAt: evening - 2 }, { kind: "workLock" });
    const ended = { at: evening, personId: "lan", personName: "Lan" };
    await add("cancelled", { state: "cancelled" }, { ended });
    const unfinished = await store.unfinished(evening);
    expect(unfinished.map(({ id }) => id)).toEqual([
      "runs-after-its-order",
      "paused-after-its-order",
      "done-lock",
      "done-and-stands",
    ]);
    expect(unfinished[1]?.paused).toEqual(paused);
  });

  it("lists newest first, also those that began in the same millisecond", async () => {
    const { store, add } = await opened();
    for (const id of ["b", "d", "a", "c"]) await add(id);
    await add("later", { createdAt: evening + 1 });
    const seen: string[] = [];
    for (let before: string | undefined; ; ) {
      const [job] = await store.list({ limit: 1, ...(before === undefined ? {} : { before }) });
      if (job === undefined) break;
      seen.push(job.id);
      before = job.id;
    }
    expect(seen).toEqual(["later", "d", "c", "b", "a"]);
  });

  it("keeps the newest word of each lamp with its reason, for as many lamps as a city has", async () => {
    const { store, add } = await opened();
    await add("a");
    await add("b");
    await store.saveWords(
      "a",
      lampIds.map((id) => word(id, { word: "silent", reason: { code: "neverHeard" } })),
    );
    await store.saveWords("a", [
      word("l3", { at: evening + 5, word: "proven" }),
      word("l4", { word: "followed", reason: { code: "notProven", measured: 1.5, low: 20, high: 30 } }),
    ]);
    await store.saveWords("a", []);
    const words = new Map((await store.words("a")).map((one) => [one.lampId, one]));
    expect(words.size).toBe(lampIds.length);
    expect(words.get("l3")).toEqual({ lampId: "l3", at: evening + 5, word: "proven" });
    expect(words.get("l4")?.reason).toEqual({ code: "notProven", measured: 1.5, low: 20, high: 30 });
    expect(words.get("l5")?.reason).toEqual({ code: "neverHeard" });
    expect(await store.words("b")).toEqual([]);
  });

  it("counts words without reading them", async () => {
    const { store, add } = await opened();
    for (const id of ["a", "b", "c"]) await add(id);
    await store.saveWords("a", [word("l1"), word("l2"), word("l3", { word: "proven" })]);
    await store.saveWords("b", [word("l1", { word: "held", reason: { code: "waiting" } })]);
    expect(await store.countWords(["a", "c"])).toEqual(new Map([["a", { followed: 2, proven: 1 }]]));
    expect(await store.countWords([])).toEqual(new Map());
  });

  it("takes back the words of lamps that are asked again", async () => {
    const { store, add } = await opened();
    await add("a");
    await store.saveWords(
      "a",
      lampIds.map((id) => word(id)),
    );
    await store.clearWords("a", lampIds.slice(0, 1100));
    await store.clearWords("a", []);
    expect((await store.words("a")).map(({ lampId }) => lampId).sort()).toEqual(lampIds.slice(1100).sort());
  });
});
