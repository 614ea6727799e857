/** Asks the history that fits the period, and the journal where the other does not answer. */
import type { Clock } from "../../clock.ts";
import {
  chooseHistory,
  finestKept,
  type HistorySource,
  type Kept,
  type Reach,
  shortestBucket,
} from "../../core/telemetry/choose-history.ts";
import type { TelemetryHistory } from "../../core/telemetry/ports.ts";
import { ControllerError } from "../../errors.ts";
import type { Forwarder } from "./forwarder.ts";

export interface HistoriesDeps {
  readonly clock: Clock;
  readonly journal: TelemetryHistory;
  /** How long the journal keeps what. */
  readonly kept: Kept;
  /** A database the journal's rows go to; absent: the journal answers everything. */
  readonly behind?: {
    readonly history: TelemetryHistory;
    readonly forwarder: Pick<Forwarder, "status">;
  };
}

export interface Histories {
  /** @returns what `ask` got, and from where. */
  read<T>(reach: Reach, ask: (history: TelemetryHistory) => Promise<T>): Promise<{ answer: T; source: HistorySource }>;
  /** @returns ms of the shortest step that can still be drawn of a time that begins at `from`; 0: any. */
  finest(from: number): number;
  /** For those to whom it is all the same where summaries come from. */
  readonly summaries: TelemetryHistory["summaries"];
}

/** ms the database may lag behind and still be asked. */
const mostLag = 60_000;

export function createHistories({ clock, journal, kept, behind }: HistoriesDeps): Histories {
  const isComplete = (forwarder: Pick<Forwarder, "status">) => {
    const { state, oldestAt } = forwarder.status();
    return state === "following" && (oldestAt === undefined || clock.now() - oldestAt < mostLag);
  };
  const read: Histories["read"] = async (reach, ask) => {
    const now = clock.now();
    if (behind && chooseHistory(reach, now, kept, isComplete(behind.forwarder)) === "influxdb") {
      try {
        return { answer: await ask(behind.history), source: "influxdb" };
      } catch (error) {
        if (!(error instanceof ControllerError) || error.code !== "telemetry/unavailable") throw error;
      }
    }
    return { answer: await ask(journal), source: "journal" };
  };
  return {
    read,
    finest: (from) => (behind && isComplete(behind.forwarder) ? 0 : finestKept(from, clock.now(), kept)),
    async summaries(query, signal) {
      const { edges } = query;
      const reach = { from: edges[0]!, to: edges.at(-1)!, bucket: shortestBucket(edges) };
      return (await read(reach, (history) => history.summaries(query, signal))).answer;
    },
  };
}
