/** The figures of the service by what they are about, and which of them are a reason to look closer. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { ServiceHealth } from "./queries.ts";

export interface Row {
  readonly name: MessageDescriptor;
  /** Words where the figure is one of a few states. */
  readonly value: number | boolean | string | MessageDescriptor;
  readonly isBad: boolean;
}

export interface Part {
  readonly title: MessageDescriptor;
  readonly rows: readonly Row[];
}

interface Known {
  readonly key: string;
  readonly name: MessageDescriptor;
  readonly isBad?: (value: number | boolean | string) => boolean;
  readonly words?: Readonly<Record<string, MessageDescriptor>>;
}

const aboveZero = (value: number | boolean | string) => Number(value) > 0;

const parts: readonly { readonly title: MessageDescriptor; readonly known: readonly Known[] }[] = [
  {
    title: msg`Broker`,
    known: [{ key: "brokerConnected", name: msg`Connected`, isBad: (value) => value !== true }],
  },
  {
    title: msg`Devices`,
    known: [
      { key: "devices", name: msg`Known to the controller` },
      { key: "online", name: msg`Online` },
      { key: "inSync", name: msg`Hold what was last sent` },
      { key: "desiresSent", name: msg`Changes sent since the start` },
      { key: "waitingForTurn", name: msg`Waiting for their turn to be told` },
    ],
  },
  {
    title: msg`Telemetry on disk`,
    known: [
      { key: "telemetryAccepted", name: msg`Messages taken since the start` },
      { key: "telemetryCommitted", name: msg`Of these on disk` },
      { key: "telemetryBacklog", name: msg`Waiting for the disk` },
      { key: "telemetryUnfolded", name: msg`Waiting to be sorted` },
      { key: "telemetryDoubles", name: msg`Came twice and were dropped` },
      { key: "telemetryLost", name: msg`Lost at the lamp`, isBad: aboveZero },
    ],
  },
  {
    title: msg`InfluxDB`,
    known: [
      {
        key: "influx",
        name: msg`Forwarding`,
        isBad: (value) => value === "waiting" || value === "stopped",
        words: {
          none: msg`not configured`,
          starting: msg`starting`,
          following: msg`follows`,
          backfilling: msg`brings what it missed`,
          waiting: msg`the database does not answer`,
          stopped: msg`stopped`,
        },
      },
    ],
  },
];

/** @returns the figures in order; what has no name here stands under its own at the end, nothing is hidden. */
export function partsOf({ figures }: ServiceHealth): { parts: Part[]; others: [string, number | boolean | string][] } {
  const named = new Set(parts.flatMap(({ known }) => known.map(({ key }) => key)));
  return {
    parts: parts.map(({ title, known }) => ({
      title,
      rows: known.flatMap(({ key, name, isBad = () => false, words = {} }) => {
        const value = figures[key];
        return value === undefined ? [] : [{ name, value: words[String(value)] ?? value, isBad: isBad(value) }];
      }),
    })),
    others: Object.entries(figures).filter(([key]) => !named.has(key)),
  };
}
