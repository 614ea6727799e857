/** One InfluxDB as forwarder and reader see it, whatever its version: lines go in, InfluxQL is answered. */
import type { ForwardTarget } from "../../../core/telemetry/ports.ts";

/** A series of an InfluxQL answer; times in EpochMs, in the first column. */
export interface Series {
  readonly name: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
  readonly values: readonly (readonly unknown[])[];
}

export interface InfluxConnection extends ForwardTarget {
  /**
   * @param influxQl statements separated by semicolons. @returns the series of each statement, in order.
   * @throws ControllerError `telemetry/unavailable`, or the reason of the signal.
   */
  query(influxQl: string, signal?: AbortSignal): Promise<Series[][]>;
}

export interface InfluxOptions {
  /** http or https, with a path where a proxy has one. */
  readonly url: string;
  /** Database of 1.x and 3.x, bucket of 2.x. */
  readonly database: string;
  /** ms without an answer after which a request has failed. */
  readonly timeout?: number;
}

/** ms InfluxDB may take for a batch: its own limit is 10 s. */
export const usualTimeout = 20_000;

/** Body of an answer to `/query`. */
export interface QueryAnswer {
  readonly error?: string;
  readonly results?: readonly { readonly series?: Series[]; readonly error?: string }[];
}
