/** What devices measured, on its way to the journal: rows are appended, boots are dated, gaps are repaired. */
import type { Answer, Ask } from "#protocol/wire/ask.ts";
import type { Hello } from "#protocol/wire/hello.ts";
import type { Clock } from "../../clock.ts";
import { bootBegan } from "../../core/telemetry/dating.ts";
import type { Arrival, Journal, JournalFigures } from "../../core/telemetry/ports.ts";
import { type RepairLimits, repairLimits } from "../../core/telemetry/repair.ts";
import { batchesOf, extentsOf, lostOf, type RowMessage } from "../../core/telemetry/rows.ts";
import { createGapRepair, type RepairFigures } from "./gap-repair.ts";

export interface TelemetryDeps {
  readonly clock: Clock;
  readonly journal: Journal;
  /** Random u32. */
  readonly draw: () => number;
  readonly ask: (device: string, ask: Ask) => void;
  readonly limits?: RepairLimits;
}

export interface TelemetryFigures extends JournalFigures {
  readonly repair: RepairFigures;
}

export interface Telemetry {
  hello(device: string, hello: Hello): void;
  /** A message that can carry rows. Those without any are not journalled: they say nothing about the past. */
  arrived(arrival: Omit<Arrival, "extents">, message: RowMessage): void;
  /** The result of an ask, after its rows went to `arrived`. */
  answered(device: string, answer: Answer): void;
  figures(): TelemetryFigures;
  /** Ends the asking; the journal is its owner's to close. */
  close(): void;
}

/** ms by which two words about the beginning of one boot may differ before the second is told: clocks are set and drift. */
const sameBeginning = 2_000;

interface Boot {
  bootCount: number;
  /** EpochMs; absent until something of this boot knew the time. */
  beganAt?: number;
}

export function createTelemetry({ clock, journal, draw, ask, limits = repairLimits }: TelemetryDeps): Telemetry {
  const repair = createGapRepair({ clock, draw, ask, limits });
  /** The boot each device is in, by its last hello. */
  const boots = new Map<string, Boot>();
  journal.onGap((gap) => repair.found(gap));

  function date(device: string, boot: Boot, at: number, uptime: number): void {
    const beganAt = bootBegan(at, uptime);
    if (boot.beganAt !== undefined && Math.abs(boot.beganAt - beganAt) < sameBeginning) return;
    boot.beganAt = beganAt;
    journal.dateBoot(device, boot.bootCount, beganAt);
  }

  async function askForMissing(device: string, log: NonNullable<Hello["log"]>): Promise<void> {
    try {
      for (const gap of await journal.missing(device, log)) repair.found(gap);
    } catch {
      // the journal failed, which its onFailure tells once; nothing can be repaired without it
    }
  }

  return {
    hello(device, { bootCount, at, uptime, log }) {
      let boot = boots.get(device);
      if (boot?.bootCount !== bootCount) {
        boot = { bootCount };
        boots.set(device, boot);
      }
      if (at !== undefined) date(device, boot, at, uptime);
      repair.returned(device);
      if (log !== undefined) void askForMissing(device, log);
    },

    arrived(arrival, message) {
      const { device } = arrival;
      if ("at" in message && message.at !== undefined && message.uptime !== undefined) {
        const boot = boots.get(device);
        if (boot !== undefined) date(device, boot, message.at, message.uptime);
      }
      if (batchesOf(message).length > 0) {
        const extents = extentsOf(message);
        // what was not taken stays wanted
        if (journal.append({ ...arrival, extents })) repair.came(device, extents);
      }
      const lost = lostOf(message);
      if (lost.length > 0) {
        journal.markLost(device, lost, arrival.receivedAt);
        repair.areLost(device, lost);
      }
    },

    answered(device, answer) {
      repair.answered(device, answer);
    },
    figures: () => ({ ...journal.figures(), repair: repair.figures() }),
    close: () => repair.close(),
  };
}
