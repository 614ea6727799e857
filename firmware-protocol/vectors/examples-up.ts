/** What devices and brokers say, at least one message of each kind and form; every value is one the wire carries exactly. */
import { type Example, evening, example, show } from "./example.ts";

/** One row of a white lamp, eleven values. */
export const lampRow = {
  at: evening,
  output: 0,
  level: 70,
  supplyVoltage: 229.4,
  supplyCurrent: 0.212,
  activePower: 43.6,
  powerFactor: 0.91,
  activeEnergy: 1234.567,
  operatingHours: 8123.4,
  controlGearTemperature: 47,
  switchOnCounter: 812,
};

const meterRow = {
  at: evening,
  phase1Voltage: 231.2,
  phase2Voltage: 229.9,
  phase3Voltage: 230.4,
  phase1Current: 12.345,
  phase2Current: 11.9,
  phase3Current: 13.001,
  phase1ActivePower: 2.751,
  phase2ActivePower: 2.64,
  phase3ActivePower: 2.903,
  totalPower: 8.294,
  totalActiveEnergy: 48_211.5,
  neutralCurrent: 0.84,
  frequency: 49.98,
  powerFactor: 0.96,
  reactivePower: -412.5,
  leakageCurrent: 0.012,
  cabinetDoorOpen: false,
  circuitBreakerTripped: false,
  selector: "auto",
} as const;

const hellos = [
  example("hello", "the least a device says", {
    protocol: 1,
    profile: "W",
    session: 1,
    model: "bench",
    swVersion: "0.1",
    bootCount: 0,
    bootReason: "powerOn",
    uptime: 0,
    capabilities: [{ outputKind: "white" }],
    link: "ethernet",
    encoding: "cbor",
    clock: { clockSource: "none" },
  }),
  example("hello", "a white lamp on NB-IoT, with all it can say", {
    protocol: 1,
    profile: "W",
    session: 0xdead_beef,
    serial: "RL60-2026-000417",
    model: "RL-60",
    hwType: "rev C",
    swVersion: "1.4.2",
    bootCount: 97,
    bootReason: "powerOn",
    uptime: 31,
    at: evening,
    capabilities: [{ outputKind: "white", minLevel: 10, curve: "dali" }],
    link: "nbIot",
    encoding: "cbor",
    keepAlive: 1200,
    log: [
      { stream: "events", epoch: 7, first: 0, next: 41 },
      { stream: "raw", epoch: 7, first: 9000, next: 11_016 },
      { stream: "halfHours", epoch: 7, first: 0, next: 1008 },
    ],
    holds: { rev: evening, refs: [4_000_000_001, 17], refused: [{ ref: 99, code: "full" }], waiting: [show.digest] },
    clock: { clockSource: "rtc", bound: 1500, rtc: 1_209_600 },
  }),
  example("hello", "a cabinet of two segments and a meter", {
    protocol: 1,
    profile: "R",
    session: 3,
    model: "TU-2",
    swVersion: "2.0",
    bootCount: 4,
    bootReason: "watchdog",
    uptime: 5,
    capabilities: [{ outputKind: "relay" }, { outputKind: "relay" }],
    link: "lteM",
    encoding: "cbor",
    clock: { clockSource: "ntp", bound: 20 },
  }),
];

const reports = [
  example("report", "nothing but a state", {
    states: [{ output: 0, level: 0, source: "calendar", settled: true }],
  }),
  example("report", "a lamp dimmed by an override, with one row", {
    at: evening,
    uptime: 86_400,
    session: 0xdead_beef,
    reason: "periodic",
    states: [
      { output: 0, level: 30, source: "override", ref: 17, filtered: "limit", settled: true, activePower: 19.2 },
    ],
    holds: { rev: evening, refs: [17] },
    clock: { clockSource: "mqtt", bound: 40 },
    batches: [{ stream: "raw", epoch: 7, after: 11_015, rows: [lampRow] }],
  }),
  example("report", "two colour outputs in the middle of a fade, and a hole in the log", {
    states: [
      { output: 0, level: 12.5, target: { rgbw16: [65_535, 0, 256, 1] }, source: "show", ref: 5, settled: false },
      { output: 1, level: 100, target: { cct: 3000, level: 80 }, source: "frames", settled: false },
    ],
    clamped: 3,
    lost: [{ stream: "raw", epoch: 7, fromSequence: 100, toSequence: 199 }],
  }),
  example("report", "a cabinet in MAN with its meter", {
    states: [
      { output: 0, level: 100, source: "hand", settled: true },
      { output: 1, level: 0, target: { closed: true }, source: "override", settled: false },
    ],
    selector: "man",
    batches: [{ stream: "raw", epoch: 1, after: 0, rows: [meterRow] }],
  }),
  example("report", "rows taken before the clock was known", {
    states: [],
    batches: [
      {
        stream: "halfHours",
        epoch: 2,
        after: 5,
        rows: [
          {
            bootCount: 97,
            uptime: 1800,
            output: 0,
            litSeconds: 1800,
            supplyVoltageMin: 218.1,
            supplyVoltageMax: 241.9,
          },
          { bootCount: 97, uptime: 3600, output: 0, litSeconds: 0 },
        ],
      },
    ],
  }),
];

const others = [
  example("event", "a failed lamp and an opened door", {
    batches: [
      {
        stream: "events",
        epoch: 7,
        after: 40,
        rows: [
          { at: evening, output: 0, type: "lampFailure", state: "start", value: 0 },
          { at: evening + 2000, type: "cabinetDoorOpen", state: "once" },
          { bootCount: 3, uptime: 12, type: "supplyVoltageTooHigh", state: "end", value: 253.75 },
        ],
      },
    ],
  }),
  example("answer", "rows asked for again, of which some are gone", {
    id: 7001,
    result: "ok",
    done: false,
    batches: [{ stream: "raw", epoch: 7, after: 9099, rows: [lampRow] }],
    lost: [{ stream: "raw", epoch: 7, fromSequence: 9000, toSequence: 9099 }],
  }),
  example("answer", "an ask that came too late", { id: 7002, result: "expired", done: true }),
  example("gone", "the will", { session: 0xdead_beef }),
  example("timeRequest", "t1 counts from boot", { t1: 31_000_250 }),
  example("brokerEvent", "a device that spoke for another", {
    at: evening,
    rule: "access/publish",
    client: "00124b0014b5d9a2",
    address: "10.20.3.4",
    topic: "den/v1/up/other/report",
    count: 3,
  }),
];

export const upExamples: readonly Example[] = [...hellos, ...reports, ...others];
