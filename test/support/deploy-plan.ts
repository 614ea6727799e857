/** A plan written and deployed in a control room, as its people do it. */
import type { Deployment } from "../../controller/core/plans/deployment.ts";
import type { Plan } from "../../controller/core/plans/plan.ts";
import { administrator, type ControlRoom } from "./control-room.ts";
import { aPlan } from "./fleet-things.ts";

export const why = { why: "mùa khô" };

/** Begins a draft where there is none, saves this over it and deploys it. */
export async function deploy(room: ControlRoom, plan: Plan = aPlan()): Promise<Deployment> {
  const { plans } = room;
  const known = (await plans.list()).find(({ id }) => id === plan.id);
  const draft =
    known === undefined
      ? await plans.create(administrator, plan, why)
      : (known.draft ?? (await plans.begin(administrator, plan.id, why)));
  const saved = await plans.save(administrator, plan, draft.version, why);
  return plans.deploy(administrator, plan.id, saved.version, why);
}
