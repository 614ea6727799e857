/** What a finding says to people: what is wrong, what they can do, and where. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Plural, Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type { Format } from "../text/format.ts";
import { sizeText } from "./figure-text.ts";
import type { Finding, HealthPart, PartState } from "./findings.ts";

export const partNames: Readonly<Record<HealthPart, MessageDescriptor>> = {
  controller: msg`Controller`,
  broker: msg`Broker`,
  stores: msg`Stores`,
  lamps: msg`Devices`,
  forwarder: msg`Forwarding to InfluxDB`,
  browser: msg`This browser`,
};

export const stateNames: Readonly<Record<PartState, MessageDescriptor>> = {
  good: msg`in order`,
  warn: msg`needs a look`,
  bad: msg`does not work`,
  off: msg`not used`,
};

export interface FindingText {
  readonly what: ReactNode;
  readonly advice: ReactNode;
  /** A screen on which it is found or mended. */
  readonly path?: string;
}

export function textOf(finding: Finding, format: Format): FindingText {
  const number = (value: number) => format.number(value);
  switch (finding.code) {
    case "brokerGone":
      return {
        what: <Trans>The controller has no connection to the broker.</Trans>,
        advice: (
          <Trans>
            Lamps follow their plans by themselves; orders wait. Look whether the broker runs and can be reached. The
            controller connects again by itself.
          </Trans>
        ),
      };
    case "diskLow":
      return {
        what: (
          <Trans>
            Only {sizeText(finding.free, format)} of {sizeText(finding.of, format)} are free on the disk of the data
            folder.
          </Trans>
        ),
        advice: (
          <Trans>
            Make room, or keep samples for fewer days (DEN_KEEP_RAW_DAYS). On a full disk no measurement is kept and no
            order is taken.
          </Trans>
        ),
      };
    case "diskSlow":
      return {
        what: <Trans>{number(finding.waiting)} messages wait for the disk.</Trans>,
        advice: <Trans>The disk is slower than the lamps speak. Look what else writes on it.</Trans>,
      };
    case "telemetryLost":
      return {
        what: <Trans>{number(finding.lost)} measurements were lost at lamps since the start.</Trans>,
        advice: (
          <Trans>Lamps away for longer than their memory lasts forget the oldest. Look which were not connected.</Trans>
        ),
        path: "/map",
      };
    case "rowsAside":
      return {
        what: (
          <Trans>{number(finding.aside)} measurements stand aside: their time is not known or cannot be true.</Trans>
        ),
        advice: <Trans>They are sorted in once the device knows the time. If they stay, look at its clock.</Trans>,
      };
    case "devicesAway":
      return {
        what: (
          <Trans>
            {number(finding.away)} of {number(finding.devices)} devices are not connected.
          </Trans>
        ),
        advice: <Trans>Many in one place: supply or network there. All over the city: broker or mobile network.</Trans>,
        path: "/map",
      };
    case "devicesBehind":
      return {
        what: (
          <Plural
            value={finding.behind}
            one="# device does not hold what was last sent."
            other="# devices do not hold what was last sent."
          />
        ),
        advice: (
          <Trans>They are told again by themselves. If it stays, their lamps and reasons are among the jobs.</Trans>
        ),
        path: "/jobs?show=rest",
      };
    case "influxWaiting":
      return {
        what: <Trans>InfluxDB does not answer.</Trans>,
        advice: (
          <Trans>
            Nothing is lost: rows wait here and are sent later. Look whether the database runs and takes our password.
          </Trans>
        ),
      };
    case "influxStopped":
      return {
        what: <Trans>Forwarding has stopped: InfluxDB refuses too much.</Trans>,
        advice: <Trans>Look at the rows that were set aside, mend the database, then let them be sent again.</Trans>,
      };
    case "influxLate":
      return {
        what: <Trans>InfluxDB is {format.duration(finding.lag)} behind.</Trans>,
        advice: <Trans>It takes less than lamps measure. Look at its processor and disk.</Trans>,
      };
    case "influxRefused":
      return {
        what: <Trans>InfluxDB refused {number(finding.refused)} rows.</Trans>,
        advice: (
          <Trans>They are set aside, not lost: their reasons stand in the API under /telemetry/forwarding.</Trans>
        ),
      };
    case "strangers":
      return {
        what: (
          <Plural
            value={finding.devices}
            one="# device speaks that nobody has entered."
            other="# devices speak that nobody has entered."
          />
        ),
        advice: <Trans>Enter it, or find out who connected it. Its words are not taken; the list is below.</Trans>,
        path: "/commissioning",
      };
    case "signInsRefused":
      return {
        what: (
          <Plural
            value={finding.attempts}
            one="The broker refused # sign-in within the last hour."
            other="The broker refused # sign-ins within the last hour."
          />
        ),
        advice: (
          <Trans>A wrong or old secret in a device, or somebody who tries. Which and how often stands below.</Trans>
        ),
      };
    case "streamGone":
      return {
        what: <Trans>This browser hears nothing live.</Trans>,
        advice: (
          <Trans>It connects again by itself. If it stays, look at the network between here and the controller.</Trans>
        ),
      };
    case "clockOff":
      return {
        what: <Trans>The clock of this computer is {format.duration(finding.off)} off.</Trans>,
        advice: <Trans>Screens show the time of the site all the same. Set this computer’s clock.</Trans>,
      };
    default:
      return finding satisfies never;
  }
}
