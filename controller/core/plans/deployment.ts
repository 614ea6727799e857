/** A deployment: one revision of a plan on its way to the devices it changes, wave by wave. */

/** `stopped`: the devices not yet told stay with what they have. `superseded`: a newer revision took over. */
export const deploymentStates = ["running", "done", "stopped", "superseded"] as const;
export type DeploymentState = (typeof deploymentStates)[number];

export interface Deployment {
  readonly id: string;
  readonly planId: string;
  readonly revision: number;
  /** EpochMs */
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly personId: string;
  readonly personName: string;
  readonly state: DeploymentState;
  /** Devices whose desired state changes, in the order in which they are told. */
  readonly devices: readonly string[];
  /** How many of them were told to follow so far. */
  readonly given: number;
  /** Who stopped it: too many devices refused, or a person. */
  readonly stoppedBy?: "refusals" | { readonly personId: string; readonly personName: string };
}

/** Shares of the devices that have been told when a wave is out: a bad plan is found on a few lamps. */
export const waveShares = [0.02, 0.2, 1] as const;
/** Share of the told devices that may refuse before a deployment stops by itself. */
export const refusalShare = 0.05;

/** @returns how many devices have been told once the wave after `given` is out; at least one more. */
export function nextWaveEnd(devices: number, given: number): number {
  const ends = waveShares.map((share) => Math.ceil(devices * share));
  return ends.find((end) => end > given) ?? devices;
}

/** Where the devices of a deployment stand. */
export interface DeploymentCounts {
  /** Their wave has not begun. */
  readonly waiting: number;
  /** Told, and without an answer so far. */
  readonly told: number;
  /** Not connected: they are told when they are back. */
  readonly away: number;
  /** They hold the plan and its documents. */
  readonly holding: number;
  /** They cannot use it. */
  readonly refused: number;
}

export type DeploymentStep = "wait" | "nextWave" | "stop" | "done";

/**
 * What a deployment does next. Devices that are away hold nothing up: reconciling tells them on return.
 * @param patient whether the devices told may still take their time to answer.
 */
export function nextStep(deployment: Deployment, counts: DeploymentCounts, patient: boolean): DeploymentStep {
  const { devices, given } = deployment;
  if (counts.refused > refusalShare * given) return "stop";
  if (counts.told > 0 && patient) return "wait";
  return given < devices.length ? "nextWave" : "done";
}
