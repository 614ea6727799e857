/** What devices notice, in words. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Noticed } from "./curve.ts";

export const eventNames: Readonly<Record<Noticed["type"], MessageDescriptor>> = {
  lampFailure: msg`Lamp failed`,
  lampPowerTooHigh: msg`Power too high`,
  lampPowerTooLow: msg`Power too low`,
  supplyVoltageTooHigh: msg`Voltage too high`,
  supplyVoltageTooLow: msg`Voltage too low`,
  currentTooHigh: msg`Current too high`,
  currentTooLow: msg`Current too low`,
  temperatureTooHigh: msg`Too hot`,
  controlGearCommFailure: msg`Driver does not answer`,
  relayFailure: msg`Relay failed`,
  impactDetected: msg`Impact`,
  orientationChanged: msg`Pole moved`,
  cabinetInLocal: msg`Cabinet switched by hand`,
  leakageDetected: msg`Leakage`,
  cabinetDoorOpen: msg`Cabinet door open`,
  circuitBreakerTripped: msg`Breaker tripped`,
  supplyLoss: msg`Supply lost`,
  lastSyncError: msg`Clock not set`,
  invalidProgram: msg`Program refused`,
  reboot: msg`Restart`,
  clockSet: msg`Clock set`,
  switched: msg`Switched`,
  levelChanged: msg`Level changed`,
  thermalDerating: msg`Dimmed by heat`,
  thermalShutdown: msg`Off by heat`,
};

export const eventStateNames: Readonly<Record<Exclude<Noticed["state"], "once">, MessageDescriptor>> = {
  start: msg`begins`,
  end: msg`ends`,
};

/** Everyday life of a lamp: in the table, and no mark in the picture. */
const everyday: ReadonlySet<Noticed["type"]> = new Set(["switched", "levelChanged", "clockSet"]);
export const isMark = ({ type }: Pick<Noticed, "type">): boolean => !everyday.has(type);
