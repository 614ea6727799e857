/** What the live stream tells of deployments: how far one is, to whoever may read the plan. */
import type { Inventory } from "../../core/inventory/model.ts";
import { type Deployment, type DeploymentProgress, showDeployment } from "../../core/plans/deployment.ts";
import type { Plan } from "../../core/plans/plan.ts";
import type { Live } from "../live/live.ts";

export interface DeploymentFeedDeps {
  readonly live: Pick<Live, "publish">;
  readonly inventory: () => Inventory;
}

export type DeploymentFeed = (deployment: Deployment, progress: DeploymentProgress, plan: Plan) => void;

export function createDeploymentFeed({ live, inventory }: DeploymentFeedDeps): DeploymentFeed {
  return (deployment, progress, { areaId }) => {
    const nameOf = (device: string) => inventory().device.get(device)?.name ?? device;
    live.publish({
      kind: "deployment",
      key: deployment.id,
      areaId,
      data: showDeployment(deployment, progress, nameOf),
    });
  };
}
