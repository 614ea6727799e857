/**
 * The loop that sends a desired state wherever what a device says and what is wanted of it differ. What a person just
 * ordered goes at once; repairs, configurations and plans take turns, so that a city that comes back does not stand in
 * the way of an order.
 */
import type { Directive } from "#protocol/wire/directive.ts";
import { desireOf, type StandingPart } from "../../core/fleet/desired.ts";
import type { RevRequest } from "../../core/fleet/ports.ts";
import { desireDigest, reconcile, withoutKeptBack } from "../../core/fleet/reconcile.ts";
import type { Twin } from "../../core/fleet/twin.ts";
import { createAgenda } from "../agenda.ts";
import { createTurns, type Pace } from "../turns.ts";
import { createDeviceConfigs, type DeviceConfig } from "./device-configs.ts";
import { createDeviceDirectives } from "./device-directives.ts";
import type { FleetDeps } from "./fleet.ts";

export interface DesireLoopDeps extends FleetDeps {
  readonly twin: (device: string) => Twin | undefined;
  readonly isOnline: (twin: Twin) => boolean;
  readonly onSent: (device: string, sent: NonNullable<Twin["sent"]>) => void;
}

export interface DesireLoop {
  /** Look at it soon, in turn with all others. */
  soon(device: string): void;
  /** Look at it before the others, and tell it without waiting for a turn. */
  first(device: string): void;
  /** Tell it once more whatever it holds, also what it refused; when it is back if it is away. */
  again(device: string): void;
  /** A group publish is on its way to it, which gets its chance until `until` (EpochMs). */
  expectRef(device: string, ref: number, until: number): void;
  /** Its connection is a new one, which has heard nothing of what went to the groups before. */
  forgetExpected(device: string): void;
  configOf(device: string): DeviceConfig | undefined;
  /** Whether its desired state has no room for the order. */
  isCrowdedOut(device: string, orderId: string): boolean;
  /** Its desired state is more than one message can carry: it stays with what it has. */
  isTooFull(device: string): boolean;
  figures(): { readonly desiresSent: number; readonly waitingForTurn: number };
  /** Waits for what is on its way to the store. */
  close(): Promise<void>;
}

/** A desired state decided on, still without its revision. */
interface Send {
  readonly request: RevRequest;
  readonly standing: StandingPart;
  readonly directives: Directive[];
  readonly reason: string;
}

/** ms after which revisions are drawn again when the store could not give them. */
const drawAgainAfter = 5_000;
const toldAgain = { kind: "send", attempt: 1, reason: "asked to try again" } as const;
/** Looks gathered before they are decided, ms: a burst of reports costs one transaction. */
const gatherFor = 20;
/**
 * Desired states that are not orders, per connection to a broker: half a processor of controller and broker together,
 * and ten thousand devices that return are told within five seconds.
 */
export const repairPace: Pace = { perSecond: 2_000, atOnce: 200 };

export function createDesireLoop(deps: DesireLoopDeps): DesireLoop {
  const { clock, log } = deps;
  /** Refs on their way by group publish, by device. */
  const pending = new Map<string, Map<number, number>>();
  const configOf = createDeviceConfigs(deps);
  const directivesOf = createDeviceDirectives(deps.ordersOf);
  const agenda = createAgenda(clock, gatherFor, (devices) => lookAt(devices));
  const turns = createTurns(clock, repairPace, (devices) => lookAt(devices, true));
  /** Devices whose revision is being drawn. */
  const inFlight = new Set<string>();
  /** Devices somebody just ordered something of. */
  const pressing = new Set<string>();
  /** Devices a person wants to be told again, whatever they hold: a refusal is asked anew. */
  const again = new Set<string>();
  /** Digest of the desired state that could not be sent to a device. */
  const tooFull = new Map<string, string>();
  let desiresSent = 0;
  let drawing: Promise<void> = Promise.resolve();

  function pendingOf(device: string): ReadonlyMap<number, number> {
    const refs = pending.get(device) ?? new Map<number, number>();
    for (const [ref, until] of refs) if (until <= clock.now()) refs.delete(ref);
    if (refs.size === 0) pending.delete(device);
    return refs;
  }

  /**
   * Decides for all gathered devices, then draws their revisions in one transaction and sends.
   * @param granted it is their turn.
   */
  function lookAt(devices: readonly string[], granted = false): void {
    const sends: Send[] = [];
    for (const device of devices) {
      if (inFlight.has(device)) continue;
      const send = decide(device);
      const pressed = pressing.delete(device);
      if (send === undefined || !(granted || pressed || turns.take(device))) continue;
      again.delete(device);
      inFlight.add(device);
      sends.push(send);
    }
    if (sends.length > 0)
      drawing = drawing
        .then(() => sendAll(sends))
        .catch((error) => {
          log.error(error, "drawing revisions");
          for (const { request } of sends) agenda.at(request.device, clock.now() + drawAgainAfter);
        });
  }

  /** @returns what has to be sent to it; undefined while there is nothing. */
  function decide(device: string): Send | undefined {
    const now = clock.now();
    const twin = deps.twin(device);
    const standing = configOf(device);
    if (twin === undefined || standing === undefined) return undefined;
    const keptBack = deps.keptBack(device);
    const directives = withoutKeptBack(directivesOf(device, standing, now).directives, keptBack, twin.holds);
    const found = reconcile({
      twin,
      online: deps.isOnline(twin),
      configDigest: standing.digest,
      directives,
      pending: pendingOf(device),
      keptBack,
      untilOf: deps.untilOf,
      now,
    });
    const result = found.kind !== "away" && again.has(device) ? toldAgain : found;
    if (result.kind === "wait") agenda.at(device, result.at);
    if (result.kind !== "send") return undefined;
    const reported = twin.holds?.rev ?? 0;
    const digest = desireDigest(standing.digest, directives);
    return {
      request: { device, reported, digest, attempt: result.attempt },
      standing,
      directives,
      reason: result.reason,
    };
  }

  async function sendAll(sends: readonly Send[]): Promise<void> {
    const now = clock.now();
    const requests = sends.map(({ request }) => request);
    const revs = await deps.store.drawRevs(requests, now).finally(() => {
      for (const { device } of requests) inFlight.delete(device);
    });
    for (const { request, standing, directives, reason } of sends) {
      const { device, digest, attempt } = request;
      const rev = revs.get(device)!;
      deps.onSent(device, { rev, digest, at: now, attempt });
      const { encoding } = deps.twin(device)!;
      try {
        deps.downlink.desire(device, desireOf(rev, standing, directives), encoding);
        tooFull.delete(device);
        desiresSent++;
        log.debug({ device, rev, reason }, "desired state sent");
      } catch (error) {
        tooFull.set(device, digest);
        log.error(error, `the desired state of ${device} cannot be sent`);
      }
      agenda.soon(device);
    }
  }

  return {
    soon: agenda.soon,
    first(device) {
      pressing.add(device);
      agenda.first(device);
    },
    again(device) {
      again.add(device);
      pressing.add(device);
      agenda.first(device);
    },
    expectRef(device, ref, until) {
      const refs = pending.get(device) ?? new Map<number, number>();
      pending.set(device, refs.set(ref, until));
      agenda.at(device, until);
    },
    forgetExpected: (device) => void pending.delete(device),
    configOf,
    isCrowdedOut(device, orderId) {
      const standing = configOf(device);
      return standing !== undefined && directivesOf(device, standing, clock.now()).crowdedOut.has(orderId);
    },
    isTooFull: (device) => tooFull.has(device) && tooFull.get(device) === deps.twin(device)?.sent?.digest,
    figures: () => ({ desiresSent, waitingForTurn: turns.waiting() }),
    async close() {
      agenda.close();
      turns.close();
      await drawing;
    },
  };
}
