/**
 * Follows the journal into another database: rows as they are queued, rows of before, and what people ordered. One batch
 * at a time, from the disk; what is not confirmed comes again.
 */
import type { Rng } from "#protocol/behavior/random.ts";
import type { Clock } from "../../clock.ts";
import type { AuditStore } from "../../core/people/ports.ts";
import { annotationOf } from "../../core/telemetry/annotation.ts";
import {
  type ForwarderState,
  type ForwardingLimits,
  firstPace,
  forwardingLimits,
  paceAfterSetback,
  type Setback,
} from "../../core/telemetry/forwarding.ts";
import type { ForwardTarget, Outgoing, OutgoingFigures, OutgoingMark, RefusedRow } from "../../core/telemetry/ports.ts";
import { ControllerError } from "../../errors.ts";
import type { Log } from "../../log.ts";
import { type Delivery, deliver } from "./deliver.ts";

export interface ForwarderDeps {
  readonly clock: Clock;
  readonly rng: Rng;
  readonly outgoing: Outgoing;
  readonly target: ForwardTarget;
  readonly audit: Pick<AuditStore, "after">;
  readonly log: Log;
  readonly limits?: ForwardingLimits;
}

export interface ForwarderStatus extends OutgoingFigures {
  readonly target: string;
  readonly state: ForwarderState;
  /** What stands in the way, while it does. */
  readonly reason?: string;
  /** EpochMs of the next try, while waiting. */
  readonly retryAt?: number;
  /** Rows confirmed since start, those sent twice counted twice. */
  readonly sent: number;
  /** Rows since start that are older than what the database keeps. */
  readonly expired: number;
}

export interface Forwarder {
  status(): ForwarderStatus;
  refused(limit: number): Promise<RefusedRow[]>;
  /**
   * Sends the refused rows once more, or forgets them.
   * @returns how many are no longer set aside.
   * @throws ControllerError `telemetry/unavailable` if the database does not answer.
   */
  retryRefused(): Promise<number>;
  forgetRefused(): Promise<number>;
  /** Sends everything the journal holds once more: after the database lost something. */
  backfill(): Promise<void>;
  /** Ends at once: a batch that is on its way comes again after the next start. */
  close(): Promise<void>;
}

/** ms between two looks at the audit log. */
const auditPeriod = 5_000;
/** Lines of the audit log at once. */
const page = 1_000;

export function createForwarder(deps: ForwarderDeps): Forwarder {
  const { clock, rng, outgoing, target, audit, log, limits = forwardingLimits } = deps;
  let pace = firstPace(limits);
  let state: ForwarderState = "starting";
  let obstacle: { reason: string; retryAt?: number } | undefined;
  let sent = 0;
  let expired = 0;
  const leaving = new AbortController();
  const isLeaving = () => leaving.signal.aborted;
  const write = (lines: string) => target.write(lines, leaving.signal);
  let auditAt = 0;
  let wake = () => {};
  outgoing.onQueued(() => {
    // a queue that grows is no reason to ask sooner a database that is in trouble
    if (state === "following") wake();
  });

  /** @param at EpochMs to wake at; earlier when something calls. */
  function rest(at: number): Promise<void> {
    if (isLeaving()) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = clock.wakeAt(at, resolve);
      wake = () => {
        cancel();
        resolve();
      };
    });
  }

  async function waitAfter(setback: Setback): Promise<void> {
    if (isLeaving()) return;
    const next = paceAfterSetback(pace, setback, rng, limits);
    pace = next.pace;
    obstacle = { reason: setback.reason, retryAt: clock.now() + next.wait };
    if (state !== "waiting") {
      state = "waiting";
      log.warn({ target: target.name, reason: setback.reason }, "telemetry is kept in the journal and forwarded later");
    }
    await rest(obstacle.retryAt!);
  }

  /** Until the database can be written; then begins anew where it does not hold what it was given. */
  async function reach(): Promise<void> {
    while (!isLeaving()) {
      const answer = await target.check(leaving.signal);
      if (answer.kind === "written") {
        if (!outgoing.figures().recording || (await target.isEmpty(leaving.signal))) await outgoing.begin();
        return;
      }
      await waitAfter(
        answer.kind === "refused" || answer.kind === "tooLarge" ? { ...answer, kind: "unreachable" } : answer,
      );
    }
  }

  /** Only what was written is proof: a database that is full answers a check as if nothing were wrong. */
  function goesWell(): void {
    if (state === "waiting") log.info({ target: target.name }, "telemetry is forwarded again");
    state = "following";
    obstacle = undefined;
  }

  function status(): ForwarderStatus {
    const figures = outgoing.figures();
    const now = state === "following" && figures.backfilling ? "backfilling" : state;
    return { ...figures, target: target.name, state: now, sent, expired, ...obstacle };
  }

  function account(delivery: Delivery, rows: number): void {
    pace = delivery.pace;
    sent += rows - delivery.refused.length - delivery.expired;
    expired += delivery.expired;
    const [first] = delivery.refused;
    if (first !== undefined) log.warn({ ...first, rows: delivery.refused.length }, "the database refuses rows");
  }

  /** @returns a setback, true if there may be more, or false if there was nothing. */
  async function forwardSome(from: OutgoingMark["from"]): Promise<Setback | boolean> {
    const batch = await outgoing.next(from, pace.rows);
    if (batch === undefined) return false;
    const { mark, rows } = batch;
    const delivery =
      rows === 0 ? { pace, refused: [], expired: 0 } : await deliver(write, batch.lines, rows, pace, limits);
    if (delivery.setback !== undefined) {
      pace = delivery.pace;
      return delivery.setback;
    }
    account(delivery, rows);
    const at = clock.now();
    await outgoing.settle(
      mark,
      delivery.refused.map((row) => ({ ...row, at })),
    );
    return true;
  }

  async function forwardAudit(): Promise<Setback | boolean> {
    if (clock.now() < auditAt) return false;
    const lines = await audit.after(outgoing.figures().audited, page);
    const last = lines.at(-1);
    if (last === undefined) {
      auditAt = clock.now() + auditPeriod;
      return false;
    }
    const rows = lines.flatMap((line) => annotationOf(line) ?? []).map((annotation) => target.lineOf(annotation));
    if (rows.length > 0) {
      const delivery = await deliver(write, rows.join("\n"), rows.length, pace, limits);
      if (delivery.setback !== undefined) return delivery.setback;
      account(delivery, rows.length);
    }
    await outgoing.settleAudit(last.sequence);
    return true;
  }

  /** New rows before old ones, and neither waits for all of the other. */
  async function round(): Promise<void> {
    const figures = outgoing.figures();
    if (!figures.recording) {
      // the queue grew too large in an outage
      await reach();
      return;
    }
    if (figures.refused > limits.mostRefused) {
      state = "stopped";
      obstacle = { reason: `${figures.refused} rows were refused` };
      await rest(Number.MAX_SAFE_INTEGER);
      return;
    }
    let worked = false;
    for (const some of [() => forwardSome("queue"), () => forwardSome("series"), forwardAudit]) {
      const outcome = await some();
      if (typeof outcome === "object") {
        await waitAfter(outcome);
        if (!isLeaving()) await reach();
        return;
      }
      worked ||= outcome;
    }
    goesWell();
    if (!worked && outgoing.figures().rows === 0) await rest(Math.max(auditAt, clock.now() + 1));
  }

  async function run(): Promise<void> {
    await reach();
    while (!isLeaving()) await round();
  }

  /** The journal's own trouble, a full disk for example, is waited out like the database's. */
  async function runThroughTroubles(): Promise<void> {
    while (!isLeaving()) {
      try {
        await run();
      } catch (error) {
        if (isLeaving()) return;
        log.error(error, "forwarding telemetry");
        await waitAfter({ kind: "unreachable", reason: error instanceof Error ? error.message : String(error) });
      }
    }
  }
  const ended = runThroughTroubles();

  return {
    status,
    refused: (limit) => outgoing.refused(limit),

    async retryRefused() {
      const rows = await outgoing.refused(Number.MAX_SAFE_INTEGER);
      if (rows.length === 0) return 0;
      const delivery = await deliver(write, rows.map(({ line }) => line).join("\n"), rows.length, pace, limits);
      if (delivery.setback !== undefined) {
        throw new ControllerError(
          "telemetry/unavailable",
          `${target.name} does not answer: ${delivery.setback.reason}. Try again later.`,
        );
      }
      const still = new Set(delivery.refused.map(({ line }) => line));
      const taken = rows.filter(({ line }) => !still.has(line));
      await outgoing.release(taken.map(({ number }) => number));
      wake();
      return taken.length;
    },

    async forgetRefused() {
      const rows = await outgoing.refused(Number.MAX_SAFE_INTEGER);
      await outgoing.release(rows.map(({ number }) => number));
      wake();
      return rows.length;
    },

    async backfill() {
      await outgoing.begin();
      wake();
    },

    async close() {
      leaving.abort(new Error("Den is stopping"));
      wake();
      await ended;
    },
  };
}
