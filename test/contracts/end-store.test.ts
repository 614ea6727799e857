import { expect, it } from "vitest";
import type { Job } from "../../controller/core/jobs/job.ts";
import type { AuditLine } from "../../controller/core/people/audit.ts";
import type { Deployment } from "../../controller/core/plans/deployment.ts";
import { createAuditStore } from "../../controller/stores/audit.ts";
import { createEndStore } from "../../controller/stores/ends.ts";
import { createJobStore } from "../../controller/stores/jobs.ts";
import { createOrderStore } from "../../controller/stores/orders.ts";
import { createPlanStore } from "../../controller/stores/plans.ts";
import { onEveryDatabase } from "../support/databases.ts";
import { anOrder, aPlan, evening, hour } from "../support/fleet-things.ts";

onEveryDatabase("the store of ends", (open) => {
  async function opened() {
    const db = await open();
    const orders = createOrderStore(db);
    const jobs = createJobStore(db);
    const plans = createPlanStore(db);
    const audit = createAuditStore(db);
    let sequence = 0;
    return {
      store: createEndStore(db),
      async add(id: string, job: Partial<Job>, order: Parameters<typeof anOrder>[0] = {}) {
        const whole: Job = {
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
          lampIds: ["l1"],
        };
        await orders.insert(anOrder({ id: whole.orderId, ...order }), whole, ["north"]);
        await jobs.update({ ...whole, ...job });
      },
      async deployed(id: string, said: Partial<Deployment>) {
        const deployment: Deployment = {
          id,
          planId: id,
          revision: 1,
          startedAt: evening,
          personId: "lan",
          personName: "Lan",
          state: "running",
          devices: ["d1"],
          given: 1,
        };
        const saved = { at: evening, personId: "lan", personName: "Lan", why: "test" };
        const plan = { ...aPlan(), id };
        await plans.deploy({ plan, revision: 1, version: 1, saved, deployed: saved }, deployment);
        await plans.updateDeployment({ ...deployment, ...said });
      },
      write: (action: string, sort: string, id: string, at: number) =>
        audit.append([
          {
            sequence: ++sequence,
            at,
            personId: "lan",
            personName: "Lan",
            action,
            thing: { sort, id },
            result: "done",
            details: {},
          } satisfies AuditLine,
        ]),
    };
  }
  const idsOf = (found: readonly { readonly id: string }[]) => found.map(({ id }) => id);

  it("finds jobs that ended by themselves after an instant and have no line, oldest first", async () => {
    const { store, add, write } = await opened();
    await add("later", { state: "done", endedAt: evening + 3000 });
    await add("sooner", { state: "done", endedAt: evening + 2000 });
    await add("too-old", { state: "done", endedAt: evening });
    await add("runs", {});
    await add("cancelled", { state: "cancelled", endedAt: evening + 2000 });
    await add("kept-back", { state: "paused", endedAt: evening + 2000 });
    await add("written", { state: "done", endedAt: evening + 2500 });
    await write("job.end", "job", "written", evening + 2500);
    // the same id of another sort, and another action, are lines of something else
    await write("job.end", "override", "later", evening + 3000);
    await write("job.cancel", "job", "sooner", evening + 2000);
    expect(idsOf(await store.jobs(evening))).toEqual(["sooner", "later"]);
  });

  it("finds a job again that was tried again and ended another time", async () => {
    const { store, add, write } = await opened();
    await add("again", { state: "done", endedAt: evening + 9000 });
    await write("job.end", "job", "again", evening + 2000);
    expect(idsOf(await store.jobs(evening))).toEqual(["again"]);
    await write("job.end", "job", "again", evening + 9000);
    expect(await store.jobs(evening)).toEqual([]);
  });

  it("finds deployments that ended, and those that too many devices could not use, at each of their ends", async () => {
    const { store, deployed, write } = await opened();
    const refused = { state: "stopped", stoppedBy: "refusals" } as const;
    await deployed("done", { state: "done", endedAt: evening + 4000 });
    await deployed("refused", { ...refused, stoppedAt: evening + 3000 });
    await deployed("runs", {});
    await deployed("stopped", { state: "stopped", stoppedBy: { personId: "lan", personName: "Lan" } });
    await deployed("stopped-again", { ...refused, stoppedAt: evening + 2000 });
    await write("deployment.stop", "deployment", "stopped-again", evening + 1000);
    await deployed("written", { ...refused, stoppedAt: evening + 1500 });
    await write("deployment.stop", "deployment", "written", evening + 1500);
    expect(idsOf(await store.deployments(evening))).toEqual(["stopped-again", "refused", "done"]);
  });

  it("finds orders that ran out between two instants and that nobody ended, whatever their kind", async () => {
    const { store, add, write } = await opened();
    const until = evening + hour;
    await add("a", {}, { until: until + 1 });
    await add("b", {}, { until, kind: "emergency" });
    await add("ahead", {}, { until: until + 2 });
    await add("past", {}, { until: evening });
    await add("ended", {}, { until, ended: { at: until - 1, personId: "lan", personName: "Lan" } });
    await add("written", {}, { until, kind: "emergency" });
    await write("emergency.expire", "emergency", "order-written", until);
    await write("override.expire", "override", "order-b", until);
    expect(idsOf(await store.orders(evening, until + 1))).toEqual(["order-b", "order-a"]);
  });
});
