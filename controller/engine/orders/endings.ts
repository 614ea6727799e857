/**
 * Writes down how wide actions, orders and deployments ended by themselves, in the name of whoever began them. The tables
 * say what ended, the audit log says what was written: whatever is missing is written once, after a crash as well.
 */
import type { Clock } from "../../clock.ts";
import type { Inventory } from "../../core/inventory/model.ts";
import { countWords, type Job } from "../../core/jobs/job.ts";
import type { EndStore, JobStore } from "../../core/jobs/ports.ts";
import { areasOfOrder } from "../../core/orders/areas-of-order.ts";
import type { Order } from "../../core/orders/order.ts";
import type { AuditEntry } from "../../core/people/audit.ts";
import type { Deployment } from "../../core/plans/deployment.ts";
import type { Plan } from "../../core/plans/plan.ts";
import type { Log } from "../../log.ts";
import type { Audit } from "../people/audit.ts";

export interface EndingsDeps {
  readonly clock: Clock;
  readonly audit: Pick<Audit, "record">;
  readonly store: EndStore;
  readonly jobs: Pick<JobStore, "words">;
  readonly order: (orderId: string) => Promise<Order | undefined>;
  readonly plan: (planId: string) => Plan | undefined;
  readonly inventory: () => Inventory;
  readonly log: Log;
}

export interface Endings {
  /** Something ended, or will be stored as ended in a moment; once at start. */
  soon(): void;
  close(): Promise<void>;
}

/** ms until what ended is in its table: jobs are stored twice a second. */
const storedWithin = 1_000;
/** ms for which ends are looked for at start: what nobody wrote down for a month is no news. */
const lookBack = 30 * 86_400_000;
/** ms by which later looks overlap, for what is stored late. */
const overlap = 600_000;
/** ms after which it is tried again when the tables could not be read or the log not be written. */
const tryAgainAfter = 30_000;

export function createEndings(deps: EndingsDeps): Endings {
  const { clock, audit, store, log } = deps;
  let since = clock.now() - lookBack;
  let cancel: (() => void) | undefined;
  let writing: Promise<void> = Promise.resolve();
  let closed = false;

  async function write(): Promise<void> {
    const now = clock.now();
    for (const job of await store.jobs(since)) await audit.record(...(await linesOfJob(job)));
    for (const order of await store.orders(since, now)) await audit.record(...linesOfOrder(order));
    for (const deployment of await store.deployments(since)) await audit.record(lineOfDeployment(deployment));
    since = now - overlap;
  }

  function lookIn(ms: number): void {
    if (closed) return;
    cancel ??= clock.wakeAt(clock.now() + ms, () => {
      cancel = undefined;
      writing = writing.then(write).catch((error: unknown) => {
        log.error(error, "writing down what ended by itself");
        lookIn(tryAgainAfter);
      });
    });
  }

  async function linesOfJob({ id, orderId, lampIds, endedAt, ...job }: Job): Promise<AuditEntry[]> {
    const words = new Map((await deps.jobs.words(id)).map((word) => [word.lampId, word]));
    const order = await deps.order(orderId);
    return partsOf(order ?? { lampIds, segments: [] }).map(({ lampIds: there, ...where }) => ({
      at: endedAt!,
      personId: job.personId,
      personName: job.personName,
      action: "job.end",
      thing: { sort: "job", id },
      ...where,
      details: { orderId, lamps: there.length, counts: countWords({ lampIds: there }, words) },
    }));
  }

  function linesOfOrder(order: Order): AuditEntry[] {
    const { id, kind, until, personId, personName, why } = order;
    return partsOf(order).map(({ lampIds, ...where }) => ({
      at: until!,
      personId,
      personName,
      action: `${kind}.expire`,
      thing: { sort: kind, id },
      ...where,
      details: { why, lamps: lampIds.length },
      ...(order.documentNumber === undefined ? {} : { documentNumber: order.documentNumber }),
    }));
  }

  function lineOfDeployment(deployment: Deployment): AuditEntry {
    const { id, planId, revision, state, devices, given, personId, personName } = deployment;
    const areaId = deps.plan(planId)?.areaId;
    return {
      at: (deployment.endedAt ?? deployment.stoppedAt)!,
      personId,
      personName,
      action: state === "stopped" ? "deployment.stop" : "deployment.end",
      thing: { sort: "deployment", id },
      ...(areaId === undefined ? {} : { areaId }),
      details: { planId, revision, state, devices: devices.length, given },
    };
  }

  /** Area by area, so that whoever reads one of them reads what happened there. */
  function partsOf(order: Pick<Order, "lampIds" | "segments">): { areaId?: string; lampIds: readonly string[] }[] {
    const inventory = deps.inventory();
    const byArea = Map.groupBy(order.lampIds, (id) => inventory.lamp.get(id)?.areaId);
    const parts = [...areasOfOrder(order, inventory)].map((areaId) => ({ areaId, lampIds: byArea.get(areaId) ?? [] }));
    return parts.length === 0 ? [{ lampIds: order.lampIds }] : parts;
  }

  return {
    soon: () => lookIn(storedWithin),
    async close() {
      closed = true;
      cancel?.();
      await writing;
    },
  };
}
