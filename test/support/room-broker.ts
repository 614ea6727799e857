/**
 * A broker without sockets, on virtual time, between a whole controller and simulated devices: it routes, keeps what is
 * retained, and can vanish with the controller. For tests that pass through weeks.
 */
import type { LinkOptions as ControllerLinkOptions, MqttLink } from "../../controller/dispatch/mqtt-link.ts";
import type { Filter, Link, LinkOptions, OpenLink } from "../../simulator/link/link.ts";
import type { FakeClock } from "./fake-clock.ts";

export interface RoomBroker {
  /** For devices. */
  readonly openLink: OpenLink;
  /** For the controller, in place of its own connection. */
  openControllerLink(options: ControllerLinkOptions): MqttLink;
  /** Says something as any service account would. */
  publish(topic: string, bytes: Uint8Array): void;
  /** From now on every connection breaks and none can be made. */
  vanish(): void;
}

/** ms on the way. */
const latency = 40;
/** ms until a device notices that nobody answers: long, so that weeks do not consist of attempts. */
const patience = 6 * 3_600_000;

interface OpenDevice {
  readonly options: LinkOptions;
  readonly topics: Set<string>;
}

export function createRoomBroker(clock: FakeClock): RoomBroker {
  const retained = new Map<string, Uint8Array>();
  const open = new Set<OpenDevice>();
  let controller: ControllerLinkOptions | undefined;
  let here = true;
  const later = (run: () => void) => clock.wakeAt(clock.now() + latency, run);

  function route(topic: string, bytes: Uint8Array, retain: boolean): void {
    if (retain && bytes.length > 0) retained.set(topic, bytes);
    else if (retain) retained.delete(topic);
    for (const device of open) if (device.topics.has(topic)) deliver(device, topic, bytes);
  }

  function deliver(device: OpenDevice, topic: string, bytes: Uint8Array): void {
    later(() => {
      if (open.has(device)) device.options.onMessage(topic, bytes);
    });
  }

  function subscribe(device: OpenDevice, filters: readonly Filter[]): void {
    const before = new Set(device.topics);
    device.topics.clear();
    for (const { topic } of filters) {
      device.topics.add(topic);
      const bytes = retained.get(topic);
      if (bytes !== undefined && !before.has(topic)) deliver(device, topic, bytes);
    }
  }

  const hear = (topic: string, payload: Uint8Array) => later(() => controller?.onMessage(topic, payload));

  return {
    openControllerLink(options) {
      controller = options;
      later(() => controller?.onReady());
      return {
        isConnected: () => controller !== undefined,
        publish: (topic, bytes, _qos, retain = false) => route(topic, bytes, retain),
        holdReports() {},
        async close() {
          controller = undefined;
        },
      };
    },
    publish: (topic, bytes) => route(topic, bytes, false),
    vanish() {
      here = false;
      for (const device of [...open]) {
        open.delete(device);
        device.options.onLost("nobody is there");
      }
    },
    openLink(options): Link {
      if (!here) {
        const cancel = clock.wakeAt(clock.now() + patience, () => options.onLost("nobody is there"));
        return { publish() {}, subscribe() {}, cut: cancel, close: cancel };
      }
      const device: OpenDevice = { options, topics: new Set() };
      open.add(device);
      later(() => {
        if (!open.has(device)) return;
        options.onReady();
        subscribe(device, options.filters);
      });
      return {
        publish: hear,
        subscribe: (filters) => subscribe(device, filters),
        cut() {
          if (open.delete(device)) hear(options.will.topic, options.will.payload);
        },
        close: () => void open.delete(device),
      };
    },
  };
}
