/** The figures of the service by what they are about, and which of them are a reason to look closer. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { ServiceHealth } from "./queries.ts";

export interface Row {
  readonly name: MessageDescriptor;
  readonly value: number | boolean | string;
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
];

/** @returns the figures in order; what has no name here stands under its own at the end, nothing is hidden. */
export function partsOf({ figures }: ServiceHealth): { parts: Part[]; others: [string, number | boolean | string][] } {
  const named = new Set(parts.flatMap(({ known }) => known.map(({ key }) => key)));
  return {
    parts: parts.map(({ title, known }) => ({
      title,
      rows: known.flatMap(({ key, name, isBad = () => false }) => {
        const value = figures[key];
        return value === undefined ? [] : [{ name, value, isBad: isBad(value) }];
      }),
    })),
    others: Object.entries(figures).filter(([key]) => !named.has(key)),
  };
}
