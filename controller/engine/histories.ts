/** Asks the history that fits the period, and the journal where the other does not answer. */
import type { Clock } from "../clock.ts";
import { chooseHistory, type HistorySource } from "../core/telemetry/choose-history.ts";
import type { TelemetryHistory } from "../core/telemetry/ports.ts";
import { ControllerError } from "../errors.ts";
import type { Forwarder } from "./forwarder.ts";

export interface HistoriesDeps {
  readonly clock: Clock;
  readonly journal: TelemetryHistory;
  /** Both absent: the journal answers everything. */
  readonly influx?: TelemetryHistory;
  readonly forwarder?: Pick<Forwarder, "status">;
}

export interface Histories {
  /** @returns what `ask` got, and from where. */
  read<T>(
    period: { readonly from: number; readonly to: number },
    ask: (history: TelemetryHistory) => Promise<T>,
  ): Promise<{ answer: T; source: HistorySource }>;
}

/** ms the database may lag behind and still be asked for long periods. */
const mostLag = 60_000;

export function createHistories({ clock, journal, influx, forwarder }: HistoriesDeps): Histories {
  const isComplete = () => {
    if (forwarder === undefined) return false;
    const { state, oldestAt } = forwarder.status();
    return state === "following" && (oldestAt === undefined || clock.now() - oldestAt < mostLag);
  };
  return {
    async read(period, ask) {
      if (influx !== undefined && chooseHistory(period, clock.now(), isComplete()) === "influxdb") {
        try {
          return { answer: await ask(influx), source: "influxdb" };
        } catch (error) {
          if (!(error instanceof ControllerError) || error.code !== "telemetry/unavailable") throw error;
        }
      }
      return { answer: await ask(journal), source: "journal" };
    },
  };
}
