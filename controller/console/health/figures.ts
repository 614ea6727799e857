/** Every figure of the service by what it is about, with its name. What is wrong is judged in `findings.ts`. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Figure, ServiceHealth } from "./queries.ts";

/** How a number is read: a count unless said otherwise. */
export type FigureSort = "bytes" | "instant" | "span";

export interface Row {
  readonly name: MessageDescriptor;
  /** Words where the figure is one of a few states. */
  readonly value: Figure | MessageDescriptor;
  readonly sort?: FigureSort | undefined;
}

export interface Part {
  readonly title: MessageDescriptor;
  readonly rows: readonly Row[];
}

interface Known {
  readonly key: string;
  readonly name: MessageDescriptor;
  readonly sort?: FigureSort;
  readonly words?: Readonly<Record<string, MessageDescriptor>>;
}

export const forwarderWords: Readonly<Record<string, MessageDescriptor>> = {
  none: msg`not configured`,
  starting: msg`starting`,
  following: msg`follows`,
  backfilling: msg`brings what it missed`,
  waiting: msg`the database does not answer`,
  stopped: msg`stopped`,
};

const parts: readonly { readonly title: MessageDescriptor; readonly known: readonly Known[] }[] = [
  {
    title: msg`Controller and broker`,
    known: [
      { key: "startedAt", name: msg`Runs since`, sort: "instant" },
      { key: "brokerConnected", name: msg`Connected to the broker` },
    ],
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
    title: msg`Disk`,
    known: [
      { key: "diskFree", name: msg`Free on the disk of the data folder`, sort: "bytes" },
      { key: "diskSize", name: msg`Size of that disk`, sort: "bytes" },
      { key: "telemetryBytes", name: msg`Measurements`, sort: "bytes" },
      { key: "databaseBytes", name: msg`Everything else`, sort: "bytes" },
    ],
  },
  {
    title: msg`Measurements since the start`,
    known: [
      { key: "telemetryAccepted", name: msg`Messages taken` },
      { key: "telemetryCommitted", name: msg`Of these on disk` },
      { key: "telemetryBacklog", name: msg`Waiting for the disk` },
      { key: "telemetryUnfolded", name: msg`Waiting to be sorted` },
      { key: "telemetryDoubles", name: msg`Came twice and were dropped` },
      { key: "telemetryLost", name: msg`Lost at the lamp` },
      { key: "telemetryAside", name: msg`Stand aside until their time is known` },
    ],
  },
  {
    title: msg`Forwarding to InfluxDB`,
    known: [
      { key: "influx", name: msg`State`, words: forwarderWords },
      { key: "influxSent", name: msg`Rows confirmed since the start` },
      { key: "influxRows", name: msg`Rows waiting` },
      { key: "influxLagMs", name: msg`Age of the oldest of them`, sort: "span" },
      { key: "influxBytes", name: msg`Size of the queue`, sort: "bytes" },
      { key: "influxRefused", name: msg`Rows it refused` },
      { key: "influxExpired", name: msg`Rows older than it keeps` },
      { key: "influxOverflows", name: msg`Times the queue overflowed` },
    ],
  },
];

/** Said by another figure already. */
const silent = new Set(["influxFollows"]);

/** @returns the figures in order; what has no name here stands under its own at the end, nothing is hidden. */
export function partsOf({ figures }: ServiceHealth): { parts: Part[]; others: [string, Figure][] } {
  const named = new Set(parts.flatMap(({ known }) => known.map(({ key }) => key)));
  return {
    parts: parts.map(({ title, known }) => ({
      title,
      rows: known.flatMap(({ key, name, sort, words = {} }) => {
        const value = figures[key];
        return value === undefined ? [] : [{ name, value: words[String(value)] ?? value, sort }];
      }),
    })),
    others: Object.entries(figures).filter(([key]) => !named.has(key) && !silent.has(key)),
  };
}
