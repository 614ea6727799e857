/**
 * The fleet in memory: the twin of every device, fed by what comes up the road, and the loop that sends a desired
 * state wherever a twin and a wish differ. Decisions are in core/fleet; here they are put into effect, in order.
 */
import type { Directive } from "#protocol/wire/directive.ts";
import type { Hello } from "#protocol/wire/hello.ts";
import type { Report } from "#protocol/wire/report.ts";
import type { Encoding } from "#protocol/wire/vocabulary.ts";
import type { Clock } from "../clock.ts";
import type { Site } from "../core/fleet/configure.ts";
import { desireOf, type StandingPart } from "../core/fleet/desired.ts";
import type { DeviceOrder } from "../core/fleet/device-orders.ts";
import type { DevicePlan } from "../core/fleet/device-plan.ts";
import { everybody } from "../core/fleet/membership.ts";
import type { Downlink, FleetStore, RevRequest } from "../core/fleet/ports.ts";
import { desireDigest, reconcile } from "../core/fleet/reconcile.ts";
import {
  goneHeard,
  heard,
  helloHeard,
  isOnline,
  newTwin,
  reportHeard,
  type Twin,
  withoutPatience,
} from "../core/fleet/twin.ts";
import type { InventoryIndex } from "../core/inventory/index.ts";
import type { Inventory } from "../core/inventory/model.ts";
import type { Log } from "../log.ts";
import { createAgenda } from "./agenda.ts";
import { createDeviceConfigs } from "./device-configs.ts";
import { createDeviceDirectives } from "./device-directives.ts";

export interface FleetDeps {
  readonly clock: Clock;
  readonly store: FleetStore;
  readonly downlink: Downlink;
  readonly site: () => Site;
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
  /** Orders that concern a device, oldest first. */
  readonly ordersOf: (device: string) => readonly DeviceOrder[];
  /** What the plans in force give a device; the same value until that changes. */
  readonly planOf: (device: string) => DevicePlan | undefined;
  /** A device said which documents of its desired state it still waits for, mostly none. */
  readonly onWaiting: (device: string, digests: readonly string[]) => void;
  /** End of a directive known by its ref; undefined for unknown and endless ones. */
  readonly untilOf: (ref: number) => number | undefined;
  /** Random u32, never 0. */
  readonly draw: () => number;
  readonly log: Log;
}

/** What an operator may want to know of the loop. */
export interface FleetFigures {
  readonly devices: number;
  readonly online: number;
  readonly desiresSent: number;
  readonly inSync: number;
}

export interface Fleet {
  twin(device: string): Twin | undefined;
  isOnline(device: string): boolean;
  hello(device: string, hello: Hello, encoding: Encoding): void;
  report(device: string, report: Report, encoding: Encoding): void;
  heard(device: string): void;
  gone(device: string, session: number): void;
  /** Something wanted of these devices changed: look at them again soon. */
  touch(devices: Iterable<string>): void;
  /** A group publish is on its way to these devices: they get until `until` to show it. */
  expectRef(devices: Iterable<string>, ref: number, until: number): void;
  /** The device's configuration is what it holds, so that it hears its groups. */
  isConfigured(device: string): boolean;
  /** Whether the desired state of the device has no room for the order. */
  isCrowdedOut(device: string, orderId: string): boolean;
  /** Called after each hello, report and loss, with the device. */
  onChange(listener: (device: string) => void): void;
  /** Asks everybody to say hello and report; on start and whenever the way to the broker is back. */
  callAll(): void;
  /** Tells these devices once more what is wanted, at once or when they are back, also what they refused. */
  retryNow(devices: Iterable<string>): void;
  figures(): FleetFigures;
  /** Saves what is not yet saved. */
  close(): Promise<void>;
}

/** A desired state decided on, still without its revision. */
interface Send {
  readonly request: RevRequest;
  readonly standing: StandingPart;
  readonly directives: Directive[];
  readonly reason: string;
}

/** How often twins that changed are saved, ms. A lost tail is asked for again by the call at start. */
const saveEvery = 10_000;
/** s within which all answer a call: enough for ten thousand hellos to arrive one after the other. */
const callWithin = 20;
/** ms after which revisions are drawn again when the store could not give them. */
const drawAgainAfter = 5_000;
const toldAgain = { kind: "send", attempt: 1, reason: "asked to try again" } as const;
/** Looks gathered before they are decided, ms: a burst of reports costs one transaction. */
const gatherFor = 20;

export async function createFleet(deps: FleetDeps): Promise<Fleet> {
  const { clock, store, downlink, log } = deps;
  const twins = new Map<string, Twin>((await store.load()).map((twin) => [twin.device, { ...twin }]));
  const listeners: ((device: string) => void)[] = [];
  const unsaved = new Set<string>();
  /** Refs on their way by group publish, by device. */
  const pending = new Map<string, Map<number, number>>();
  const configOf = createDeviceConfigs(deps);
  const directivesOf = createDeviceDirectives(deps.ordersOf);
  const agenda = createAgenda(clock, gatherFor, lookAt);
  /** Devices whose revision is being drawn. */
  const inFlight = new Set<string>();
  /** Devices a person wants to be told again, whatever they hold: a refusal is asked anew. */
  const again = new Set<string>();
  let desiresSent = 0;
  let drawing: Promise<void> = Promise.resolve();
  let closed = false;
  let cancelSave = clock.wakeAt(clock.now() + saveEvery, saveSoon);

  const online = (twin: Twin) => isOnline(twin, deps.site().reportPeriod * 1000, clock.now());

  function update(device: string, change: (twin: Twin) => Twin): void {
    twins.set(device, change(twins.get(device) ?? newTwin(device)));
    unsaved.add(device);
  }

  function changed(device: string): void {
    agenda.soon(device);
    for (const listener of listeners) listener(device);
  }

  function pendingOf(device: string): ReadonlyMap<number, number> {
    const refs = pending.get(device) ?? new Map<number, number>();
    for (const [ref, until] of refs) if (until <= clock.now()) refs.delete(ref);
    if (refs.size === 0) pending.delete(device);
    return refs;
  }

  /** Decides for all gathered devices, then draws their revisions in one transaction and sends. */
  function lookAt(devices: readonly string[]): void {
    const now = clock.now();
    const sends: Send[] = [];
    for (const device of devices) {
      const twin = twins.get(device);
      const configured = configOf(device);
      if (twin === undefined || configured === undefined || inFlight.has(device)) continue;
      const { digest } = configured;
      const { directives } = directivesOf(device, configured, now);
      const found = reconcile({
        twin,
        online: online(twin),
        configDigest: digest,
        directives,
        pending: pendingOf(device),
        untilOf: deps.untilOf,
        now,
      });
      const result = found.kind !== "away" && again.delete(device) ? toldAgain : found;
      if (result.kind === "wait") agenda.at(device, result.at);
      if (result.kind !== "send") continue;
      const request = {
        device,
        reported: twin.holds?.rev ?? 0,
        digest: desireDigest(digest, directives),
        attempt: result.attempt,
      };
      inFlight.add(device);
      sends.push({ request, standing: configured, directives, reason: result.reason });
    }
    if (sends.length > 0)
      drawing = drawing
        .then(() => send(sends))
        .catch((error) => {
          log.error(error, "drawing revisions");
          for (const { request } of sends) agenda.at(request.device, clock.now() + drawAgainAfter);
        });
  }

  async function send(sends: readonly Send[]): Promise<void> {
    const now = clock.now();
    const requests = sends.map(({ request }) => request);
    const revs = await store.drawRevs(requests, now).finally(() => {
      for (const { device } of requests) inFlight.delete(device);
    });
    for (const { request, standing, directives, reason } of sends) {
      const { device, digest, attempt } = request;
      const rev = revs.get(device)!;
      update(device, (twin) => ({ ...twin, sent: { rev, digest, at: now, attempt } }));
      const { encoding } = twins.get(device)!;
      try {
        downlink.desire(device, desireOf(rev, standing, directives), encoding);
        desiresSent++;
        log.debug({ device, rev, reason }, "desired state sent");
      } catch (error) {
        log.error(error, `the desired state of ${device} cannot be sent`);
      }
      agenda.soon(device);
    }
  }

  async function save(): Promise<void> {
    const devices = [...unsaved];
    unsaved.clear();
    if (devices.length === 0) return;
    try {
      await store.save(devices.map((device) => twins.get(device)!));
    } catch (error) {
      for (const device of devices) unsaved.add(device);
      throw error;
    }
  }

  function saveSoon(): void {
    save().catch((error) => log.error(error, "saving what devices said"));
    if (!closed) cancelSave = clock.wakeAt(clock.now() + saveEvery, saveSoon);
  }

  return {
    twin: (device) => twins.get(device),
    isOnline: (device) => {
      const twin = twins.get(device);
      return twin !== undefined && online(twin);
    },
    hello(device, hello, encoding) {
      // a new connection has heard nothing of what went to the groups before it
      if (twins.get(device)?.session !== hello.session) pending.delete(device);
      update(device, (twin) => helloHeard(twin, hello, encoding, clock.now()));
      changed(device);
    },
    report(device, report, encoding) {
      update(device, (twin) => reportHeard(twin, report, encoding, clock.now()));
      if (report.holds !== undefined) deps.onWaiting(device, report.holds.waiting ?? []);
      changed(device);
    },
    heard(device) {
      if (twins.has(device)) update(device, (twin) => heard(twin, clock.now()));
    },
    gone(device, session) {
      if (twins.get(device)?.session !== session) return;
      update(device, (twin) => goneHeard(twin, session));
      changed(device);
    },
    touch(devices) {
      for (const device of devices) agenda.soon(device);
    },
    expectRef(devices, ref, until) {
      for (const device of devices) {
        const refs = pending.get(device) ?? new Map<number, number>();
        pending.set(device, refs.set(ref, until));
        agenda.at(device, until);
      }
    },
    isConfigured(device) {
      const twin = twins.get(device);
      const digest = configOf(device)?.digest;
      return (
        twin?.sent !== undefined &&
        digest !== undefined &&
        twin.sent.digest.startsWith(`${digest}:`) &&
        twin.holds?.rev === twin.sent.rev
      );
    },
    isCrowdedOut(device, orderId) {
      const configured = configOf(device);
      return configured !== undefined && directivesOf(device, configured, clock.now()).crowdedOut.has(orderId);
    },
    onChange(listener) {
      listeners.push(listener);
    },
    callAll() {
      const now = clock.now();
      // what was sent while there was no way down is lost; waiting for its answer would only delay
      for (const [device, twin] of twins) {
        if (twin.holds?.rev !== twin.sent?.rev) update(device, withoutPatience);
      }
      downlink.directive(everybody, {
        kind: "call",
        ref: deps.draw(),
        priority: 10,
        issuedAt: Math.floor(now / 1000) * 1000,
        reportWithin: callWithin,
      });
    },
    retryNow(devices) {
      for (const device of devices) {
        again.add(device);
        agenda.soon(device);
      }
    },
    figures() {
      let onlineCount = 0;
      let inSync = 0;
      for (const twin of twins.values()) {
        if (online(twin)) onlineCount++;
        if (twin.sent !== undefined && twin.holds?.rev === twin.sent.rev) inSync++;
      }
      return { devices: twins.size, online: onlineCount, desiresSent, inSync };
    },
    async close() {
      closed = true;
      cancelSave();
      agenda.close();
      await drawing;
      await save();
    },
  };
}
