/** What the controller says, at least one message of each kind and form; every value is one the wire carries exactly. */
import { type Example, evening, example, hour, longShow, show } from "./example.ts";

const asks = [
  example("ask", "rows again", {
    id: 7001,
    until: evening + hour,
    ask: "resend",
    stream: "raw",
    epoch: 7,
    fromSequence: 9000,
    toSequence: 9100,
  }),
  example("ask", "sample now", { id: 7003, until: evening + hour, ask: "read" }),
  example("ask", "blink one output", { id: 7004, until: evening + hour, ask: "identify", output: 3, duration: 30 }),
  example("ask", "test yourself", { id: 7005, until: evening + hour, ask: "selfTest" }),
  example("ask", "start again", { id: 7006, until: evening + hour, ask: "reboot" }),
];

const night = { issuedAt: evening, until: evening + 11 * hour };
const directives = [
  example("directive", "isolate: without end", { kind: "isolate", ref: 1, priority: 1, issuedAt: evening }),
  example("directive", "lock that holds the light", {
    kind: "lock",
    ref: 2,
    priority: 2,
    issuedAt: evening,
    outputs: [0],
    hold: true,
  }),
  example("directive", "lock whose holder tests a segment", {
    kind: "lock",
    ref: 2,
    priority: 2,
    issuedAt: evening,
    outputs: [1],
    target: { closed: true },
  }),
  example("directive", "emergency white for a group", {
    kind: "emergency",
    ref: 3,
    priority: 3,
    ...night,
    reportWithin: 3,
    target: { level: 100 },
  }),
  example("directive", "override to 30 % from eight o'clock with a ramp", {
    kind: "override",
    ref: 17,
    priority: 4,
    ...night,
    from: evening + 2 * hour,
    reportWithin: 3,
    target: { level: 30 },
    ramp: 10,
  }),
  example("directive", "override that may pass the floor, to a colour, on outputs 0, 9 and 63", {
    kind: "override",
    ref: 18,
    priority: 4,
    ...night,
    outputs: [0, 9, 63],
    target: { x: 0.3127, y: 0.329, level: 62.5 },
    darken: true,
  }),
  example("directive", "limit", { kind: "limit", ref: 4, priority: 4, ...night, percent: 50 }),
  example("directive", "live frames armed", { kind: "frames", ref: 5, priority: 5, ...night }),
  example("directive", "show of one part", {
    kind: "show",
    ref: 6,
    priority: 6,
    ...night,
    document: show,
    startEpochUs: evening * 1000,
  }),
  example("directive", "scene of twelve parts", {
    kind: "scene",
    ref: 7,
    priority: 7,
    ...night,
    document: longShow,
    startEpochUs: evening * 1000,
  }),
  example("directive", "end of the override", { kind: "end", ref: 20, priority: 4, ...night, ends: 17 }),
  example("directive", "call", { kind: "call", ref: 21, priority: 0, issuedAt: evening, reportWithin: 30 }),
];

const desires = [
  example("desire", "the least a device is told", {
    rev: evening,
    config: {
      place: { lat: 10.98, lon: 106.65 },
      offsets: [{ at: evening, offset: 420 }],
      groups: [],
      samplePeriod: 300,
      reportPeriod: 900,
      feeder: "deadByDay",
      fallback: 60,
    },
    directives: [],
  }),
  example("desire", "everything that can be wanted", {
    rev: evening + 1,
    config: {
      place: { lat: -33.45694, lon: -70.64827 },
      offsets: [
        { at: evening, offset: -180 },
        { at: evening + 4000 * hour, offset: -240 },
      ],
      groups: [
        { group: "all", outputs: [0, 1] },
        { group: "bridge", outputs: [1] },
      ],
      samplePeriod: 60,
      reportPeriod: 300,
      spread: 300,
      feeder: "alwaysLive",
      decorative: [1],
      floors: [
        { outputs: [0], fromMinute: 1080, toMinute: 330, percent: 30 },
        { outputs: [0], fromMinute: 1320, toMinute: 300, percent: 10, nights: [[20_854, 20_899]] },
      ],
      ceilings: [
        { outputs: [0], fromMinute: 1320, toMinute: 300, percent: 40, nights: [[20_854, 20_899]] },
        { outputs: [0], fromMinute: 0, toMinute: 0, percent: 80, from: 1_795_000_000_000, until: 1_795_600_000_000 },
      ],
      fallback: 50,
      dayLit: 46_800,
      flashRate: 1.5,
      transition: 2000,
      powerBudget: 400,
    },
    calendars: [{ document: longShow, outputs: [0] }],
    directives: [
      { kind: "override", ref: 17, priority: 4, ...night, outputs: [0], target: { level: 30 } },
      { kind: "end", ref: 20, priority: 4, ...night, ends: 16 },
    ],
    firmware: show,
  }),
];

const others = [
  example("timeAnswer", "in wall time", {
    t1: 31_000_250,
    t2: evening * 1000 + 17,
    t3: evening * 1000 + 240,
  }),
  example("frame", "two luminaires of a desk", {
    seq: 12,
    presentAt: evening * 1000 + 250_000,
    firstOutput: 4,
    values: [65_535, 0, 0, 0, 0, 32_768, 0, 1],
  }),
];

export const downExamples: readonly Example[] = [...asks, ...directives, ...desires, ...others];
