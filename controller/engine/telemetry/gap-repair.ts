/** Asks devices for the rows that are missing: few devices at a time, each for a bounded number of rows, until all came or are lost. */
import type { Answer, Ask } from "#protocol/wire/ask.ts";
import type { Lost } from "#protocol/wire/samples.ts";
import type { Clock } from "../../clock.ts";
import type { Extent, Gap } from "../../core/telemetry/ports.ts";
import { type RepairLimits, type Resend, retryAfter, Wanted } from "../../core/telemetry/repair.ts";
import { createAgenda } from "../agenda.ts";

export interface GapRepairDeps {
  readonly clock: Clock;
  /** Random u32. */
  readonly draw: () => number;
  readonly ask: (device: string, ask: Ask) => void;
  readonly limits: RepairLimits;
}

export interface RepairFigures {
  /** Devices with rows to be asked for. */
  readonly devices: number;
  /** Devices answering now. */
  readonly asking: number;
  /** Asks sent since start. */
  readonly asked: number;
  /** Times a device was left alone because nothing came. */
  readonly givenUp: number;
}

export interface GapRepair {
  found(gap: Gap): void;
  came(device: string, extents: readonly Extent[]): void;
  areLost(device: string, lost: readonly Lost[]): void;
  answered(device: string, answer: Answer): void;
  /** The device said hello: whatever was tried before, it is there now. */
  returned(device: string): void;
  figures(): RepairFigures;
  close(): void;
}

interface Repair {
  readonly wanted: Wanted;
  asked?: Asked | undefined;
  /** Asks in a row that brought nothing. */
  failures: number;
  /** EpochMs before which it is not asked. */
  notBefore: number;
}

interface Asked {
  readonly id: number;
  readonly rows: Resend;
  /** Rows wanted of it when it was asked. */
  readonly open: number;
  /** EpochMs; moves on with every part of the answer. */
  until: number;
}

export function createGapRepair({ clock, draw, ask, limits }: GapRepairDeps): GapRepair {
  const repairs = new Map<string, Repair>();
  /** Devices whose turn comes, first come first served. */
  const ready = new Set<string>();
  let asking = 0;
  let asked = 0;
  let givenUp = 0;
  let returns = { since: 0, count: 0 };

  const agenda = createAgenda(clock, 0, (devices) => {
    for (const device of devices) look(device);
    pump();
  });

  /** Whole seconds, so that thousands of devices share a few wakes. */
  const lookAt = (device: string, at: number) => agenda.at(device, Math.ceil(at / 1000) * 1000);

  function look(device: string): void {
    const repair = repairs.get(device);
    if (repair === undefined) return;
    const now = clock.now();
    if (repair.asked !== undefined) {
      if (repair.asked.until > now) lookAt(device, repair.asked.until);
      else end(device, repair);
    } else if (repair.notBefore > now) {
      lookAt(device, repair.notBefore);
    } else {
      ready.add(device);
    }
  }

  function pump(): void {
    const now = clock.now();
    const returning = now - returns.since < limits.returningWithin && returns.count >= limits.returningFrom;
    const atOnce = returning ? limits.devicesWhileReturning : limits.devicesAtOnce;
    for (const device of ready) {
      if (asking >= atOnce) return;
      ready.delete(device);
      const repair = repairs.get(device);
      const rows = repair?.asked === undefined ? repair?.wanted.next(limits.rowsPerAsk) : undefined;
      if (repair !== undefined && rows !== undefined) send(device, repair, rows, now);
    }
  }

  function send(device: string, repair: Repair, rows: Resend, now: number): void {
    const until = now + limits.patience;
    repair.asked = { id: draw(), rows, open: repair.wanted.openOf(rows), until };
    asking++;
    asked++;
    const { stream, epoch, first, last } = rows;
    ask(device, {
      id: repair.asked.id,
      until,
      ask: "resend",
      stream,
      epoch,
      fromSequence: first,
      toSequence: last,
    });
    lookAt(device, until);
  }

  /** The answer is complete, or nothing more is expected of it. */
  function end(device: string, repair: Repair, hopeless = false): void {
    const { rows, open } = repair.asked!;
    repair.asked = undefined;
    asking--;
    if (repair.wanted.isEmpty) {
      repairs.delete(device);
      return;
    }
    repair.failures = repair.wanted.openOf(rows) < open ? 0 : repair.failures + 1;
    const wait = hopeless ? undefined : repair.failures === 0 ? 0 : retryAfter(repair.failures, limits);
    if (wait === undefined) {
      givenUp++;
      repairs.delete(device);
    } else if (wait === 0) {
      // to the end of the queue: everybody's turn comes
      ready.add(device);
    } else {
      repair.notBefore = clock.now() + wait;
      lookAt(device, repair.notBefore);
    }
  }

  return {
    found({ device, stream, epoch, fromSequence, toSequence }) {
      let repair = repairs.get(device);
      if (repair === undefined) {
        repair = { wanted: new Wanted(), failures: 0, notBefore: clock.now() + limits.settle };
        repairs.set(device, repair);
        lookAt(device, repair.notBefore);
      }
      repair.wanted.add({ stream, epoch, first: fromSequence, last: toSequence });
    },
    came(device, extents) {
      const repair = repairs.get(device);
      if (repair === undefined) return;
      for (const extent of extents) repair.wanted.came(extent);
      if (repair.wanted.isEmpty && repair.asked === undefined) repairs.delete(device);
    },
    areLost(device, lost) {
      const repair = repairs.get(device);
      if (repair === undefined) return;
      for (const range of lost) repair.wanted.areLost(range);
      if (repair.wanted.isEmpty && repair.asked === undefined) repairs.delete(device);
    },
    answered(device, { id, result, done }) {
      const repair = repairs.get(device);
      if (repair?.asked?.id !== id) return;
      if (done || result !== "ok") {
        end(device, repair, result === "unsupported");
        pump();
      } else {
        repair.asked.until = clock.now() + limits.patience;
      }
    },
    returned(device) {
      const now = clock.now();
      if (now - returns.since >= limits.returningWithin) returns = { since: now, count: 0 };
      returns.count++;
      const repair = repairs.get(device);
      if (repair === undefined) return;
      // an ask from before the connection was lost will not be answered
      if (repair.asked !== undefined) {
        repair.asked = undefined;
        asking--;
      }
      repair.failures = 0;
      repair.notBefore = now + limits.settle;
      lookAt(device, repair.notBefore);
    },
    figures: () => ({ devices: repairs.size, asking, asked, givenUp }),
    close() {
      agenda.close();
      repairs.clear();
      ready.clear();
      asking = 0;
    },
  };
}
