/** The fleet in memory: the twin of every device, fed by what comes up the road, saved now and then. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Hello } from "#protocol/wire/hello.ts";
import type { Report } from "#protocol/wire/report.ts";
import type { Encoding } from "#protocol/wire/vocabulary.ts";
import type { Clock } from "../../clock.ts";
import type { Site } from "../../core/fleet/configure.ts";
import type { DeviceOrder } from "../../core/fleet/device-orders.ts";
import type { DevicePlan } from "../../core/fleet/device-plan.ts";
import { everybody } from "../../core/fleet/membership.ts";
import type { Downlink, FleetStore } from "../../core/fleet/ports.ts";
import {
  goneHeard,
  heard,
  helloHeard,
  isOnline,
  newTwin,
  reportHeard,
  type Twin,
  withoutPatience,
} from "../../core/fleet/twin.ts";
import type { InventoryIndex } from "../../core/inventory/index.ts";
import type { Inventory } from "../../core/inventory/model.ts";
import type { Log } from "../../log.ts";
import { createDesireLoop } from "./desire-loop.ts";

export interface FleetDeps {
  readonly clock: Clock;
  readonly store: FleetStore;
  readonly downlink: Downlink;
  readonly site: () => Site;
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
  /** Orders that concern a device, oldest first. */
  readonly ordersOf: (device: string) => readonly DeviceOrder[];
  /** Refs of orders that the device is not told now, because somebody paused them. */
  readonly keptBack: (device: string) => ReadonlySet<number>;
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
  /** Devices that have to be told something and wait for their turn. */
  readonly waitingForTurn: number;
}

export interface Fleet {
  twin(device: string): Twin | undefined;
  isOnline(device: string): boolean;
  hello(device: string, hello: Hello, encoding: Encoding): void;
  report(device: string, report: Report, encoding: Encoding): void;
  heard(device: string): void;
  gone(device: string, session: number): void;
  /** Something wanted of these devices changed: they are looked at soon, and told in turn with all others. */
  touch(devices: Iterable<string>): void;
  /** Somebody ordered something of these devices: they come before the others. */
  touchFirst(devices: Iterable<string>): void;
  /** A group publish is on its way to these devices: they get until `until` to show it. */
  expectRef(devices: Iterable<string>, ref: number, until: number): void;
  /** The device's configuration is what it holds, so that it hears its groups. */
  isConfigured(device: string): boolean;
  /** What is wanted of the device is more than one message can carry: it stays with what it has. */
  isTooFull(device: string): boolean;
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

/** How often twins that changed are saved, ms. A lost tail is asked for again by the call at start. */
const saveEvery = 10_000;
/** Twins saved in one transaction: it costs some milliseconds, in which nobody else has a turn. */
const savedAtOnce = 200;
/** s within which all answer a call: enough for ten thousand hellos to arrive one after the other. */
const callWithin = 20;

export async function createFleet(deps: FleetDeps): Promise<Fleet> {
  const { clock, store, downlink, log } = deps;
  const twins = new Map<string, Twin>((await store.load()).map((twin) => [twin.device, { ...twin }]));
  const listeners: ((device: string) => void)[] = [];
  const unsaved = new Set<string>();
  let closed = false;
  let cancelSave = clock.wakeAt(clock.now() + saveEvery, saveSoon);

  const online = (twin: Twin) => isOnline(twin, deps.site().reportPeriod * 1000, clock.now());
  const loop = createDesireLoop({
    ...deps,
    twin: (device) => twins.get(device),
    isOnline: online,
    onSent: (device, sent) => update(device, (twin) => ({ ...twin, sent })),
  });

  function update(device: string, change: (twin: Twin) => Twin): void {
    twins.set(device, change(twins.get(device) ?? newTwin(device)));
    unsaved.add(device);
  }

  function changed(device: string): void {
    loop.soon(device);
    for (const listener of listeners) listener(device);
  }

  async function save(): Promise<void> {
    const due = [...unsaved];
    for (let n = 0; n < due.length; n += savedAtOnce) {
      const devices = due.slice(n, n + savedAtOnce).filter((device) => unsaved.delete(device));
      try {
        await store.save(devices.map((device) => twins.get(device)!));
      } catch (error) {
        for (const device of devices) unsaved.add(device);
        throw error;
      }
      if (n + savedAtOnce < due.length) await nextTurn();
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
      if (twins.get(device)?.session !== hello.session) loop.forgetExpected(device);
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
      for (const device of devices) loop.soon(device);
    },
    touchFirst(devices) {
      for (const device of devices) loop.first(device);
    },
    expectRef(devices, ref, until) {
      for (const device of devices) loop.expectRef(device, ref, until);
    },
    isConfigured(device) {
      const twin = twins.get(device);
      const digest = loop.configOf(device)?.digest;
      return (
        twin?.sent !== undefined &&
        digest !== undefined &&
        twin.sent.digest.startsWith(`${digest}:`) &&
        twin.holds?.rev === twin.sent.rev
      );
    },
    isTooFull: loop.isTooFull,
    isCrowdedOut: loop.isCrowdedOut,
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
      for (const device of devices) loop.again(device);
    },
    figures() {
      let onlineCount = 0;
      let inSync = 0;
      for (const twin of twins.values()) {
        if (online(twin)) onlineCount++;
        if (twin.sent !== undefined && twin.holds?.rev === twin.sent.rev) inSync++;
      }
      return { devices: twins.size, online: onlineCount, inSync, ...loop.figures() };
    },
    async close() {
      closed = true;
      cancelSave();
      await loop.close();
      await save();
    },
  };
}
