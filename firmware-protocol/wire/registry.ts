/**
 * The one list of field names on the wire: integer key and form of each. A name means the same thing, in the same
 * unit, in every message, so one table of `#define`s serves a C author. Keys are never reused; those below 24 cost one
 * byte and go to what telemetry and directives repeat most.
 */
import type { Form } from "./form.ts";
import { bits, document, hex, hexes, list, many, plain, record, scaled, seconds, word } from "./form.ts";
import {
  answerCodes,
  askKinds,
  bootReasons,
  clockSources,
  dimmingCurves,
  directiveKinds,
  encodings,
  eventStates,
  eventTypes,
  filters,
  linkClasses,
  outputKinds,
  profiles,
  refusalCodes,
  reportReasons,
  selectorPositions,
  sources,
  streams,
} from "./vocabulary.ts";

export interface Field {
  readonly key: number;
  readonly form: Form;
}

const f = (key: number, form: Form = plain): Field => ({ key, form });

export const registry = {
  // telemetry, repeated in every row
  at: f(0, seconds),
  output: f(1),
  level: f(2, scaled(2)), // 0.5 % steps
  supplyVoltage: f(3, scaled(10)), // 0.1 V
  supplyCurrent: f(4, scaled(1000)), // mA
  activePower: f(5, scaled(10)), // 0.1 W
  powerFactor: f(6, scaled(100)), // 0.01
  activeEnergy: f(7, scaled(1000)), // Wh, cumulative
  operatingHours: f(8, scaled(10)), // 0.1 h
  controlGearTemperature: f(9), // °C
  switchOnCounter: f(10),
  // directives, up to sixteen in a message
  ref: f(11),
  kind: f(12, word(directiveKinds)),
  priority: f(13),
  issuedAt: f(14, seconds),
  from: f(15, seconds),
  until: f(16, seconds),
  outputs: f(17, bits),
  target: f(18, record),
  document: f(19, document),
  startEpochUs: f(20),
  // state of an output, up to 64 in a report
  source: f(21, word(sources)),
  settled: f(22),
  rows: f(23, many),
  // from here a key costs two bytes
  after: f(24),
  stream: f(25, word(streams)),
  epoch: f(26),
  holds: f(27, record),
  rev: f(28),
  refs: f(29, list),
  refused: f(30, many),
  code: f(31, word(refusalCodes)),
  waiting: f(32, hexes),
  digest: f(33, hex),
  parts: f(34),
  states: f(35, many),
  batches: f(36, many),
  reason: f(37, word(reportReasons)),
  session: f(38),
  uptime: f(39), // s since boot
  bootCount: f(40),
  filtered: f(41, word(filters)),
  selector: f(42, word(selectorPositions)),
  closed: f(43),
  hold: f(44),
  darken: f(45),
  percent: f(46, scaled(2)),
  ends: f(47),
  reportWithin: f(48), // s
  ramp: f(49), // s
  rgbw16: f(50, list),
  cct: f(51), // K
  x: f(52, scaled(10_000)),
  y: f(53, scaled(10_000)),
  // hello
  protocol: f(54),
  profile: f(55, word(profiles)),
  serial: f(56),
  model: f(57),
  hwType: f(58),
  swVersion: f(59),
  bootReason: f(60, word(bootReasons)),
  capabilities: f(61, many),
  outputKind: f(62, word(outputKinds)),
  minLevel: f(63, scaled(2)),
  curve: f(64, word(dimmingCurves)),
  link: f(65, word(linkClasses)),
  encoding: f(66, word(encodings)),
  log: f(67, many),
  first: f(68),
  next: f(69),
  clock: f(70, record),
  clockSource: f(71, word(clockSources)),
  bound: f(72), // ms
  rtc: f(73), // s of holdover; absent: none
  // desire
  config: f(74, record),
  place: f(75, record),
  lat: f(76, scaled(100_000)),
  lon: f(77, scaled(100_000)),
  offsets: f(78, many),
  offset: f(79), // minutes east of UTC
  groups: f(80, many),
  group: f(81),
  samplePeriod: f(82), // s
  reportPeriod: f(83), // s
  keepAlive: f(84), // s
  spread: f(85), // s
  feeder: f(86, word(["alwaysLive", "deadByDay"])),
  decorative: f(87, bits),
  floors: f(88, many),
  fromMinute: f(89),
  toMinute: f(90),
  fallback: f(91, scaled(2)),
  flashRate: f(92, scaled(10)), // 0.1 Hz
  transition: f(93), // ms
  powerBudget: f(94), // W
  calendars: f(95, many),
  directives: f(96, many),
  firmware: f(97, document),
  dayLit: f(98), // s of full light after power-up without a clock on an always-live feeder
  // ask and answer
  id: f(99),
  ask: f(100, word(askKinds)),
  to: f(101),
  fromSequence: f(102),
  toSequence: f(103),
  duration: f(104), // s
  result: f(105, word(answerCodes)),
  done: f(106),
  lost: f(107, many),
  // events
  type: f(108, word(eventTypes)),
  state: f(109, word(eventStates)),
  value: f(110, scaled(100)),
  // clock exchange, µs
  t1: f(111),
  t2: f(112),
  t3: f(113),
  // live frames
  seq: f(114),
  presentAt: f(115),
  firstOutput: f(116),
  values: f(117, list),
  // more telemetry
  communicationQuality: f(118),
  rssi: f(119),
  supplyLossCount: f(120),
  reactivePower: f(121, scaled(10)), // 0.1 var
  frequency: f(122, scaled(100)), // 0.01 Hz
  lightSourceVoltage: f(123, scaled(10)),
  lightSourceCurrent: f(124, scaled(1000)),
  lightSourceTemperature: f(125),
  phase1Voltage: f(126, scaled(10)),
  phase2Voltage: f(127, scaled(10)),
  phase3Voltage: f(128, scaled(10)),
  phase1Current: f(129, scaled(1000)),
  phase2Current: f(130, scaled(1000)),
  phase3Current: f(131, scaled(1000)),
  phase1ActivePower: f(132, scaled(1000)), // W on the wire, kW in the model
  phase2ActivePower: f(133, scaled(1000)),
  phase3ActivePower: f(134, scaled(1000)),
  totalPower: f(135, scaled(1000)), // W on the wire, kW in the model
  totalActiveEnergy: f(136, scaled(1000)), // Wh on the wire, kWh in the model
  neutralCurrent: f(137, scaled(1000)),
  cabinetDoorOpen: f(138),
  circuitBreakerTripped: f(139),
  leakageCurrent: f(140, scaled(1000)), // mA
  supplyVoltageMin: f(141, scaled(10)),
  supplyVoltageMax: f(142, scaled(10)),
  litSeconds: f(143),
  clamped: f(144),
  // broker events
  rule: f(145),
  client: f(146),
  address: f(147),
  topic: f(148),
  count: f(149),
} as const satisfies Record<string, Field>;

export type FieldName = keyof typeof registry;
