/** A deployment: one revision of a plan on its way to the devices it changes, wave by wave. */
import type { RefusalCode } from "#protocol/wire/vocabulary.ts";
import { refusalTexts } from "../fleet/refusals.ts";
import type { Steps } from "../steps.ts";

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
  /** EpochMs at which it stopped by itself; absent where a person stopped it. */
  readonly stoppedAt?: number;
  /** Devices that could not use it when a person let it go on: so many more than the share are borne. */
  readonly borne?: number;
  /** Where its devices stood when it ended, or when a newer revision took over. */
  readonly progress?: DeploymentProgress;
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

/** Why a device cannot use what it was given; `tooFull`: all that is wanted of it is more than one message can carry. */
export type CannotUse = RefusalCode | "tooFull";

/** Where one device of a deployment stands that was told. */
export type DeviceStanding =
  | { readonly is: "told" | "away" | "holding" }
  | { readonly is: "refused"; readonly code: CannotUse };

export interface DeploymentProgress {
  readonly counts: DeploymentCounts;
  /** The first devices that cannot use it; `counts.refused` says of how many. */
  readonly refusals: readonly { readonly deviceId: string; readonly code: CannotUse }[];
}

/** Devices that are named because they cannot use a plan. */
const namedAtMost = 50;
/** Devices looked at in one step: about a millisecond where their configurations have to be compiled first. */
const countedPerStep = 50;

/** Counts in small steps. @param standingOf where a device stands that was told. */
export function* countProgress(
  { devices, given }: Pick<Deployment, "devices" | "given">,
  standingOf: (device: string) => DeviceStanding,
): Steps<DeploymentProgress> {
  const counts = { waiting: devices.length - given, told: 0, away: 0, holding: 0, refused: 0 };
  const refusals: { deviceId: string; code: CannotUse }[] = [];
  for (let n = 0; n < given; n++) {
    if (n % countedPerStep === 0) yield;
    const deviceId = devices[n]!;
    const standing = standingOf(deviceId);
    counts[standing.is]++;
    if (standing.is === "refused" && refusals.length < namedAtMost) refusals.push({ deviceId, code: standing.code });
  }
  return { counts, refusals };
}

/** What people see of a deployment: how many devices, not which, but for those that cannot use it. */
export function showDeployment(
  deployment: Deployment,
  { counts, refusals }: DeploymentProgress,
  nameOf: (device: string) => string,
) {
  const { devices, given: _given, borne: _borne, progress: _progress, stoppedAt: _stoppedAt, ...shown } = deployment;
  return {
    ...shown,
    devices: devices.length,
    wave: waveOf(deployment),
    counts: { ...counts },
    refusals: refusals.map(({ deviceId, code }) => {
      const { what, advice } = refusalTexts[code];
      return { deviceId, name: nameOf(deviceId), code, ...what, advice: { ...advice } };
    }),
  };
}

export type ShownDeployment = ReturnType<typeof showDeployment>;

/** The wave that is out, from 1, 0 before the first; and how many there are. */
export function waveOf({ devices, given }: Pick<Deployment, "devices" | "given">): { number: number; of: number } {
  let [number, of] = [0, 0];
  for (let end = 0; end < devices.length; of++) {
    end = nextWaveEnd(devices.length, end);
    if (end <= given) number++;
  }
  return { number, of };
}

export type DeploymentStep = "wait" | "nextWave" | "stop" | "done";

/**
 * What a deployment does next. Devices that are away hold nothing up: reconciling tells them on return.
 * @param patient whether the devices told may still take their time to answer.
 */
export function nextStep(deployment: Deployment, counts: DeploymentCounts, patient: boolean): DeploymentStep {
  const { devices, given, borne = 0 } = deployment;
  if (counts.refused - borne > refusalShare * given) return "stop";
  if (counts.told > 0 && patient) return "wait";
  return given < devices.length ? "nextWave" : "done";
}
