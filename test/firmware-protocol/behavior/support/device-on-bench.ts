/** One lamp on a bench: a device with a link, a meter and a controller's clock, run on virtual time. */
import { bootDevice } from "#protocol/behavior/boot-device.ts";
import { step } from "#protocol/behavior/device.ts";
import { outputsAt } from "#protocol/behavior/device-light.ts";
import type {
  Boot,
  Device,
  DeviceEffect,
  DeviceInput,
  Hardware,
  OutputNow,
  Published,
  Stored,
} from "#protocol/behavior/device-state.ts";
import { decodeMessage, encodeMessage } from "#protocol/wire/codec.ts";
import type { Config, Desire } from "#protocol/wire/desire.ts";
import type { Directive } from "#protocol/wire/directive.ts";
import type { Capability } from "#protocol/wire/hello.ts";
import type { MessageOf } from "#protocol/wire/messages.ts";
import type { Sample } from "#protocol/wire/samples.ts";

/** 22 November 2026, 18:30 in Thủ Dầu Một: an hour after sunset. */
export const evening = Date.UTC(2026, 10, 22, 11, 30);
/** The same day, noon. */
export const noon = Date.UTC(2026, 10, 22, 5, 0);

export const minute = 60_000;
export const hour = 60 * minute;

export const white: Capability = { outputKind: "white", minLevel: 10, curve: "dali" };
export const relay: Capability = { outputKind: "relay" };
export const colour: Capability = { outputKind: "colour" };

export const config: Config = {
  place: { lat: 10.98, lon: 106.65 },
  offsets: [{ at: 1_577_836_800_000, offset: 420 }],
  groups: [{ group: "all", outputs: [0] }],
  samplePeriod: 60,
  reportPeriod: 60,
  feeder: "alwaysLive",
  fallback: 80,
};

export function desireOf(parts: Partial<Desire> = {}): Desire {
  return { rev: evening, config, directives: [], ...parts };
}

/** An override of one hour, given at the bench's evening. */
export function override(ref: number, parts: Partial<Extract<Directive, { kind: "override" }>> = {}): Directive {
  const common = { kind: "override", ref, priority: 4, issuedAt: evening, until: evening + hour } as const;
  return { ...common, target: { level: 30 }, ...parts };
}

export function lampWith(capabilities: readonly Capability[] = [white], parts: Partial<Hardware> = {}): Hardware {
  return {
    id: "lamp-1",
    profile: capabilities.some(({ outputKind }) => outputKind === "relay") ? "R" : "W",
    model: "bench",
    swVersion: "1.0.0",
    capabilities,
    link: "ethernet",
    encoding: "cbor",
    ...parts,
  };
}

export interface Bench {
  readonly device: Device;
  /** ms since the device booted. */
  now(): number;
  /** Lets an input happen now. */
  give(input: DeviceInput): DeviceEffect[];
  /** Runs to `uptime`, waking the device when it asks, connecting it when it wants. */
  runTo(uptime: number): void;
  outputs(): OutputNow[];
  /** Everything published so far of one kind, oldest first, with the uptime. */
  published<K extends Published["topic"]>(
    topic: K,
  ): { at: number; message: Extract<Published, { topic: K }>["message"] }[];
  effects(): readonly { at: number; effect: DeviceEffect }[];
}

interface BenchOptions {
  hardware?: Hardware;
  stored?: Stored;
  boot?: Partial<Boot>;
  /** UTC at the device's boot, for the answers to its time requests. */
  utc?: number;
  /** False: every connection is refused. */
  online?: boolean;
  /** False: time requests stay unanswered. */
  timeServer?: boolean;
}

/** Boots a device. Every message it publishes is encoded and decoded again: what the wire refuses fails the test. */
export function bench(options: BenchOptions = {}): Bench {
  const { hardware = lampWith(), utc = evening, online = true, timeServer = true } = options;
  const device = bootDevice(hardware, options.stored, { reason: "powerOn", seed: 1, ...options.boot });
  const seen: { at: number; effect: DeviceEffect }[] = [];
  const pending: { at: number; input: DeviceInput }[] = [];
  let uptime = 0;
  let wakeAt = 0;

  function give(input: DeviceInput): DeviceEffect[] {
    const result = step(device, input, uptime);
    wakeAt = result.wakeAt;
    const all = [...result.effects];
    for (const effect of result.effects) {
      seen.push({ at: uptime, effect });
      all.push(...answer(effect));
    }
    return all;
  }

  function answer(effect: DeviceEffect): DeviceEffect[] {
    if (effect.kind === "connect")
      pending.push({ at: uptime + 50, input: { kind: online ? "connected" : "disconnected" } });
    if (effect.kind === "publish") arrive(effect);
    return effect.kind === "measure" ? give({ kind: "measured", rows: measure(device, uptime) }) : [];
  }

  function arrive(message: Published): void {
    const kind = message.topic === "time" ? "timeRequest" : message.topic;
    const bytes = encodeMessage(kind, message.message as MessageOf[typeof kind], hardware.encoding);
    const decoded = decodeMessage(kind, bytes);
    if (!decoded.ok) throw new Error(`${kind}: ${decoded.reject.detail} in ${JSON.stringify(message.message)}`);
    if (message.topic !== "time" || !timeServer) return;
    const { t1 } = message.message;
    const t2 = Math.round((utc + uptime + 10) * 1000);
    pending.push({ at: uptime + 20, input: { kind: "timeAnswer", answer: { t1, t2, t3: t2 }, at: t1 + 20_000 } });
  }

  return {
    device,
    now: () => uptime,
    give,
    runTo(end) {
      for (;;) {
        pending.sort((a, b) => a.at - b.at);
        const next = pending[0];
        const at = Math.min(next?.at ?? Infinity, wakeAt);
        if (at > end) break;
        uptime = Math.max(uptime, at);
        if (next !== undefined && next.at <= wakeAt) give(pending.shift()!.input);
        else give({ kind: "wake" });
      }
      uptime = end;
    },
    outputs: () => outputsAt(device, uptime),
    published: (topic) =>
      seen.flatMap(({ at, effect }) =>
        effect.kind === "publish" && effect.topic === topic ? [{ at, message: effect.message as never }] : [],
      ),
    effects: () => seen,
  };
}

function measure(device: Device, uptime: number) {
  return outputsAt(device, uptime).map(({ output, level }) => ({
    output,
    level: Math.round(level * 2) / 2,
    supplyVoltage: 229.7,
    activePower: level / 2,
    activeEnergy: Math.round(uptime / 60_000) / 1000,
  }));
}

/** A lamp that is connected, has its first desired state, and is one minute old. */
export function readyLamp(options: BenchOptions = {}, desire = desireOf()): Bench {
  const lamp = bench(options);
  lamp.runTo(10_000);
  lamp.give({ kind: "desire", desire });
  lamp.runTo(minute);
  return lamp;
}

/** All rows of one stream in what was published, in order of arrival. */
export function rowsOf(lamp: Bench, topic: "report" | "answer", stream: "raw" | "halfHours"): Sample[] {
  return lamp
    .published(topic)
    .flatMap(({ message }) => message.batches ?? [])
    .flatMap((batch) => (batch.stream === stream ? (batch.rows as Sample[]) : []));
}
