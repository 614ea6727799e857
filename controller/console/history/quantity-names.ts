/** What the quantities are called. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { QuantityName } from "./quantities.ts";

export const quantityNames: Readonly<Record<QuantityName, MessageDescriptor>> = {
  level: msg`Level`,
  activePower: msg`Power`,
  supplyVoltage: msg`Voltage`,
  supplyCurrent: msg`Current`,
  powerFactor: msg`Power factor`,
  activeEnergy: msg`Energy counter`,
  operatingHours: msg`Operating hours`,
  controlGearTemperature: msg`Temperature of the driver`,
  communicationQuality: msg`Connection`,
  rssi: msg`Radio`,
  totalPower: msg`Power of the meter`,
  totalActiveEnergy: msg`Energy counter`,
  phase1Voltage: msg`Voltage, phase 1`,
  phase2Voltage: msg`Voltage, phase 2`,
  phase3Voltage: msg`Voltage, phase 3`,
  phase1Current: msg`Current, phase 1`,
  phase2Current: msg`Current, phase 2`,
  phase3Current: msg`Current, phase 3`,
  leakageCurrent: msg`Leakage current`,
};
