/** How far deployments are: where each device stands by what it said last, counted in slices, and told to who watches. */
import {
  countProgress,
  type Deployment,
  type DeploymentProgress,
  type DeviceStanding,
} from "../../core/plans/deployment.ts";
import type { Plan } from "../../core/plans/plan.ts";
import type { Fleet } from "../fleet/fleet.ts";
import type { InSlices } from "../in-slices.ts";

/** What is asked of the fleet. */
export type StandingFleet = Pick<Fleet, "isConfigured" | "isOnline" | "isTooFull" | "twin">;

export interface DeploymentProgressDeps {
  readonly inSlices: InSlices;
  /** Undefined while the controller starts: then everybody is away. */
  readonly fleet: () => StandingFleet | undefined;
  readonly onProgress: (deployment: Deployment, progress: DeploymentProgress, plan: Plan) => void;
}

export interface ProgressKeeper {
  /** Where its devices stand now. */
  now(deployment: Deployment): Promise<DeploymentProgress>;
  /** Tells who watches, once for each state it is in. */
  tell(deployment: Deployment, progress: DeploymentProgress, plan: Plan | undefined): void;
}

export function createProgressKeeper(deps: DeploymentProgressDeps): ProgressKeeper {
  /** What was told last, by deployment that is under way. */
  const told = new Map<string, string>();

  function standingOf(device: string): DeviceStanding {
    const fleet = deps.fleet();
    if (fleet === undefined) return { is: "away" };
    if (fleet.isTooFull(device)) return { is: "refused", code: "tooFull" };
    if (fleet.isConfigured(device)) {
      const { refused = [], waiting = [] } = fleet.twin(device)?.holds ?? {};
      // reference 0 stands for what is no directive: configuration and calendars
      const refusal = refused.find(({ ref }) => ref === 0);
      if (refusal !== undefined) return { is: "refused", code: refusal.code };
      if (waiting.length === 0) return { is: "holding" };
    }
    return { is: fleet.isOnline(device) ? "told" : "away" };
  }

  return {
    now: (deployment) => deps.inSlices(countProgress(deployment, standingOf)),
    tell(deployment, progress, plan) {
      const { id, state, given, stoppedBy } = deployment;
      const text = JSON.stringify([state, given, stoppedBy, progress]);
      if (plan === undefined || told.get(id) === text) return;
      if (state === "done" || state === "superseded") told.delete(id);
      else told.set(id, text);
      deps.onProgress(deployment, progress, plan);
    },
  };
}
