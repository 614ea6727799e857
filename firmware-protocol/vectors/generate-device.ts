/** A whole device from power-up: what comes in, when, and everything it does about it. */
import { bootDevice } from "../behavior/boot-device.ts";
import { step } from "../behavior/device.ts";
import type { Boot, DeviceInput, Hardware } from "../behavior/device-state.ts";
import type { Desire } from "../wire/desire.ts";
import type { Directive } from "../wire/directive.ts";
import type { VectorFile } from "./vector-file.ts";

/** 22 November 2026, 18:30 at the lamp: it is dark. */
const utc = Date.UTC(2026, 10, 22, 11, 30);
const minute = 60_000;

const hardware: Hardware = {
  id: "lamp-1",
  profile: "W",
  model: "bench",
  swVersion: "1.0.0",
  capabilities: [{ outputKind: "white", minLevel: 10, curve: "dali" }],
  link: "ethernet",
  rtc: 1_209_600,
  encoding: "cbor",
};
const desire: Desire = {
  rev: utc,
  config: {
    place: { lat: 10.98, lon: 106.65 },
    offsets: [{ at: 1_577_836_800_000, offset: 420 }],
    groups: [{ group: "all", outputs: [0] }],
    samplePeriod: 60,
    reportPeriod: 60,
    feeder: "alwaysLive",
    fallback: 80,
  },
  directives: [],
};
const override: Directive = {
  kind: "override",
  ref: 7,
  priority: 4,
  issuedAt: utc + 10_000,
  until: utc + minute,
  target: { level: 30 },
  ramp: 2,
  reportWithin: 3,
};
const measured: DeviceInput = {
  kind: "measured",
  rows: [{ output: 0, level: 80, supplyVoltage: 229.7, activePower: 42.1 }],
};
const read: DeviceInput = { kind: "ask", ask: { id: 1, until: utc + minute, ask: "read" } };

interface Script {
  name: string;
  boot: Boot;
  /** Given in order, each at its ms since boot; between them the device is woken when it asks. */
  inputs: readonly (readonly [uptime: number, input: DeviceInput])[];
  end: number;
}

const scripts: readonly Script[] = [
  {
    name: "power-up, connection, first desired state, a group directive that runs out",
    boot: { reason: "powerOn", seed: 1, rtcTime: utc, rtcBound: 100 },
    inputs: [
      [3600, { kind: "connected" }],
      [3700, { kind: "desire", desire }],
      [10_000, { kind: "directive", group: "all", directive: override }],
    ],
    end: 100_000,
  },
  {
    name: "without a clock: what has an end waits until an exchange sets it",
    boot: { reason: "powerOn", seed: 2 },
    inputs: [
      [3600, { kind: "connected" }],
      [3700, { kind: "desire", desire: { ...desire, directives: [override] } }],
      [
        3800,
        {
          kind: "timeAnswer",
          answer: { t1: 3_600_000, t2: (utc + 3700) * 1000, t3: (utc + 3700) * 1000 },
          at: 3_800_000,
        },
      ],
    ],
    end: 6000,
  },
  {
    name: "an ask that comes twice, a refused directive, an older desired state",
    boot: { reason: "powerOn", seed: 3, rtcTime: utc, rtcBound: 100 },
    inputs: [
      [3600, { kind: "connected" }],
      [3700, { kind: "desire", desire }],
      [5000, read],
      [5100, read],
      [6000, { kind: "directive", group: "elsewhere", directive: override }],
      [7000, { kind: "desire", desire: { ...desire, rev: utc - 1 } }],
    ],
    end: 12_000,
  },
  {
    name: "the connection is lost again and again",
    boot: { reason: "powerOn", seed: 4, rtcTime: utc, rtcBound: 100 },
    inputs: [
      [3600, { kind: "disconnected" }],
      [9000, { kind: "disconnected" }],
      [20_000, { kind: "connected" }],
      [21_000, { kind: "disconnected" }],
    ],
    end: 60_000,
  },
];

/** Wakes between the inputs happen, and `measure` is answered, by themselves. */
function play({ name, boot, inputs, end }: Script): object[] {
  const device = bootDevice(hardware, undefined, boot);
  const steps: object[] = [{ name, hardware, boot }];
  let wakeAt = 0;
  const give = (uptime: number, input: DeviceInput) => {
    const result = step(device, input, uptime);
    wakeAt = result.wakeAt;
    steps.push({ name, uptime, input, effects: result.effects, wakeAt });
    if (result.effects.some(({ kind }) => kind === "measure")) give(uptime, measured);
  };
  for (const [uptime, input] of inputs) {
    while (wakeAt < uptime) give(wakeAt, { kind: "wake" });
    give(uptime, input);
  }
  while (wakeAt < end) give(wakeAt, { kind: "wake" });
  return steps;
}

export const deviceVectors = {
  name: "device.json",
  about:
    "Cases of one `name` follow each other on one device that boots with nothing stored; the first gives hardware and boot, the others an input at `uptime` (ms since boot), the effects in order and the latest instant of the next step. Random numbers: counter n = 1, 2, … of the seed is mix32(seed + n × 0x9e3779b9).",
  cases: () => scripts.flatMap(play),
} satisfies VectorFile;
