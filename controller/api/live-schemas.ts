/** What the live stream tells, kind by kind: `{ key?, areaId?, areaIds?, data }`, data being the whole new state of the thing. */
import { DeploymentView } from "./deployment-schemas.ts";
import { AreaOverview } from "./fleet-schemas.ts";
import { InventoryChanged, LampsChanged } from "./map-schemas.ts";
import { JobView, OrderChanged, WaitingView } from "./order-schemas.ts";

/** The schema of `data` of each kind of event. */
export const liveData = {
  area: AreaOverview,
  order: OrderChanged,
  job: JobView,
  waiting: WaitingView,
  lamps: LampsChanged,
  inventory: InventoryChanged,
  deployment: DeploymentView,
} as const;
