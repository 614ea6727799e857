import { expect, it } from "vitest";
import type { Deployment } from "../../controller/core/plans/deployment.ts";
import { emptyPlan } from "../../controller/core/plans/plan.ts";
import type { PlanRevision } from "../../controller/core/plans/plan-revision.ts";
import { createPlanStore } from "../../controller/stores/plans.ts";
import { onEveryDatabase } from "../support/databases.ts";
import { evening, hour } from "../support/fleet-things.ts";

const act = (at = evening) => ({ at, personId: "lan", personName: "Lan", why: "mùa khô", documentNumber: "12/QĐ" });
function aRevision(planId: string, revision: number, said: Partial<PlanRevision> = {}): PlanRevision {
  return { plan: emptyPlan(planId, planId, "city"), revision, version: 1, saved: act(), ...said };
}
const deployed = (planId: string, revision: number, at: number) =>
  aRevision(planId, revision, { version: 2, deployed: act(at) });
function aDeployment(id: string, said: Partial<Deployment> = {}): Deployment {
  return {
    id,
    planId: "streets",
    revision: 1,
    startedAt: evening,
    personId: "lan",
    personName: "Lan",
    state: "running",
    devices: ["d1", "d2"],
    given: 0,
    ...said,
  };
}
const documentName = (digit: string) => ({ digest: digit.repeat(32), parts: 1 });
const aPlanOf = (digit: string) => ({
  calendars: [{ document: documentName(digit), outputs: [0] }],
  floors: [],
  ceilings: [],
});

onEveryDatabase("the plan store", (open) => {
  it("gives back a draft as it was written, and writes over it only for who read its last version", async () => {
    const store = createPlanStore(await open());
    const draft = aRevision("streets", 1);
    await store.insert(draft);
    expect(await store.current()).toEqual([draft]);
    const second: PlanRevision = { ...draft, version: 2, plan: emptyPlan("streets", "Đường phố", "city") };
    expect(await store.save(second, 1)).toBe(true);
    expect(await store.save({ ...second, version: 3 }, 1)).toBe(false);
    expect(await store.revisions("streets")).toEqual([second]);
    expect(await store.discard("streets", 1, 1)).toBe(false);
    expect(await store.discard("streets", 1, 2)).toBe(true);
    expect(await store.current()).toEqual([]);
  });

  it("lets one of two who begin the same draft win", async () => {
    const store = createPlanStore(await open());
    await store.insert(aRevision("streets", 1));
    await expect(store.insert(aRevision("streets", 1))).rejects.toMatchObject({ code: "plans/taken" });
  });

  it("deploys a draft together with its deployment, or neither when it was changed meanwhile", async () => {
    const store = createPlanStore(await open());
    await store.insert(aRevision("streets", 1));
    expect(await store.deploy(deployed("streets", 1, evening), aDeployment("late"), 9)).toBe(false);
    expect(await store.findDeployment("late")).toBeUndefined();
    expect(await store.deploy(deployed("streets", 1, evening), aDeployment("first"), 1)).toBe(true);
    expect(await store.openDeployments()).toEqual([aDeployment("first")]);
    expect(await store.save({ ...aRevision("streets", 1), version: 3 }, 2)).toBe(false);
    expect(await store.discard("streets", 1, 2)).toBe(false);
  });

  it("finds how a revision went out", async () => {
    const store = createPlanStore(await open());
    for (const [n, id] of ["first", "second"].entries()) {
      const revision = n + 1;
      const startedAt = evening + n * hour;
      await store.deploy(
        deployed("streets", revision, startedAt),
        aDeployment(id, { revision, startedAt: startedAt + 3 }),
      );
    }
    await store.insert(aRevision("streets", 3));
    expect((await store.deploymentOf("streets", 1))?.id).toBe("first");
    expect((await store.deploymentOf("streets", 2))?.id).toBe("second");
    expect(await store.deploymentOf("streets", 3)).toBeUndefined();
    expect(await store.deploymentOf("parks", 1)).toBeUndefined();
  });

  it("keeps every revision, and knows which one was in force when", async () => {
    const store = createPlanStore(await open());
    for (const revision of [1, 2, 3]) {
      const at = evening + revision * hour;
      await store.deploy(deployed("streets", revision, at), aDeployment(`d${revision}`, { startedAt: at }));
    }
    await store.insert(aRevision("streets", 4));
    await store.deploy(deployed("parks", 1, evening), aDeployment("p1"));
    const names = (revisions: readonly PlanRevision[]) =>
      revisions.map(({ plan, revision }) => `${plan.id} ${revision}`);
    expect(names(await store.revisions("streets"))).toEqual(["streets 4", "streets 3", "streets 2", "streets 1"]);
    expect(names(await store.current())).toEqual(["parks 1", "streets 3", "streets 4"]);
    expect(names(await store.inForceAt(evening + 2 * hour))).toEqual(["parks 1", "streets 2"]);
    expect(names(await store.inForceAt(evening + 2 * hour - 1))).toEqual(["parks 1", "streets 1"]);
    expect(names(await store.inForceAt(evening - 1))).toEqual([]);
    const late = { ...deployed("streets", 4, evening + 9 * hour), version: 2 };
    await store.deploy(deployed("streets", 5, evening + 8 * hour), aDeployment("d5"));
    expect(await store.deploy(late, aDeployment("d4"), 1)).toBe(true);
    expect(names(await store.current())).toEqual(["parks 1", "streets 4"]);
  });

  it("lists deployments newest first and forgets none when they end", async () => {
    const store = createPlanStore(await open());
    for (const [n, id] of ["a", "b", "c"].entries()) {
      const deployment = aDeployment(id, { startedAt: evening + (n === 2 ? 1 : n), revision: n + 1 });
      await store.deploy(deployed("streets", n + 1, evening), deployment);
    }
    const ended = { ...aDeployment("a"), state: "done" as const, endedAt: evening + hour, given: 2 };
    await store.updateDeployment(ended);
    expect(await store.findDeployment("a")).toEqual(ended);
    expect((await store.openDeployments()).map(({ id }) => id)).toEqual(["b", "c"]);
    const first = await store.deployments({ limit: 2 });
    const rest = await store.deployments({ limit: 2, before: first[1]!.id });
    expect([...first, ...rest].map(({ id }) => id)).toEqual(["c", "b", "a"]);
  });

  it("remembers what each device was given, and the bytes that need", async () => {
    const store = createPlanStore(await open());
    const bytes = Uint8Array.from({ length: 2000 }, (_, n) => n % 256);
    const [a, b] = [documentName("a").digest, documentName("b").digest];
    const plans = Array.from({ length: 900 }, (_, n) => [`d${n}`, aPlanOf("a")] as const);
    await store.givePlans(new Map(plans), [{ digest: a, bytes }]);
    expect((await store.devicePlans()).size).toBe(900);
    await store.givePlans(
      new Map([
        ["d1", aPlanOf("b")],
        ["d2", undefined],
      ]),
      [{ digest: b, bytes: bytes.subarray(9) }],
    );
    const given = await store.devicePlans();
    expect([given.get("d0"), given.get("d1"), given.get("d2")]).toEqual([aPlanOf("a"), aPlanOf("b"), undefined]);
    await store.markUnused([a], evening);
    expect(await store.documents()).toEqual([
      { digest: a, bytes, unusedSince: evening },
      { digest: b, bytes: bytes.slice(9) },
    ]);
    await store.givePlans(new Map([["d3", aPlanOf("a")]]), [{ digest: a, bytes }]);
    expect((await store.documents())[0]).toEqual({ digest: a, bytes });
    await store.forgetDocuments([a]);
    expect((await store.documents()).map(({ digest }) => digest)).toEqual([b]);
  });
});
