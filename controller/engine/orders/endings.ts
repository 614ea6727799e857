/**
 * Writes down how wide actions and deployments ended by themselves, in the name of whoever began them: what lamps do from
 * then on is not the doing of anybody who was there.
 */
import type { Clock } from "../../clock.ts";
import type { Inventory } from "../../core/inventory/model.ts";
import type { Job, JobCounts } from "../../core/jobs/job.ts";
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
  readonly inventory: () => Inventory;
  readonly order: (orderId: string) => Order | undefined;
  readonly log: Log;
}

export interface Endings {
  /** Every lamp has a word, or its time is up. */
  job(job: Job, counts: JobCounts): void;
  /** It is done, superseded, or stopped because too many devices cannot use it. */
  deployment(deployment: Deployment, plan: Plan | undefined): void;
}

export function createEndings({ clock, audit, inventory, order, log }: EndingsDeps): Endings {
  function write(
    { personId, personName }: Pick<Job, "personId" | "personName">,
    entry: Pick<AuditEntry, "action" | "thing" | "areaId" | "details">,
  ): void {
    // nobody waits for an answer: what cannot be written is said where people look for troubles
    audit
      .record({ at: clock.now(), personId, personName, ...entry })
      .catch((error: unknown) => log.error(error, `writing down ${entry.action}`));
  }
  return {
    job(job, counts) {
      const its = order(job.orderId);
      const [areaId] = its === undefined ? [] : areasOfOrder(its, inventory());
      write(job, {
        action: "job.end",
        thing: { sort: "job", id: job.id },
        ...(areaId === undefined ? {} : { areaId }),
        details: { orderId: job.orderId, lamps: job.lampIds.length, counts },
      });
    },
    deployment(deployment, plan) {
      const { id, planId, revision, state, devices, given } = deployment;
      write(deployment, {
        action: state === "stopped" ? "deployment.stop" : "deployment.end",
        thing: { sort: "deployment", id },
        ...(plan === undefined ? {} : { areaId: plan.areaId }),
        details: { planId, revision, state, devices: devices.length, given },
      });
    },
  };
}
